using System.Text.Json.Serialization;
using Holdfast.Core.Access;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.Evidence;

/// <summary>One piece of evidence. <see cref="Name"/> is the file's name as it came, <see cref="Shown"/> the same made fit for a screen.</summary>
public sealed record EvidenceItemView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Shown { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Told by its bytes.</summary>
    public required string Type { get; init; }

    public required PersonView By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the sender says it is.</summary>
    public string? What { get; init; }

    /// <summary>The earlier piece with the very same bytes.</summary>
    public string? Same { get; init; }

    /// <summary>The mail it was attached to.</summary>
    public string? Within { get; init; }

    /// <summary>Less came than was announced.</summary>
    public bool Partial { get; init; }

    /// <summary>Bytes that were announced, where less came.</summary>
    public long? Declared { get; init; }

    /// <summary>"clean", "found" or "not-scanned"; null: no scanner, or not yet.</summary>
    public string? Scan { get; init; }

    /// <summary>The scanner's name for what it found.</summary>
    public string? Found { get; init; }

    public bool Quarantined { get; init; }

    /// <summary>What this person may do with it: "play", "picture", "words", "mail", "download".</summary>
    public required IReadOnlyList<string> May { get; init; }
}

/// <summary>Evidence that is to follow. Owed until it came or somebody said why it will not.</summary>
public sealed record PromiseView(string Id, string What, string? From, DateTimeOffset DueAt, PersonView By, DateTimeOffset At, DateTimeOffset? KeptAt, string? Withdrawn, bool Owed);

/// <summary>On its way: <paramref name="Offset"/> is how much of it is being taken right now; null while nothing comes.</summary>
/// <param name="Name">For its sender, who may go on with the same file: its name as it was announced.</param>
/// <param name="ModifiedAt">For its sender: when the file was last changed.</param>
public sealed record ArrivingView(string Id, string Shown, PersonView By, DateTimeOffset Since, long? Offset, long? Length, bool Own, string? Name = null, DateTimeOffset? ModifiedAt = null);

/// <param name="Limit">Bytes of one piece at most.</param>
public sealed record EvidenceListView(IReadOnlyList<EvidenceItemView> Items, IReadOnlyList<PromiseView> Promises, IReadOnlyList<ArrivingView> Arriving, long Limit);

/// <summary>Somebody kept, opened or scanned it.</summary>
/// <param name="How">"kept", "viewed", "downloaded", "exported", "clean", "found", "not-scanned".</param>
public sealed record CustodyView(string How, PersonView By, DateTimeOffset At, string? Purpose);

public sealed record EvidencePieceView(EvidenceItemView Item, IReadOnlyList<CustodyView> Custody);

/// <summary>Makes what pages and API show of evidence, for somebody whom Access has let in. Thread-safe.</summary>
public sealed class EvidenceViews(RowViews rows, TimeProvider clock)
{
    public IReadOnlyList<EvidenceItemView> Items(Person person, Incident incident)
    {
        var opensQuarantined = Access.Decide(person, incident, Operation.OpenQuarantined, clock.GetUtcNow()).IsAllowed;
        return [.. incident.Evidence.Items.Select(item => Of(item, opensQuarantined))];
    }

    public EvidenceItemView Item(Person person, Incident incident, EvidenceItem item) =>
        Of(item, Access.Decide(person, incident, Operation.OpenQuarantined, clock.GetUtcNow()).IsAllowed);

    public IReadOnlyList<PromiseView> Promises(Incident incident) =>
    [
        .. incident.Evidence.Promises.Select(promise => new PromiseView(
            promise.Id.ToString(), promise.What, promise.From, promise.DueAt, rows.Person(promise.By), promise.At, promise.KeptAt, promise.Withdrawn, promise.IsOwed)),
    ];

    /// <summary>Who kept it, scanned it and opened it, oldest first.</summary>
    public IReadOnlyList<CustodyView> Custody(IEnumerable<Entry> entries, EvidenceItem item) =>
    [
        .. entries.Select(entry => entry.Fact switch
        {
            EvidenceKept kept when kept.Evidence == item.Id => Line("kept", entry, kept.What),
            EvidenceOpened opened when opened.Evidence == item.Id => Line(Words<Opening>.Of(opened.How), entry, opened.Purpose),
            EvidenceScanned scanned when scanned.Evidence == item.Id || scanned.Evidence == item.Original => Line(Words<ScanResult>.Of(scanned.Result), entry, null),
            _ => null,
        }).OfType<CustodyView>(),
    ];

    CustodyView Line(string how, Entry entry, string? purpose) => new(how, rows.Person(entry.Head.Author), entry.Head.RecordedAt, purpose);

    EvidenceItemView Of(EvidenceItem item, bool opensQuarantined) => new()
    {
        Id = item.Id.ToString(),
        Name = item.Name,
        Shown = ShownName.Of(item.Name),
        Length = item.Length,
        Sha256 = item.Sha256,
        Type = Words<EvidenceType>.Of(item.Type),
        By = rows.Person(item.By),
        At = item.At,
        What = item.What,
        Same = item.Same?.ToString(),
        Within = item.Within?.ToString(),
        Partial = item.IsPartial,
        Declared = item.IsPartial ? item.Declared : null,
        Scan = item.Scan is { } scan ? Words<ScanResult>.Of(scan) : null,
        Found = item.Found,
        Quarantined = item.IsQuarantined,
        May = [.. Ways(item, opensQuarantined)],
    };

    static IEnumerable<string> Ways(EvidenceItem item, bool opensQuarantined)
    {
        if (item.IsQuarantined && !opensQuarantined)
        {
            yield break;
        }

        if (!item.IsQuarantined)
        {
            if (item.Type.IsSound()) yield return "play";
            if (item.Type.IsPicture()) yield return "picture";
            if (item.Type.IsText()) yield return "words";
            if (item.Type == EvidenceType.Mail) yield return "mail";
        }

        yield return "download";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never, Converters = [typeof(UtcTimes)])]
[JsonSerializable(typeof(EvidenceListView))]
[JsonSerializable(typeof(EvidencePieceView))]
[JsonSerializable(typeof(EvidenceItemView))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
