using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Processes;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Faults;

/// <summary><c>kill -9</c> of the process that rings people, between two tiers: what it left falls due all the same, each deadline fires once, and somebody comes.</summary>
[Long]
public sealed class KillEscalationTest : IDisposable
{
    readonly PackFolder pack = new();
    readonly TemporaryFolder folder = new();

    public KillEscalationTest() => File.WriteAllText(Path.Combine(pack.Path, "escalation.yaml"), """
        unfiled-after: 900
        repeat-every: 10
        tiers:
          - { id: team, label: The team, after: 0, ring: [team-supervisors], each: 2 }
          - { id: others, label: Others, after: 2, ring: [supervisors], each: 2 }
          - { id: leads, label: Leads, after: 4, ring: [leads] }
          - { id: everyone, label: Everyone, after: 6, ring: [supervisors, leads, corporate-security] }
        """);

    [Fact]
    public async Task Of_two_processes_on_one_database_the_other_goes_on()
    {
        await using var house = await House.OpenAsync(postgres: true, pack: pack.Path);
        await using var other = await ServerProcess.StartAsync(house.Settings with { Data = Directory.CreateDirectory(folder["other"]).FullName, Url = $"http://127.0.0.1:{FreePort.Take()}" });
        await using var screens = new Screens(house, other.Settings.Url);
        await ThereAsync(house.As(house.Staff.Security));
        using var agent = house.As(house.Staff.Agent);
        var report = IncidentId.New(TimeProvider.System);
        (await agent.StartAsync(report)).Ok();
        (await agent.AskForSupervisorAsync(report)).Ok();
        using var watcher = new Api(other.Settings.Url, house.Staff.Security.Token);
        await MovesAsync(watcher, report, 1);
        await house.KillAsync();
        await ComesAsync(watcher, report, new Api(other.Settings.Url, house.Staff.Lead.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_starts_again_goes_on_where_it_was_killed(bool postgres)
    {
        await using var house = await House.OpenAsync(postgres, pack: pack.Path);
        await using var before = new Screens(house, house.Settings.Url);
        await ThereAsync(house.As(house.Staff.Security));
        using var agent = house.As(house.Staff.Agent);
        var report = IncidentId.New(TimeProvider.System);
        (await agent.StartAsync(report)).Ok();
        (await agent.AskForSupervisorAsync(report)).Ok();
        using var watcher = house.As(house.Staff.Security);
        await MovesAsync(watcher, report, 2);
        await house.KillAsync();
        await house.StartAsync();
        await using var screens = new Screens(house, house.Settings.Url);
        await ComesAsync(watcher, report, house.As(house.Staff.Lead));
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    /// <summary>Everybody is rung in the end; one takes it; each deadline has fired once.</summary>
    static async Task ComesAsync(Api watcher, IncidentId report, Api lead)
    {
        using (lead)
        {
            await Wait.UntilAsync("everybody is rung", async () => await RowAsync(watcher, report) is { } row
                && row.GetProperty("ring") is { ValueKind: JsonValueKind.Object } ring && ring.GetProperty("tier").GetInt32() == 3);
            (await lead.AcknowledgeAsync(report)).Ok();
            var entries = (await lead.TimelineAsync(report)).Ok()["entries"].EnumerateArray().ToArray();
            var due = entries.Where(one => one.GetProperty("type").ValueEquals("people-rung")).Select(one => one.GetProperty("body"))
                .Where(body => body.TryGetProperty("dueAt", out _)).Select(body => body.GetProperty("dueAt").GetDateTimeOffset()).ToArray();
            due.ShouldBeUnique("each deadline fires once");
            due.Length.ShouldBeGreaterThanOrEqualTo(3);
            (await lead.ReadAsync(report)).Ok()["row.owner.name"].GetString().ShouldBe("Dirk Sample");
        }
    }

    /// <summary>The server that is asked knows that three people can come.</summary>
    static async Task ThereAsync(Api api)
    {
        using (api)
        {
            await Wait.UntilAsync("three people are there", async () =>
                (await api.GetAsync("/api/v1/presence")).Ok()["people"].EnumerateArray().Count(one => one.GetProperty("availability").ValueEquals("available")) == 3);
        }
    }

    static Task MovesAsync(Api watcher, IncidentId report, int count) => Wait.UntilAsync("somebody is rung", async () =>
        await RowAsync(watcher, report) is { } row && row.GetProperty("ring") is { ValueKind: JsonValueKind.Object } ring && ring.GetProperty("rung").GetArrayLength() >= count);

    /// <summary>The row as Corporate Security sees it in the queue: numbers and states.</summary>
    static async Task<JsonElement?> RowAsync(Api api, IncidentId report) =>
        (await api.ListAsync()).Ok()["rows"].EnumerateArray().Where(row => row.GetProperty("id").ValueEquals(report.ToString())).Select(row => (JsonElement?)row).FirstOrDefault();

    /// <summary>Both supervisors and the lead sit before an open desk.</summary>
    sealed class Screens : IAsyncDisposable
    {
        readonly CancellationTokenSource end = new();
        readonly List<Task> open = [];

        public Screens(House house, string url)
        {
            foreach (var person in new[] { house.Staff.Supervisor, house.Staff.OtherSupervisor, house.Staff.Lead })
            {
                open.Add(ListenAsync(person));
            }

            async Task ListenAsync(Hired person)
            {
                using var api = new Api(url, person.Token);
                try
                {
                    await foreach (var one in api.FeedAsync(null, end.Token))
                    {
                        _ = one;
                    }
                }
                catch (Exception over) when (over is OperationCanceledException or IOException or HttpRequestException)
                {
                    // The test is over.
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await Task.WhenAll(open);
            end.Dispose();
        }
    }
}
