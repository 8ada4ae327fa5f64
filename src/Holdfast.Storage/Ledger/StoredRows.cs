using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>All read rows and tokens as they stand, to be compared with what the entries make. Immutable once read.</summary>
sealed class StoredRows
{
    readonly Dictionary<IncidentId, object?[]> clear = [];
    readonly Dictionary<IncidentId, (int Sequence, string Text)> content = [];
    readonly Dictionary<IncidentId, HashSet<string>> tokens = [];
    readonly Keyring keys;

    StoredRows(Keyring keys) => this.keys = keys;

    /// <summary>The last position given out.</summary>
    public long Head { get; private set; }

    public IEnumerable<IncidentId> Ids => clear.Keys;

    public static async Task<StoredRows> ReadAsync(Database database, DbConnection connection, DbTransaction transaction, Keyring keys)
    {
        var rows = new StoredRows(keys);
        await Each($"SELECT {IncidentRow.ClearColumns}, i.content, k.wrapped FROM incident i LEFT JOIN incident_key k ON k.incident = i.id", rows.AddRow);
        await Each("SELECT incident, token FROM incident_token", rows.AddToken);
        await Each("SELECT position FROM ledger_head WHERE one = 1", row => rows.Head = row.GetInt64(0));
        return rows;

        async Task Each(string sql, Action<DbDataReader> read)
        {
            await using var command = database.Command(connection, transaction, sql);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                read(row);
            }
        }
    }

    /// <summary>Whether the row, its sealed half once decrypted, and the tokens are what the entries make.</summary>
    public bool Fits(Held held)
    {
        var id = held.Incident.Id;
        return clear.TryGetValue(id, out var found)
            && found.SequenceEqual(IncidentRow.Clear(held.Incident).Select(Comparable))
            && content.GetValueOrDefault(id).Text == Plain(held.Incident)
            && tokens.GetValueOrDefault(id, []).SetEquals(Tokens.Of(held.Incident, keys).Select(Convert.ToHexString));
    }

    /// <summary>How many entries the row knew of when it was sealed; 0 when it can't be opened. More than there are: some were taken away.</summary>
    public int Knew(IncidentId id) => content.GetValueOrDefault(id).Sequence;

    void AddRow(DbDataReader row)
    {
        var id = IncidentId.FromBytes((byte[])row[0]);
        var columns = new object[row.FieldCount];
        row.GetValues(columns);
        clear[id] = [.. columns[..^2].Select(Comparable)];
        try
        {
            var incident = IncidentRow.Open(id, row.GetInt64(17), row.GetInt64(20), (byte[])columns[^2], DataKey.Unwrap(keys.Master, id, (byte[])columns[^1]));
            content[id] = (incident.Sequence, Plain(incident));
        }
        catch (Exception damaged) when (damaged is CryptographicException or JsonException or InvalidCastException)
        {
            // A row that can't be opened fits nothing: it is made anew.
        }
    }

    void AddToken(DbDataReader row)
    {
        var id = IncidentId.FromBytes((byte[])row[0]);
        if (!tokens.TryGetValue(id, out var known))
        {
            tokens[id] = known = [];
        }

        known.Add(Convert.ToHexString((byte[])row[1]));
    }

    static string Plain(Incident incident) => JsonSerializer.Serialize(incident, IncidentJson.Default.Incident);

    static object? Comparable(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DBNull => null,
        var other => other,
    };
}
