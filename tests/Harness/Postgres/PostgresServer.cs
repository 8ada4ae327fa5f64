using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Holdfast.Harness.Postgres;

/// <summary>
/// A throw-away PostgreSQL cluster on a socket in a temporary folder, with flushes on as in production. One is shared by all tests of a run
/// (<see cref="SharedAsync"/>), each test taking a database of its own; a test that kills the server starts its own.
/// A machine without PostgreSQL skips the test visibly, or fails it with <c>CI=true</c>. Safe for several tests at once, except killing.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);
    static int databases;
    readonly string folder;
    readonly StringBuilder log = new();
    Process? postmaster;

    PostgresServer(string folder) => this.folder = folder;

    /// <summary>The cluster's data directory, for tests that search it or damage it.</summary>
    public string DataDirectory => Path.Combine(folder, "data");

    /// <summary>What the server wrote to its log so far.</summary>
    public string Log
    {
        get { lock (log) return log.ToString(); }
    }

    /// <summary>The run's shared cluster; started at the first call, stopped when the process ends. Never kill it.</summary>
    public static Task<PostgresServer> SharedAsync() => PostgresPrograms.Installed ? Shared.Value : throw Missing();

    /// <summary>A cluster of the caller's own.</summary>
    /// <param name="parent">The folder to make it under, for measuring a certain disk; the temporary folder if null.</param>
    public static async Task<PostgresServer> StartAsync(string? parent = null)
    {
        if (!PostgresPrograms.Installed) throw Missing();
        var server = new PostgresServer(Path.Combine(parent ?? Path.GetTempPath(), "hf-pg-" + Path.GetRandomFileName()));
        Directory.CreateDirectory(server.folder);
        if (PostgresPrograms.AsOtherUser) await PostgresPrograms.RunAsync(new ProcessStartInfo("chown", ["postgres:", server.folder]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false });
        await PostgresPrograms.RunAsync(PostgresPrograms.Command(
            "initdb", "--no-sync", "--auth=trust", "--username=holdfast", "--encoding=UTF8", "--locale=C", "--pgdata=" + server.DataDirectory));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A new empty database on this server.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test_" + Interlocked.Increment(ref databases);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE DATABASE " + name, connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Writes everything that the server holds in memory to its files.</summary>
    public async Task CheckpointAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CHECKPOINT", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary><c>kill -9</c> of the whole server, as when its machine fails: postmaster and every process of it. Returns when all are gone.</summary>
    public async Task KillAsync()
    {
        if (postmaster is not { } parent) return;
        var family = ProcessFamily.Of(parent.Id);
        parent.Kill();
        foreach (var id in family) ProcessFamily.Kill(id);
        await parent.WaitForExitAsync();
        await Wait.UntilAsync("the processes of PostgreSQL are gone", () => Task.FromResult(family.All(ProcessFamily.IsGone)));
        parent.Dispose();
        postmaster = null;
    }

    /// <summary>Starts the server on its data directory, and returns when it takes connections; after a kill it recovers first.</summary>
    public async Task StartAgainAsync()
    {
        var process = Process.Start(PostgresPrograms.Command(
            "postgres", "-D", DataDirectory, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "synchronous_commit=on",
            "-c", "full_page_writes=on", "-c", "max_connections=200", "-c", "shared_buffers=128MB", "-c", "log_statement=none")) ?? throw new InvalidOperationException("postgres");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        postmaster = process;
        await Wait.UntilAsync("PostgreSQL takes connections", async () =>
        {
            if (process.HasExited) throw new InvalidOperationException("PostgreSQL ended:\n" + Log);
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Remove();
    }

    static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.KillAsync().GetAwaiter().GetResult();
            server.Remove();
        };
        return server;
    }

    static Exception Missing() => Checkout.Lacks("PostgreSQL is not installed (Debian: apt-get install postgresql).");

    string ConnectionString(string database) => $"Host={folder};Username=holdfast;Database={database};Pooling={(database == "postgres" ? "false" : "true")};Maximum Pool Size=40";

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (log) log.AppendLine(line.Data);
    }

    void Remove()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // The system's temporary folder is cleaned anyway.
        }
    }
}
