using System.Data.Common;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Npgsql;

namespace Holdfast.Storage.Ledger;

/// <summary>An incident as last written, with its key.</summary>
sealed record Held(Incident Incident, DataKey Key);

/// <summary>One write to the database, by its SQL and values.</summary>
public readonly record struct Write(string Sql, object?[] Values);

/// <summary>
/// The writer's own connection and its transaction: what it asks and how it writes. The base runs prepared commands one by one, right for a
/// database in process; over a network <see cref="PostgresSession"/> asks and writes many at once. Not thread-safe: the one writer uses it.
/// </summary>
class LedgerSession(Database database, DbConnection connection, Keyring keys, FactWire wire) : IAsyncDisposable
{
    readonly Dictionary<string, DbCommand> prepared = [];
    DbTransaction? transaction;

    protected DbTransaction? Transaction => transaction;

    public static async Task<LedgerSession> OpenAsync(Database database, Keyring keys, FactWire wire)
    {
        var connection = await database.OpenAsync();
        return connection is NpgsqlConnection npgsql ? new PostgresSession(database, npgsql, keys, wire) : new LedgerSession(database, connection, keys, wire);
    }

    /// <summary>Begins, holding the write lock, and tells the ledger's head.</summary>
    public async Task<(long Position, long Ticks)> BeginAsync()
    {
        transaction = await database.BeginWriteAsync(connection);
        await using var row = await Prepare("SELECT position, recorded_at FROM ledger_head WHERE one = 1", []).ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async Task CommitAsync()
    {
        await transaction!.CommitAsync();
        await End();
    }

    public async Task RollbackAsync()
    {
        if (transaction is not null)
        {
            await transaction.RollbackAsync();
            await End();
        }
    }

    public virtual async Task<List<EntryBox>> FindEntriesAsync(IReadOnlyCollection<EntryId> ids)
    {
        var found = new List<EntryBox>();
        foreach (var id in ids)
        {
            await using var row = await Prepare($"SELECT {EntryBox.Columns} FROM entry e WHERE e.id = $1", [id.ToBytes()]).ExecuteReaderAsync();
            if (await row.ReadAsync())
            {
                found.Add(EntryBox.Read(row));
            }
        }

        return found;
    }

    /// <summary>Incidents as their rows say; a damaged row is made from its entries, so that nobody's words wait for it.</summary>
    public async Task<List<Held>> FindIncidentsAsync(IReadOnlyCollection<IncidentId> ids)
    {
        var found = new List<Held>();
        foreach (var (id, held) in await FindRowsAsync(ids))
        {
            found.Add(held ?? await FromEntriesAsync(id));
        }

        return found;
    }

    /// <summary>The wrapped data key of a record, or null.</summary>
    public async Task<byte[]?> FindKeyAsync(IncidentId incident)
    {
        await using var row = await Prepare("SELECT wrapped FROM incident_key WHERE incident = $1", [incident.ToBytes()]).ExecuteReaderAsync();
        return await row.ReadAsync() ? (byte[])row[0] : null;
    }

    /// <summary>How many entries a record has.</summary>
    public async Task<int> LastSequenceAsync(IncidentId incident) =>
        (int)await NumberAsync("SELECT COALESCE(MAX(sequence), 0) FROM entry WHERE incident = $1", incident.ToBytes());

    /// <summary>The last serial number given out in a year.</summary>
    public async Task<int> LastSerialAsync(int year) => (int)await NumberAsync("SELECT COALESCE(MAX(serial), 0) FROM number_head WHERE year = $1", (long)year);

    public virtual async Task WriteAsync(IReadOnlyList<Write> writes, long head)
    {
        foreach (var write in writes)
        {
            await Prepare(write.Sql, write.Values).ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual async Task<List<(IncidentId Id, Held? Held)>> FindRowsAsync(IReadOnlyCollection<IncidentId> ids)
    {
        var found = new List<(IncidentId, Held?)>();
        foreach (var id in ids)
        {
            await using var row = await Prepare($"SELECT {IncidentRow.Columns} {IncidentRow.From} WHERE i.id = $1", [id.ToBytes()]).ExecuteReaderAsync();
            if (await row.ReadAsync())
            {
                found.Add(IncidentRow.TryRead(row, keys));
            }
        }

        return found;
    }

    async Task<Held> FromEntriesAsync(IncidentId id)
    {
        var key = keys.Unwrap(id, await FindKeyAsync(id) ?? throw new System.Security.Cryptography.CryptographicException("The key is missing."));
        Incident? incident = null;
        await using var row = await Prepare($"SELECT {EntryBox.Columns} FROM entry e WHERE e.incident = $1 ORDER BY e.sequence", [id.ToBytes()]).ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var entry = EntryBox.Read(row).Open(key, wire);
            incident = Fold.Apply(incident, entry.Head, entry.Fact);
        }

        return new Held(incident ?? throw new System.Security.Cryptography.CryptographicException("The record is missing."), key);
    }

    async Task<long> NumberAsync(string sql, params object?[] values) =>
        Convert.ToInt64(await Prepare(sql, values).ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);

    DbCommand Prepare(string sql, object?[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = database.Command(connection, transaction, sql, values);
            prepared[sql] = command;
        }

        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    async Task End()
    {
        await transaction!.DisposeAsync();
        transaction = null;
    }
}

/// <summary>The session over a network: one round trip for all questions of a kind, one for all writes.</summary>
sealed class PostgresSession(Database database, NpgsqlConnection connection, Keyring keys, FactWire wire) : LedgerSession(database, connection, keys, wire)
{
    /// <summary>The channel on which nodes tell each other the ledger's new head.</summary>
    public const string Channel = "holdfast_ledger";
    readonly Keyring keyring = keys;

    /// <summary>The writes that nearly every batch brings, each as one statement for all of a turn.</summary>
    static readonly Dictionary<string, string> Bulk = new(StringComparer.Ordinal)
    {
        [Turn.InsertEntry] =
            "INSERT INTO entry (position, incident, sequence, id, author, recorded_at, commitment, ciphertext, ciphertext_hash) "
            + "SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[], $6::bigint[], $7::bytea[], $8::bytea[], $9::bytea[])",
        [IncidentRow.Touch] =
            "UPDATE incident AS i SET last_entry_at = u.last_entry_at, sequence = u.sequence, version = u.version, last_position = u.last_position, content = u.content "
            + "FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[]) AS u (id, last_entry_at, sequence, version, last_position, content) "
            + "WHERE i.id = u.id",
        [Turn.DeleteDraft] = "DELETE FROM draft AS d USING unnest($1::bytea[], $2::bytea[]) AS u (entry, incident) WHERE d.entry = u.entry AND d.incident = u.incident",
    };

    public override async Task<List<EntryBox>> FindEntriesAsync(IReadOnlyCollection<EntryId> ids) =>
        await Many($"SELECT {EntryBox.Columns} FROM entry e WHERE e.id = ANY($1)", [.. ids.Select(id => id.ToBytes())], EntryBox.Read);

    protected override async Task<List<(IncidentId Id, Held? Held)>> FindRowsAsync(IReadOnlyCollection<IncidentId> ids) =>
        await Many($"SELECT {IncidentRow.Columns} {IncidentRow.From} WHERE i.id = ANY($1)", [.. ids.Select(id => id.ToBytes())], row => IncidentRow.TryRead(row, keyring));

    public override async Task WriteAsync(IReadOnlyList<Write> writes, long head)
    {
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction?)Transaction);
        AddAll(Turn.InsertEntry);
        foreach (var write in writes.Where(write => !Bulk.ContainsKey(write.Sql)))
        {
            Add(write.Sql, write.Values);
        }

        AddAll(IncidentRow.Touch);

        // Last, so that a draft kept in the same turn goes with the entry it became.
        AddAll(Turn.DeleteDraft);
        Add("SELECT pg_notify($1, $2)", [Channel, head.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await batch.ExecuteNonQueryAsync();

        void Add(string sql, IEnumerable<object?> values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            }

            batch.BatchCommands.Add(command);
        }

        void AddAll(string sql)
        {
            var same = writes.Where(write => write.Sql == sql).ToList();
            if (same.Count > 0)
            {
                Add(Bulk[sql], Enumerable.Range(0, same[0].Values.Length).Select(column => Column(same, column)));
            }
        }
    }

    /// <summary>One column of many writes as an array: all its values are numbers or all are bytes.</summary>
    static Array Column(List<Write> writes, int column) => writes[0].Values[column] is long
        ? writes.Select(write => (long)write.Values[column]!).ToArray()
        : writes.Select(write => (byte[])write.Values[column]!).ToArray();

    async Task<List<T>> Many<T>(string sql, byte[][] ids, Func<DbDataReader, T> read)
    {
        var found = new List<T>();
        if (ids.Length == 0)
        {
            return found;
        }

        await using var command = new NpgsqlCommand(sql, connection, (NpgsqlTransaction?)Transaction) { Parameters = { new NpgsqlParameter { Value = ids } } };
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            found.Add(read(row));
        }

        return found;
    }
}
