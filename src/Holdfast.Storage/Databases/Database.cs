using System.Data.Common;

namespace Holdfast.Storage.Databases;

/// <summary>
/// The one database of an installation: SQLite in its data folder, or PostgreSQL. SQL is shared wherever both understand it: parameters are
/// <c>$1</c>, <c>$2</c>, …; ids are 16 bytes, instants are UTC ticks in 64 bits, flags are 0 or 1. Thread-safe.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>"sqlite" or "postgres": names the folder of migrations.</summary>
    public abstract string Kind { get; }

    /// <summary>A connection from the pool, open and set to durable commits. Dispose it to give it back.</summary>
    /// <exception cref="DatabaseUnavailableException">The database can't be reached; the message is for an administrator.</exception>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancel = default);

    /// <summary>Begins a transaction that holds the ledger's write lock: one writer at a time, over all nodes.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancel = default);

    /// <summary>Begins a transaction that reads one unchanging state and holds up nobody's writing.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection);

    /// <summary>What the database itself says of its durability, such as <c>synchronous=FULL</c>.</summary>
    public abstract Task<string> DurabilityAsync(CancellationToken cancel = default);

    /// <summary>Makes a command with positional parameters <c>$1</c>… in the order given. Null becomes NULL.</summary>
    public DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            Name(parameter, i + 1);
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs one statement on a connection of its own and tells how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, null, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads all rows of one query on a connection of its own.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params object?[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, null, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Gives back pooled connections; afterwards files can be moved or deleted.</summary>
    public abstract ValueTask DisposeAsync();

    protected abstract void Name(DbParameter parameter, int ordinal);
}

/// <summary>The database can't be reached, is too old, or is not ours; the message says in words what to do.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
