using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Story;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.Notices;
using Holdfast.Web.Notices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Notices;

public sealed class DeliveryTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Notices_are_there_with_their_fact_once_and_not_without_it(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push);
        var report = await desk.RingsAsync();
        (await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor], expected: 99)).ShouldBeOfType<Appended.Conflict>();
        (await desk.Reader.OfIncidentAsync(report.Id)).ShouldBeEmpty();

        var entry = EntryId.New(desk.Desk.Clock);
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor, desk.Staff.Lead, desk.Staff.Supervisor], entry);
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor, desk.Staff.Lead], entry);
        (await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent)).ShouldHaveSingleItem().Notice.Person.ShouldBe(desk.Staff.Supervisor.Id);
        (await desk.Reader.OfIncidentAsync(report.Id)).Count(one => one.Kind == MethodKind.Screen).ShouldBe(2, "Each has a screen, whether they have a method or not.");
        var (address, message) = desk.Push.Handed.ShouldHaveSingleItem();
        address.ShouldBeOfType<MethodAddress.Push>().Endpoint.ShouldBe(new Uri("https://push.example/phone"));
        message.Title.ShouldBe($"P2 {report.Number}");
        message.Text.ShouldBe("A supervisor is needed now.");
        message.Link.ToString().ShouldStartWith(desk.Desk.Address + "notices/");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_carrier_that_fails_is_tried_again_later_and_later_then_given_up_and_sent_again_by_hand(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var method = await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email);

        // Each attempt fails for another reason than the one before, so that its outcome can be told from its claim.
        desk.Email.Answers = (_, _) => Task.FromResult<Sending>(new Sending.Failed(Cause(desk.Email.Handed.Length), Final: false));
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor]);
        int[] seconds = [5, 15, 45, 120, 300];
        for (var attempt = 1; attempt <= seconds.Length; attempt++)
        {
            var number = attempt;
            var failed = (await desk.BecomesAsync($"attempt {attempt} failed", () => desk.Reader.OfIncidentAsync(report.Id),
                all => all.Any(one => one.Kind == MethodKind.Email && one.Attempts == number && one.Failure == Cause(number) && desk.Email.Handed.Length == number
                    && Waits(one, seconds[number - 1], desk.Desk.Clock.GetUtcNow())), MethodKind.Email)).ShouldHaveSingleItem();
            failed.State.ShouldBe(DeliveryState.Queued);
            desk.Desk.Advance(failed.DueAt!.Value - desk.Desk.Clock.GetUtcNow() - TimeSpan.FromSeconds(2));
            desk.Email.Handed.Length.ShouldBe(attempt);
            desk.Desk.Advance(3.Seconds());
        }

        (await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.Failed)).ShouldHaveSingleItem().Attempts.ShouldBe(6);
        await Wait.UntilAsync("the method fails", () => Task.FromResult(desk.Of<KnownMethods>().Failing.Any(one => one.Id == method)));
        (await desk.Reader.DeadAsync(10)).ShouldHaveSingleItem().Method.ShouldBe(method);

        desk.Email.Works();
        (await desk.Of<NoticeStore>().SendAgainAsync((await desk.Reader.DeadAsync(10))[0].Notice.Id, method)).ShouldBeTrue();
        desk.Notices.Wake();
        await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.Sent);
        (await desk.Reader.CountDeadAsync()).ShouldBe(0);
        await Wait.UntilAsync("the method works", () => Task.FromResult(desk.Of<KnownMethods>().Failing.IsEmpty));

        static SendFailure Cause(int attempt) => attempt % 2 == 1 ? SendFailure.Busy : SendFailure.Unreachable;

        static bool Waits(Delivery one, int seconds, DateTimeOffset now) => (one.DueAt!.Value - now).TotalSeconds is var wait && wait <= (seconds * 1.2) + 0.1 && wait >= (seconds * 0.8) - 4;
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Two_workers_send_once_and_one_that_died_is_followed(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, TimeSpan.FromSeconds(30));
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor]);
        var store = desk.Of<NoticeStore>();
        var later = desk.Desk.Clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        var due = await store.DueAsync(MethodKind.Push, later, 10);
        due.Count.ShouldBe(1);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.ClaimAsync(due, later + TimeSpan.FromMinutes(2)))));
        claims.Sum(claim => claim.Count).ShouldBe(1);

        // Whoever claimed it died. It is not lost.
        desk.Desk.Advance(31.Seconds());
        (await store.DueAsync(MethodKind.Push, desk.Desk.Clock.GetUtcNow(), 10)).ShouldBeEmpty();
        desk.Desk.Advance(2.Minutes());
        (await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent)).ShouldHaveSingleItem().Attempts.ShouldBe(2);
        desk.Push.Handed.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Several_nodes_send_each_notice_once(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        using var other = ActivatorUtilities.CreateInstance<DeliveryWorker>(desk.Desk.Services);
        await other.StartAsync(default);
        for (var i = 0; i < 10; i++) await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, name: "phone-" + i);
        var reports = new List<Report>();
        for (var i = 0; i < 3; i++)
        {
            reports.Add(await desk.RingsAsync());
            await desk.TellsAsync(reports[^1], NoticeCause.Ring, [desk.Staff.Supervisor]);
        }

        foreach (var report in reports) await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent, 10);
        await other.StopAsync(default);
        desk.Push.Handed.Length.ShouldBe(30, "A second threat is told as the first, and nothing twice.");
        desk.Push.Handed.Select(one => one.Message.Link.ToString()).Distinct().Count().ShouldBe(30);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_nobody_needs_any_more_is_not_sent(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, TimeSpan.FromSeconds(30));
        await desk.HasAsync(desk.Staff.Lead, MethodKind.Email, TimeSpan.FromSeconds(30));
        await desk.HasAsync(desk.Staff.Colleague, MethodKind.Email);
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor, desk.Staff.Lead, desk.Staff.Colleague]);
        (await desk.BecomesAsync("an agent is not rung", () => desk.Reader.OfIncidentAsync(report.Id), all => all.Any(one => one.Notice.Person == desk.Staff.Colleague.Id && one.Kind == MethodKind.Email && one.State == DeliveryState.NotNeeded)))
            .ShouldNotBeEmpty();
        await desk.TakesAsync(report, desk.Staff.Supervisor);
        await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.NotNeeded);
        await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.NotNeeded, 2);
        desk.Desk.Advance(2.Minutes());
        desk.Push.Handed.ShouldBeEmpty();
        desk.Email.Handed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_screen_shows_it_or_is_known_not_to_be_there(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.Desk.SitsDownAsync(desk.Staff.Supervisor);
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor, desk.Staff.Lead]);
        await desk.BecomesAsync(report, MethodKind.Screen, DeliveryState.Sent);
        await desk.Of<NoticeStore>().WriteAsync(desk.Notices.Shown(report.Id, desk.Staff.Supervisor.Id, desk.Desk.Clock.GetUtcNow()));
        (await desk.BecomesAsync(report, MethodKind.Screen, DeliveryState.Seen)).Single(one => one.State == DeliveryState.Seen).Notice.Person.ShouldBe(desk.Staff.Supervisor.Id);
        desk.Desk.Advance(11.Seconds());
        (await desk.BecomesAsync(report, MethodKind.Screen, DeliveryState.Failed)).Single(one => one.State == DeliveryState.Failed).Failure.ShouldBe(SendFailure.NoScreen);
        (await desk.Reader.CountDeadAsync()).ShouldBe(0, "A closed screen is no dead letter.");
    }

    [Fact]
    public async Task A_carrier_that_never_answers_holds_up_no_other()
    {
        await using var desk = await NoticeDesk.OpenAsync(On.Sqlite);
        for (var i = 0; i < 10; i++) await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, name: "phone-" + i);
        await desk.HasAsync(desk.Staff.Lead, MethodKind.Email);
        desk.Push.Answers = async (_, cancel) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            return new Sending.Sent();
        };
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor]);
        await Wait.UntilAsync("they are under way", () => Task.FromResult(desk.Push.Handed.Length == 10));
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Lead]);
        await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.Sent);
        desk.Desk.Advance(31.Seconds());
        await desk.BecomesAsync("they timed out", () => desk.Reader.OfIncidentAsync(report.Id), all => all.Count(one => one.Failure == SendFailure.TimedOut) == 10);
    }
}
