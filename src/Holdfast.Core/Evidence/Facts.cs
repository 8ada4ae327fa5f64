using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.Text;

namespace Holdfast.Core.Evidence;

/// <summary>
/// A piece of evidence is kept: all that came of it, unaltered, or, where <paramref name="Declared"/> says more than <paramref name="Length"/>, as much as came before it stopped.
/// </summary>
/// <param name="Name">The file's name as it came, at most <see cref="Limits.LongestName"/> characters. Never a path of ours.</param>
/// <param name="Length">Bytes kept.</param>
/// <param name="Sha256">Of the original's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Type">Told by its bytes.</param>
/// <param name="SaidType">The media type that the sender gave; not believed.</param>
/// <param name="ModifiedAt">When the file was last changed, by the sender's machine.</param>
/// <param name="What">What the sender says it is.</param>
/// <param name="Same">An earlier piece with the very same bytes: its original is this one's too.</param>
/// <param name="Within">The mail that it was attached to.</param>
/// <param name="Promise">The promise that it keeps.</param>
/// <param name="Declared">The length that was announced, where it never came whole.</param>
public sealed record EvidenceKept(
    EvidenceId Evidence, string Name, long Length, string Sha256, EvidenceType Type, string? SaidType = null, DateTimeOffset? ModifiedAt = null, string? What = null,
    EvidenceId? Same = null, EvidenceId? Within = null, EntryId? Promise = null, long? Declared = null) : Fact;

/// <summary>Somebody opened it: custody.</summary>
public sealed record EvidenceOpened(EvidenceId Evidence, Opening How, string Purpose) : Fact;

/// <summary>The virus scanner's word on it.</summary>
/// <param name="Found">The scanner's name for what it found.</param>
public sealed record EvidenceScanned(EvidenceId Evidence, ScanResult Result, string? Found = null) : Fact;

/// <summary>Evidence is to follow, such as a call's recording. It is owed until it comes or somebody says why it will not. The entry's id names the promise.</summary>
public sealed record EvidencePromised(string What, DateTimeOffset DueAt, string? From = null) : Fact;

/// <summary>What was promised will not come, and why.</summary>
public sealed record PromiseWithdrawn(EntryId Promise, string Reason) : Fact;

/// <summary>How a piece of evidence was opened.</summary>
[JsonConverter(typeof(WordConverter<Opening>))]
public enum Opening
{
    /// <summary>Read, looked at or listened to on the screen.</summary>
    Viewed,

    /// <summary>The original left through a browser.</summary>
    Downloaded,

    /// <summary>The original left through the API.</summary>
    Exported,
}

/// <summary>What a virus scanner said.</summary>
[JsonConverter(typeof(WordConverter<ScanResult>))]
public enum ScanResult
{
    Clean,

    /// <summary>It found something: the piece is quarantined, and still evidence.</summary>
    Found,

    /// <summary>The scanner would not take all of it, or gave no verdict: it is larger than the scanner allows, or can't be read.</summary>
    NotScanned,
}

/// <summary>The wire names of this slice, version 1.</summary>
public static class EvidenceFacts
{
    public static IEnumerable<WireType> Wire =>
    [
        new("evidence-kept", 1, typeof(EvidenceKept), EvidenceFactsJson.Default.EvidenceKept),
        new("evidence-opened", 1, typeof(EvidenceOpened), EvidenceFactsJson.Default.EvidenceOpened),
        new("evidence-scanned", 1, typeof(EvidenceScanned), EvidenceFactsJson.Default.EvidenceScanned),
        new("evidence-promised", 1, typeof(EvidencePromised), EvidenceFactsJson.Default.EvidencePromised),
        new("promise-withdrawn", 1, typeof(PromiseWithdrawn), EvidenceFactsJson.Default.PromiseWithdrawn),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvidenceKept))]
[JsonSerializable(typeof(EvidenceOpened))]
[JsonSerializable(typeof(EvidenceScanned))]
[JsonSerializable(typeof(EvidencePromised))]
[JsonSerializable(typeof(PromiseWithdrawn))]
internal sealed partial class EvidenceFactsJson : JsonSerializerContext;
