using Holdfast.Bench.Client;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Faults;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Processes;
using Holdfast.Histories;
using Microsoft.Playwright;

namespace Holdfast.Bench.Sites;

/// <summary>The installation being measured, on the measured disk, and what its figures are called and held against.</summary>
public sealed class Site : IAsyncDisposable
{
    readonly House house;
    int incidents;

    Site(House house)
    {
        this.house = house;
        Address = new Uri(house.Settings.Url);
    }

    public Uri Address { get; }

    public Hired Agent => house.Staff.Agent;

    public Hired Supervisor => house.Staff.Supervisor;

    public bool OnPostgres => house.Settings.Database is not null;

    /// <summary>What a goal for a time is multiplied by: PostgreSQL is allowed twice SQLite's.</summary>
    public double Slack => OnPostgres ? 2 : 1;

    /// <summary>Bytes that the server's process holds in memory.</summary>
    public long ResidentBytes => house.Server?.ResidentBytes ?? 0;

    /// <summary>Time that the server's process has had processors for.</summary>
    public TimeSpan ProcessorTime => house.Server?.ProcessorTime ?? TimeSpan.Zero;

    /// <summary>The name of a figure on this database.</summary>
    public string Name(string figure) => OnPostgres ? figure + ":postgres" : figure;

    /// <summary>Makes the installation, with people, and starts it. Its own word that commits are durable is checked.</summary>
    public static async Task<Site> MakeAsync(string disk, Databases database)
    {
        var site = new Site(await House.OpenAsync(postgres: database == Databases.Postgres, ownServer: true, disk));
        Console.Error.WriteLine($"({await Durability.AssertAsync(site.house.Settings)})");
        return site;
    }

    public Api As(Hired person) => house.As(person);

    public Task StopAsync() => house.StopAsync();

    /// <summary>Starts the process and doesn't wait for it.</summary>
    public void Launch() => house.Launch();

    /// <summary>Plays one history with a browser of its own.</summary>
    public Task<HistoryOutcome> PlayAsync(IPlaywright playwright, ulong seed) => new History(house, playwright, seed).PlayAsync();

    public Task<CrashOutcome> CrashAsync(CrashRun run) => run.RunAsync(house);

    /// <summary>Brings the installation to so many past incidents, with the server stopped meanwhile, and starts it again.</summary>
    public async Task FillAsync(int upTo)
    {
        await StopAsync();
        await using (var database = house.OpenDatabase())
        {
            await Past.FillAsync(database, house.Master, house.Staff, incidents, upTo);
        }

        incidents = upTo;
        await house.StartAsync();
    }

    /// <summary>Makes incidents with a deadline each, with the server stopped meanwhile, and starts it again.</summary>
    public async Task<IncidentId[]> FillPendingAsync(IReadOnlyList<DateTimeOffset> due)
    {
        await StopAsync();
        IncidentId[] ids;
        await using (var database = house.OpenDatabase())
        {
            ids = await Pending.FillAsync(database, house.Master, house.Staff, due);
        }

        await house.StartAsync();
        return ids;
    }

    /// <summary>Hires many supervisors, with the server stopped meanwhile, and starts it again.</summary>
    /// <returns>Their tokens.</returns>
    public async Task<string[]> HireAsync(int people, int teams)
    {
        await StopAsync();
        string[] tokens;
        await using (var database = house.OpenDatabase())
        {
            tokens = await Crowd.HireAsync(database, house.Staff, people, teams);
        }

        await house.StartAsync();
        return tokens;
    }

    /// <summary>New live incidents of the agent.</summary>
    public IncidentId[] StartIncidents(int count)
    {
        using var line = new Line(Address);
        var ids = Enumerable.Range(0, count).Select(_ => IncidentId.New(TimeProvider.System)).ToArray();
        foreach (var id in ids)
        {
            line.Ask(Request.Post("/api/v1/incidents", Address, Agent.Token, $$"""{"id":"{{id}}","channel":"phone"}"""));
        }

        return ids;
    }

    /// <summary>The ids of all entries of these incidents, as their timelines tell them.</summary>
    public async Task<HashSet<EntryId>> EntriesAsync(IEnumerable<IncidentId> ids)
    {
        using var api = house.As(Agent);
        var found = new HashSet<EntryId>();
        foreach (var incident in ids)
        {
            await foreach (var entry in api.EntriesAsync(incident)) found.Add(entry.Id);
        }

        return found;
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
