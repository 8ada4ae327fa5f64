using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Holdfast.Storage.Databases;

/// <summary>SQLite in write-ahead mode with a flush at every commit (<c>synchronous=FULL</c>), the file beside its own log. Thread-safe.</summary>
public sealed class SqliteDatabase : Database
{
    /// <summary>Milliseconds that a writer waits for another process's write, such as the command line's.</summary>
    const int BusyTimeout = 10_000;
    readonly string connectionString;

    /// <summary>Connections of the pool that have their settings: these belong to the connection and stay with it.</summary>
    readonly ConditionalWeakTable<object, object> prepared = [];

    public SqliteDatabase(string path)
    {
        Path = path;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeout / 1000,
        }.ToString();
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    public override string Kind => "sqlite";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            // Durability is asked for at each opening, whatever somebody did to the connection before; the rest stays with it.
            await using var pragmas = connection.CreateCommand();
            pragmas.CommandText = prepared.TryGetValue(connection.Handle!, out _) ? "PRAGMA synchronous=FULL;" : $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={BusyTimeout}; PRAGMA temp_store=MEMORY;";
            await pragmas.ExecuteNonQueryAsync(cancel);
            prepared.AddOrUpdate(connection.Handle!, connection.Handle!);
            return connection;
        }
        catch (SqliteException broken)
        {
            await connection.DisposeAsync();
            throw new DatabaseUnavailableException($"The database file {Path} can't be opened: {broken.Message}", broken);
        }
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancel = default) =>
        await Task.FromResult(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override async Task<string> DurabilityAsync(CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var command = Command(connection, null, "SELECT (SELECT synchronous FROM pragma_synchronous), (SELECT journal_mode FROM pragma_journal_mode)");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var level = reader.GetInt64(0) switch { 0 => "OFF", 1 => "NORMAL", 2 => "FULL", _ => "EXTRA" };
        return $"synchronous={level} journal_mode={reader.GetString(1)}";
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        return ValueTask.CompletedTask;
    }

    protected override void Name(DbParameter parameter, int ordinal) => parameter.ParameterName = "$" + ordinal;
}
