using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Evidence;

/// <summary>Whether a piece still comes in, or is kept and something remains to be done with it.</summary>
[JsonConverter(typeof(WordConverter<UploadState>))]
public enum UploadState
{
    Arriving,

    /// <summary>Its entry is there; it is still to be looked through or scanned.</summary>
    Kept,
}

/// <summary>A piece on its way in, or one with work pending.</summary>
/// <param name="Person">Who sends it, and will be its entry's author.</param>
/// <param name="LastAt">The latest sign of it; for pending work, when it is to be tried (again).</param>
/// <param name="Attempts">How often pending work was begun.</param>
public sealed record Upload(IncidentId Incident, EvidenceId Evidence, PersonId Person, DateTimeOffset BegunAt, DateTimeOffset LastAt, UploadState State, int Attempts, UploadWords Words)
{
    internal const string Columns = "u.incident, u.evidence, u.person, u.begun_at, u.last_at, u.state, u.attempts, u.ciphertext, k.wrapped";

    internal const string From = "FROM upload u JOIN incident_key k ON k.incident = u.incident";

    internal static byte[] Seal(DataKey key, EvidenceId evidence, PersonId person, DateTimeOffset begunAt, UploadWords words) =>
        key.Seal(JsonSerializer.SerializeToUtf8Bytes(words, UploadJson.Default.UploadWords), PlaceOf(evidence, person, begunAt.UtcTicks));

    internal static Upload Read(DbDataReader row, Keyring keys)
    {
        var incident = IncidentId.FromBytes((byte[])row[0]);
        var evidence = EvidenceId.FromBytes((byte[])row[1]);
        var person = PersonId.FromBytes((byte[])row[2]);
        var key = keys.Unwrap(incident, (byte[])row[8]);
        var words = JsonSerializer.Deserialize(key.Open((byte[])row[7], PlaceOf(evidence, person, row.GetInt64(3))), UploadJson.Default.UploadWords)!;
        return new Upload(incident, evidence, person, At(row.GetInt64(3)), At(row.GetInt64(4)), Words<UploadState>.Parse(row.GetString(5)), (int)row.GetInt64(6), words);
    }

    static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    static Place PlaceOf(EvidenceId evidence, PersonId person, long begunTicks) => new("upload.1", 0, evidence.Value, person.Value, begunTicks, 0);
}

/// <summary>What the sender said of a piece. Content.</summary>
/// <param name="Name">The file's name as it came.</param>
/// <param name="SaidType">The media type it is said to be.</param>
/// <param name="Length">Bytes announced; null when nobody said.</param>
/// <param name="ModifiedAt">When the file was last changed, by the sender's machine.</param>
/// <param name="What">What the sender says it is.</param>
/// <param name="Promise">The promise that it keeps.</param>
/// <param name="Within">The mail that it was taken out of; null for what a person sends.</param>
public sealed record UploadWords(
    string Name, string? SaidType = null, long? Length = null, DateTimeOffset? ModifiedAt = null, string? What = null, EntryId? Promise = null, EvidenceId? Within = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UploadWords))]
internal sealed partial class UploadJson : JsonSerializerContext;
