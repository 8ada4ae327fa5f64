using System.Data.Common;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.Incidents;

/// <summary>Typing in progress: shown to others as typing, an entry after a pause.</summary>
public sealed record Draft(EntryId Entry, IncidentId Incident, PersonId Person, DateTimeOffset SavedAt, string Field, string Text, EntryId? Statement)
{
    public const string Columns = "d.entry, d.incident, d.person, d.saved_at, d.ciphertext, k.wrapped";

    public const string From = "FROM draft d JOIN incident_key k ON k.incident = d.incident";

    /// <summary>The fact that the draft becomes.</summary>
    public Fact ToFact() => Statement is { } written && Field == Fields.Statement ? new StatementCorrected(written, Text) : ToFact(Field, Text);

    /// <summary>The fact that typing into a field becomes.</summary>
    public static Fact ToFact(string field, string text) => field switch
    {
        Fields.Statement => new StatementAdded(text),
        Fields.Note => new NoteAdded(text),
        Fields.Transcript => new TranscriptAdded(text),
        _ => new AnswerGiven(field, AnswerState.Answered, [text]),
    };

    public static byte[] Seal(DataKey key, PersonId person, DraftWrite draft)
    {
        string[] parts = draft.Statement is { } written ? [draft.Field, draft.Text, written.ToString()] : [draft.Field, draft.Text];
        return key.Seal(JsonSerializer.SerializeToUtf8Bytes(parts, DraftJson.Default.StringArray), PlaceOf(draft.Entry, person));
    }

    public static Draft Read(DbDataReader row, Keyring keys)
    {
        var entry = EntryId.FromBytes((byte[])row[0]);
        var incident = IncidentId.FromBytes((byte[])row[1]);
        var person = PersonId.FromBytes((byte[])row[2]);
        var key = keys.Unwrap(incident, (byte[])row[5]);
        var parts = JsonSerializer.Deserialize(key.Open((byte[])row[4], PlaceOf(entry, person)), DraftJson.Default.StringArray)!;
        return new Draft(entry, incident, person, new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), parts[0], parts[1], EntryId.TryParse(parts.ElementAtOrDefault(2), out var written) ? written : null);
    }

    static Place PlaceOf(EntryId entry, PersonId person) => new("draft.1", 0, entry.Value, person.Value, 0, 0);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class DraftJson : System.Text.Json.Serialization.JsonSerializerContext;
