using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Postgres;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Processes;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.People;
using Holdfast.Web.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Harness.Story;

/// <summary>
/// A support desk at work, told as a story: the whole server in this process on a real port, everybody of <see cref="Staff"/> coming in by the
/// product's own doors, and a clock that only the story moves. One story at a time.
/// </summary>
public sealed class Desk : IAsyncDisposable
{
    readonly TemporaryFolder folder;
    readonly HostSettings settings;
    readonly Action<IServiceCollection>? more;
    readonly List<IAsyncDisposable> opened = [];
    WebApplication server;

    Desk(TemporaryFolder folder, HostSettings settings, WebApplication server, FakeTimeProvider clock, Staff staff, PackWords words, Action<IServiceCollection>? more)
    {
        Words = words;
        this.more = more;
        this.folder = folder;
        this.settings = settings;
        this.server = server;
        Clock = clock;
        Staff = staff;
    }

    /// <summary>Begins on a Monday at 14:00 UTC.</summary>
    public FakeTimeProvider Clock { get; }

    public Staff Staff { get; }

    public Uri Address => new(server.Urls.First());

    /// <summary>The server's own parts, for what has no door: another node, the command line.</summary>
    public IServiceProvider Services => server.Services;

    /// <summary>How the server's pack calls what the default pack calls otherwise.</summary>
    public PackWords Words { get; }

    /// <summary>Opens the desk, with nothing on record but its people.</summary>
    /// <param name="pack">What it works by.</param>
    /// <param name="folder">A folder of the story's own that it works by instead.</param>
    /// <param name="more">Parts of the story's own beside the server's, such as a carrier of notices.</param>
    public static async Task<Desk> OpenAsync(On database, Pack pack = Pack.Default, string? folder = null, Action<IServiceCollection>? more = null)
    {
        var words = PackWords.Of(pack);
        var place = new TemporaryFolder();
        var moment = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        var house = new HostSettings
        {
            Urls = [$"http://127.0.0.1:{FreePort.Take()}"],
            DataFolder = place["data"],
            Database = database == On.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null,
            MasterKey = MasterKey.New().Export(),
            Pack = folder ?? words.Folder,
        };
        var built = Web.Wiring.Host.Build(house, moment, more);
        var staff = await Staff.HireAsync(built.Services.GetRequiredService<Database>(), moment);
        await built.StartAsync();
        return new Desk(place, house, built, moment, staff, words, more);
    }

    /// <summary>The server stops, time passes without it, and it starts again at the same address on what is on record.</summary>
    public async Task IsAwayAsync(TimeSpan time)
    {
        await server.StopAsync();
        await server.DisposeAsync();
        Clock.Advance(time);
        server = Web.Wiring.Host.Build(settings, Clock, more);
        await server.StartAsync();
    }

    /// <summary>One more node on the same database (PostgreSQL), by the same clock.</summary>
    /// <returns>Its address.</returns>
    public async Task<Uri> OpensAnotherNodeAsync(string? pack = null)
    {
        var node = Web.Wiring.Host.Build(settings with { Urls = [$"http://127.0.0.1:{FreePort.Take()}"], DataFolder = folder["another"], Pack = pack ?? settings.Pack }, Clock, more);
        await node.StartAsync();
        Keep(new Node(node));
        return new Uri(node.Urls.First());
    }

    /// <summary>Somebody's way in by another node.</summary>
    public Api As(Hired person, Uri node) => Keep(new Api(node.ToString(), person.Token));

    /// <summary>Somebody's way in by the JSON doors. It belongs to the desk and ends with it.</summary>
    public Api As(Hired person) => Keep(new Api(Address.ToString(), person.Token));

    /// <summary>The agent starts a report: a call has come in.</summary>
    public async Task<Report> ReportAsync(Hired agent)
    {
        var api = As(agent);
        var id = IncidentId.New(Clock);
        var started = (await api.StartAsync(id)).Ok();
        return new Report(id, started["number"].GetString() ?? "", api);
    }

    /// <summary>Somebody sits before an open desk: what rings, rings here.</summary>
    /// <param name="person">Who.</param>
    /// <param name="after">The last event they saw, when they were away; null for a desk just opened.</param>
    /// <param name="node">Another node's address.</param>
    public async Task<Screen> SitsDownAsync(Hired person, string? after = null, Uri? node = null)
    {
        var screen = Keep(new Screen(As(person, node ?? Address), after));
        await screen.IsOpenAsync();
        return screen;
    }

    /// <summary>An account ends, as by the command line on another machine: the server finds out by itself.</summary>
    public async Task DisablesAsync(Hired person)
    {
        await server.Services.GetRequiredService<PeopleStore>().DisableAsync(person.Id, Staff.Administrator.Id);
        await Wait.UntilAsync("the account has ended", async () =>
        {
            Advance(2.Seconds());
            return (await As(person).MeAsync()).Status == HttpStatusCode.Unauthorized;
        });
    }

    /// <summary>Time passes; what falls due meanwhile fires.</summary>
    public void Advance(TimeSpan time) => Clock.Advance(time);

    /// <summary>Time passes, five seconds and five more, until something has happened.</summary>
    public Task HappensAsync(string what, Func<bool> happened) => Wait.UntilAsync(what, () =>
    {
        if (!happened()) Advance(5.Seconds());
        return Task.FromResult(happened());
    });

    /// <summary>It is later all at once, as after a night with the lid closed: what would have fired meanwhile fires when the clock moves next.</summary>
    public void Skip(TimeSpan time) => Clock.AdjustTime(Clock.GetUtcNow() + time);

    /// <summary>What the row of an incident says to this person, once it says what is expected.</summary>
    public async Task<Reply> ExpectAsync(Hired person, Report report, string what, Func<Reply, bool> expected)
    {
        var api = As(person);
        return await Wait.ForAsync(what, async () => await api.ReadAsync(report.Id) is { Status: HttpStatusCode.OK } reply && expected(reply) ? reply : null);
    }

    public async ValueTask DisposeAsync()
    {
        opened.Reverse();
        foreach (var one in opened) await one.DisposeAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        folder.Dispose();
    }

    sealed class Node(WebApplication server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
    }

    T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        opened.Add(one);
        return one;
    }
}
