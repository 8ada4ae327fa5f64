using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.Incidents;

/// <summary>The read row of an incident: clear columns to find and sort by, and the whole incident sealed beside them.</summary>
public static class IncidentRow
{
    /// <summary>The columns that <see cref="ReadHeld"/> expects, with the wrapped key joined in.</summary>
    public const string Columns = "i.id, i.sequence, i.last_position, i.content, k.wrapped";

    public const string From = "FROM incident i JOIN incident_key k ON k.incident = i.id";

    /// <summary>The clear columns in the order of <see cref="Clear"/>.</summary>
    public const string ClearColumns = "i.id, i.year, i.serial, i.state, i.priority, i.channel, i.team, i.agent, i.owner, i.started_at, i.filed_at, i.closed_at, " +
        "i.acknowledged_at, i.acknowledged_by, i.last_entry_at, i.due_at, i.ring_tier, i.sequence, i.version, i.first_position, i.last_position";

    /// <summary>Inserts or replaces a row; the values are those of <see cref="Values"/>.</summary>
    public const string Upsert = """
        INSERT INTO incident (id, year, serial, state, priority, channel, team, agent, owner, started_at, filed_at, closed_at, acknowledged_at,
          acknowledged_by, last_entry_at, due_at, ring_tier, sequence, version, first_position, last_position, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority, channel = excluded.channel, owner = excluded.owner, filed_at = excluded.filed_at,
          closed_at = excluded.closed_at, acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
          last_entry_at = excluded.last_entry_at, due_at = excluded.due_at, ring_tier = excluded.ring_tier, sequence = excluded.sequence,
          version = excluded.version, last_position = excluded.last_position, content = excluded.content
        """;

    /// <summary>Brings a row up to date whose indexed columns stay as they are: a word typed rewrites no index.</summary>
    internal const string Touch = "UPDATE incident SET last_entry_at = $2, sequence = $3, version = $4, last_position = $5, content = $6 WHERE id = $1";

    /// <summary>The clear columns that every entry changes, by their places in <see cref="Clear"/>: last_entry_at, sequence, version, last_position.</summary>
    static readonly int[] Moving = [14, 17, 18, 20];

    public static object?[] Values(Incident incident, DataKey key) => [.. Clear(incident), Seal(incident, key)];

    /// <summary>The write that makes the row of <paramref name="before"/> (null: none yet) that of <paramref name="after"/>.</summary>
    internal static Write Write(Incident? before, Incident after, DataKey key)
    {
        var clear = Clear(after);
        return before is not null && Stands(Clear(before), clear)
            ? new Write(Touch, [clear[0], clear[14], clear[17], clear[18], clear[20], Seal(after, key)])
            : new Write(Upsert, [.. clear, Seal(after, key)]);
    }

    static bool Stands(object?[] before, object?[] after)
    {
        for (var i = 0; i < before.Length; i++)
        {
            var same = before[i] is byte[] bytes ? after[i] is byte[] others && bytes.AsSpan().SequenceEqual(others) : Equals(before[i], after[i]);
            if (!same && !Moving.Contains(i))
            {
                return false;
            }
        }

        return true;
    }


    /// <summary>What a row says in the clear.</summary>
    public static object?[] Clear(Incident incident) =>
    [
        incident.Id.ToBytes(), (long)incident.Number.Year, (long)incident.Number.Serial, Words<State>.Of(incident.State), Words<Priority>.Of(incident.Priority),
        Words<Channel>.Of(incident.Channel), incident.Team.ToBytes(), incident.Agent.ToBytes(), incident.Owner?.ToBytes(), incident.StartedAt.UtcTicks,
        incident.FiledAt?.UtcTicks, incident.ClosedAt?.UtcTicks, incident.Acknowledged?.At.UtcTicks, incident.Acknowledged?.By.ToBytes(),
        incident.LastEntryAt.UtcTicks, incident.DueAt?.UtcTicks, (long?)incident.Ring?.Tier, (long)incident.Sequence, (long)incident.Version,
        incident.FirstPosition, incident.LastPosition,
    ];

    /// <summary>The row's incident; null when the row is damaged.</summary>
    internal static (IncidentId Id, Held? Held) TryRead(DbDataReader row, Keyring keys)
    {
        var id = IncidentId.FromBytes((byte[])row[0]);
        try
        {
            return (id, ReadHeld(row, keys));
        }
        catch (Exception damaged) when (damaged is System.Security.Cryptography.CryptographicException or JsonException)
        {
            return (id, null);
        }
    }

    internal static Held ReadHeld(DbDataReader row, Keyring keys)
    {
        var id = IncidentId.FromBytes((byte[])row[0]);
        var key = keys.Unwrap(id, (byte[])row[4]);
        return new Held(Open(id, row.GetInt64(1), row.GetInt64(2), (byte[])row[3], key), key);
    }

    /// <summary>The sealed half of a row.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was altered, moved, or isn't of this sequence and position.</exception>
    internal static Incident Open(IncidentId id, long sequence, long position, byte[] content, DataKey key) =>
        JsonSerializer.Deserialize(key.Open(content, PlaceOf(id, sequence, position)), IncidentJson.Default.Incident)!;

    static byte[] Seal(Incident incident, DataKey key) =>
        key.Seal(JsonSerializer.SerializeToUtf8Bytes(incident, IncidentJson.Default.Incident), PlaceOf(incident.Id, incident.Sequence, incident.LastPosition));

    static Place PlaceOf(IncidentId id, long sequence, long position) => new("row.1", sequence, id.Value, default, 0, position);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(Dictionary<string, Answer>))]
[JsonSerializable(typeof(Dictionary<string, StepMark>))]
internal sealed partial class IncidentJson : JsonSerializerContext;
