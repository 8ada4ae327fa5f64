using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Web.Feed;
using Holdfast.Web.People;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Feed;

/// <summary>The live feed: each change once and in order, resumable at every event, ended with the account.</summary>
public sealed class FeedTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Many_writers_are_told_in_order_and_nothing_twice(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var screen = await desk.SitsDownAsync(desk.Staff.Lead);
        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.ReportAsync(desk.Staff.Agent)));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => reports[i % 6].SaysAsync($"line {i}")));
        foreach (var report in reports)
        {
            await screen.ShowsAsync(report, "all lines", one => one.Data.GetProperty("sequence").GetInt32() == 11);
        }

        var told = screen.Events.Where(one => one.Name == "incident").ToArray();
        var ids = told.Select(one => long.Parse(one.Id)).ToArray();
        ids.ShouldBe([.. ids.Distinct().Order()]);
        foreach (var report in reports)
        {
            var sequences = told.Where(one => one.Data.GetProperty("id").GetString() == report.Id.ToString()).Select(one => one.Data.GetProperty("sequence").GetInt32()).ToArray();
            sequences.ShouldBe([.. sequences.Distinct().Order()]);
        }
    }

    /// <summary>Found by attack: a feed cut off while it was told what it missed had missed the rest for good.</summary>
    [Fact]
    public async Task Cut_off_after_any_event_nothing_is_missed()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var screen = await desk.SitsDownAsync(desk.Staff.Lead);
        var first = await desk.ReportAsync(desk.Staff.Agent);
        await screen.IsQuietForAsync(first);
        var last = screen.Events[^1].Id;
        await screen.DisposeAsync();

        // First and last change of the first one stand around those of the others.
        await first.SaysAsync("one");
        var second = await desk.ReportAsync(desk.Staff.Agent);
        var third = await desk.ReportAsync(desk.Staff.Agent);
        await third.AsksForSupervisorAsync();
        await first.SaysAsync("two");

        var whole = await TakeAsync(desk, last, int.MaxValue);
        whole.Count.ShouldBeGreaterThanOrEqualTo(4);
        for (var cut = 1; cut < whole.Count; cut++)
        {
            var before = await TakeAsync(desk, last, cut);
            var after = await TakeAsync(desk, before[^1].Id, int.MaxValue);
            foreach (var report in new[] { first, second, third })
            {
                Latest([.. before, .. after], report).ShouldBe(Latest(whole, report), $"cut after {cut}");
            }
        }

        static int Latest(IReadOnlyList<FeedEvent> events, Report report) =>
            events.Last(one => one.Name == "incident" && one.Data.GetProperty("id").GetString() == report.Id.ToString()).Data.GetProperty("sequence").GetInt32();
    }

    [Fact]
    public async Task A_listener_that_does_not_read_is_cut_off_and_resumes()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var hub = desk.Services.GetRequiredService<FeedHub>();
        var person = desk.Services.GetRequiredService<Holdfast.Web.People.Directory>().Find(desk.Staff.Lead.Id)!;
        var listener = await hub.OpenAsync(person, null);
        var here = hub.Position;
        await Wait.UntilAsync("the listener is full", () =>
        {
            desk.Advance(5.Minutes());
            return Task.FromResult(listener.Messages.Count >= 1024);
        });
        desk.Advance(3.Seconds());
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var read = 0;
        await foreach (var _ in listener.Messages.ReadAllAsync(new CancellationTokenSource(Wait.Patience).Token)) read++;
        read.ShouldBeLessThanOrEqualTo(1024);
        await using var again = await desk.SitsDownAsync(desk.Staff.Lead, here.ToString());
        await again.IsQuietForAsync(report);
    }

    [Fact]
    public async Task Too_much_missed_says_so_once_and_goes_on_from_there()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var lines = Enumerable.Range(0, 450).Select(i => SentEntry.Statement($"line {i}")).ToArray();
        for (var i = 0; i < 5; i++) (await desk.As(desk.Staff.Agent).StartAsync(IncidentId.New(TimeProvider.System), lines)).Ok();
        var events = await TakeAsync(desk, "1", int.MaxValue);
        events.Count(one => one.Name == "reset").ShouldBe(1);
        (await TakeAsync(desk, events[^1].Id, int.MaxValue)).ShouldNotContain(one => one.Name == "reset" || one.Name == "incident");
    }

    [Fact]
    public async Task It_ends_within_five_seconds_of_disabling()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var screen = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var before = desk.Clock.GetUtcNow();
        await desk.Services.GetRequiredService<Storage.People.PeopleStore>().DisableAsync(desk.Staff.Supervisor.Id, desk.Staff.Administrator.Id);
        for (var i = 0; i < 10; i++) desk.Advance(TimeSpan.FromMilliseconds(500));
        (desk.Clock.GetUtcNow() - before).ShouldBe(5.Seconds());
        await screen.EndsAsync().WaitAsync(Wait.Patience);
    }

    /// <summary>Whoever reads Spanish is rung and shown an incident in Spanish, at the same time as others in English; what was said stays as it was said.</summary>
    [Fact]
    public async Task It_tells_each_person_in_their_own_language()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        Core.Text.Language.TryParse("es", out var spanish).ShouldBeTrue();
        await desk.Services.GetRequiredService<PeopleDesk>().SetLanguageAsync(desk.Staff.Supervisor.Id, spanish);
        var (theirs, others) = (await desk.SitsDownAsync(desk.Staff.Supervisor), await desk.SitsDownAsync(desk.Staff.Security));
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("There is a bomb");
        await report.AsksForSupervisorAsync();
        await theirs.ShowsAsync(report, "why it rings, in Spanish", one => Because(one) == "Se pidió un supervisor.");
        await others.ShowsAsync(report, "why it rings, in English", one => Because(one) == "A supervisor was asked for.");
        var page = System.Net.WebUtility.HtmlDecode(await desk.As(desk.Staff.Supervisor).Http.GetStringAsync(new Uri($"/incidents/{report.Id}", UriKind.Relative)));
        page.ShouldContain("Cronología");
        page.ShouldContain("Aceptar el traspaso");
        page.ShouldContain("Pidió un supervisor");
        page.ShouldContain("“There is a bomb”");
        page[page.IndexOf("<main", StringComparison.Ordinal)..].ShouldNotContain("Nobody has");

        static string? Because(FeedEvent one) => one.Data.GetProperty("ring") is { ValueKind: System.Text.Json.JsonValueKind.Object } ring ? ring.GetProperty("because").GetString() : null;
    }

    /// <summary>Events of a feed that was away until it is caught up, at most so many.</summary>
    static async Task<IReadOnlyList<FeedEvent>> TakeAsync(Desk desk, string after, int most)
    {
        var events = new List<FeedEvent>();
        await foreach (var one in desk.As(desk.Staff.Lead).FeedAsync(after))
        {
            events.Add(one);
            if (events.Count == most || one.Name == "beat") break;
        }

        return events;
    }
}
