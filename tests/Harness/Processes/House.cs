using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Postgres;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;

namespace Holdfast.Harness.Processes;

/// <summary>A whole installation with people, served by the Release build in a process of its own. Disposing ends it and removes its files.</summary>
public sealed class House : IAsyncDisposable
{
    readonly TemporaryFolder folder;
    readonly PostgresServer? ownPostgres;

    House(TemporaryFolder folder, PostgresServer? ownPostgres, Settings settings, MasterKey master, Staff staff)
    {
        this.folder = folder;
        this.ownPostgres = ownPostgres;
        Settings = settings;
        Master = master;
        Staff = staff;
    }

    public Settings Settings { get; }

    public MasterKey Master { get; }

    public Staff Staff { get; }

    /// <summary>The database server that belongs to this house alone, and may be killed; null on SQLite and on the shared server.</summary>
    public PostgresServer? Postgres => ownPostgres;

    /// <summary>The folder that holds everything of this installation, temporary files too.</summary>
    public string Folder => folder.Path;

    /// <summary>The running process; null while it is stopped.</summary>
    public ServerProcess? Server { get; private set; }

    /// <summary>Makes a house and starts it.</summary>
    /// <param name="postgres">PostgreSQL instead of SQLite.</param>
    /// <param name="ownServer">With PostgreSQL: a server of its own, that may be killed, instead of the run's shared one.</param>
    /// <param name="disk">The folder to make everything under; the system's temporary folder if null.</param>
    /// <param name="clamd">The virus scanner's address; null for none.</param>
    /// <param name="pack">The folder of the pack that it works by; null for the default one.</param>
    public static async Task<House> OpenAsync(bool postgres = false, bool ownServer = false, string? disk = null, string? clamd = null, string? pack = null)
    {
        var place = new TemporaryFolder(disk);
        var own = postgres && ownServer ? await PostgresServer.StartAsync(disk) : null;
        var server = own ?? (postgres ? await PostgresServer.SharedAsync() : null);
        var master = MasterKey.New();
        var settings = new Settings
        {
            Data = Directory.CreateDirectory(place["data"]).FullName,
            Temporary = Directory.CreateDirectory(place["temporary"]).FullName,
            Database = server is null ? null : await server.CreateDatabaseAsync(),
            MasterKey = master.Export(),
            Clamd = clamd,
            Pack = pack,
        };
        await using var database = Open(settings);
        await Migrations.RunAsync(database, TimeProvider.System);
        var house = new House(place, own, settings, master, await Staff.HireAsync(database, TimeProvider.System));
        try
        {
            await house.StartAsync();
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database itself, for what no door offers, such as filling it with the past while the server is stopped.</summary>
    public Database OpenDatabase() => Open(Settings);

    /// <summary>Somebody's way in by the JSON doors.</summary>
    public Api As(Hired person) => new(Settings.Url, person.Token);

    public async Task StartAsync() => Server = await ServerProcess.StartAsync(Settings);

    /// <summary>Starts the process without waiting for it.</summary>
    public void Launch() => Server = ServerProcess.Launch(Settings);

    /// <summary>Asks the process to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (Server is null) return;
        await Server.StopAsync();
        await Server.DisposeAsync();
        Server = null;
    }

    /// <summary><c>kill -9</c> of the server's process.</summary>
    public async Task KillAsync()
    {
        if (Server is null) return;
        await Server.DisposeAsync();
        Server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (ownPostgres is not null) await ownPostgres.DisposeAsync();
        folder.Dispose();
    }

    static Database Open(Settings settings) =>
        settings.Database is { } text ? new PostgresDatabase(text) : new SqliteDatabase(Path.Combine(settings.Data, "holdfast.db"));
}
