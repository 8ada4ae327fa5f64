using System.Data.Common;
using Npgsql;

namespace Holdfast.Storage.Databases;

/// <summary>PostgreSQL 15 or later; writers of all nodes take turns on one advisory lock, and each commit is flushed. Thread-safe.</summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>The advisory lock of the ledger's writers: an arbitrary number that no other use of the database shares ("holdfast" in ASCII).</summary>
    public const long LedgerLock = 0x686F6C6466617374;
    const int OldestVersion = 15;
    readonly NpgsqlDataSource source;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "holdfast",
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
        {
            settings.Timeout = 5;
        }

        // Each connection asks for a flush at commit, whatever the server's or the role's default is.
        // Each question has an index; a plan made while a table was small must not read it whole when it has grown.
        settings.Options = (settings.Options + " -c synchronous_commit=on -c enable_seqscan=off").Trim();
        source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
        Where = $"{settings.Host}:{settings.Port}/{settings.Database}";
    }

    /// <summary>Host, port and database, without user or password, for messages.</summary>
    public string Where { get; }

    public override string Kind => "postgres";

    /// <summary>For listening to notifications: a connection outside the usual turn of commands.</summary>
    public async Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        try
        {
            var connection = await source.OpenConnectionAsync(cancel);
            if (connection.PostgreSqlVersion.Major < OldestVersion)
            {
                var found = connection.PostgreSqlVersion.Major;
                await connection.DisposeAsync();
                throw new DatabaseUnavailableException(
                    $"The database at {Where} is PostgreSQL {found}; Holdfast needs {OldestVersion} or later. Upgrade the server, then start again.");
            }

            return connection;
        }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new DatabaseUnavailableException(
                $"The database at {Where} can't be reached: {broken.Message} Check that the server runs and that HOLDFAST_DATABASE names it.", broken);
        }
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancel = default)
    {
        var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await using var turn = Command(connection, transaction, "SELECT pg_advisory_xact_lock($1)", LedgerLock);
            await turn.ExecuteNonQueryAsync(cancel);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection) =>
        await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);

    public override async Task<string> DurabilityAsync(CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var command = Command(connection, null, "SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return $"fsync={reader.GetString(0)} synchronous_commit={reader.GetString(1)} full_page_writes={reader.GetString(2)}";
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override void Name(DbParameter parameter, int ordinal)
    {
        // Npgsql reads unnamed parameters by position.
    }
}
