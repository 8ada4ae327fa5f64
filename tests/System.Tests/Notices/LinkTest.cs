using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Notices;
using Holdfast.Web.Wiring;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>A notice's link: looking changes nothing, one button takes it once, and whoever may not know learns nothing.</summary>
public sealed class LinkTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Looking_changes_nothing_and_the_button_takes_it_once(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var (report, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        using var phone = new Browser(desk.Desk.Address);
        var before = (await desk.FindAsync(report)).Sequence;
        for (var i = 0; i < 3; i++)
        {
            foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get, HttpMethod.Options })
            {
                using var request = new HttpRequestMessage(method, path);
                using var scanner = await phone.Http.SendAsync(request);
                scanner.Headers.CacheControl!.NoStore.ShouldBeTrue();
            }
        }

        var page = await phone.TextAsync(path);
        page.ShouldContain($"P2 {report.Number}");
        page.ShouldNotContain("burn");
        page.ShouldNotContain("<script");
        (await desk.FindAsync(report)).Sequence.ShouldBe(before, "Nothing was written.");
        (await desk.FindAsync(report)).Acknowledged.ShouldBeNull();

        using (var bare = await phone.Http.PostAsync(path, null)) bare.StatusCode.ShouldBe(HttpStatusCode.NotFound, "Whoever follows links with POST doesn't know what the form holds.");
        (await desk.FindAsync(report)).Acknowledged.ShouldBeNull();

        (await TakeAsync(phone, path)).ShouldContain("You have it");
        (await desk.FindAsync(report)).Acknowledged!.By.ShouldBe(desk.Staff.Supervisor.Id);
        var taken = (await desk.FindAsync(report)).Sequence;
        (await TakeAsync(phone, path)).ShouldContain("You have it");
        (await phone.TextAsync(path)).ShouldContain("You have it");
        (await desk.FindAsync(report)).Sequence.ShouldBe(taken);
        (await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Seen)).ShouldHaveSingleItem();

        // It rings once more: the old link takes nothing.
        await report.AsksForSupervisorAsync();
        (await TakeAsync(phone, path)).ShouldContain("It is taken care of");
        (await desk.FindAsync(report)).Ring.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Posted_many_times_at_once_it_is_one_acknowledgement(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var (report, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        using var phone = new Browser(desk.Desk.Address);
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(phone, path)))) answer.ShouldContain("You have it");
        (await desk.Desk.As(desk.Staff.Supervisor).TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray()
            .Count(entry => entry.GetProperty("type").ValueEquals("incident-acknowledged")).ShouldBe(1);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Once_somebody_else_has_it_the_link_says_who(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var (report, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        await desk.TakesAsync(report, desk.Staff.Lead);
        using var phone = new Browser(desk.Desk.Address);
        (await phone.TextAsync(path)).ShouldContain("Dirk Sample has it since");
        (await TakeAsync(phone, path)).ShouldContain("Dirk Sample has it since");
        (await desk.FindAsync(report)).Acknowledged!.By.ShouldBe(desk.Staff.Lead.Id);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Wrong_disabled_and_marked_get_the_one_answer(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var (_, disabled) = await TellsAsync(desk, desk.Staff.Lead);
        var (report, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        using var phone = new Browser(desk.Desk.Address);
        var absent = await AnswerAsync(phone, "/notices/" + new string('A', 64));
        absent.Status.ShouldBe(HttpStatusCode.NotFound);
        absent.Body.ShouldContain(Answers.NothingHere);
        (await AnswerAsync(phone, "/notices/x")).ShouldBe(absent);

        // Another person's proof on this notice, and one letter changed.
        (await AnswerAsync(phone, path[..^1] + (path[^1] == 'A' ? 'B' : 'A'))).ShouldBe(absent);
        (await AnswerAsync(phone, path[..31] + disabled[31..])).ShouldBe(absent);

        await desk.Desk.DisablesAsync(desk.Staff.Lead);
        (await AnswerAsync(phone, disabled)).ShouldBe(absent);
        (await TakeAsync(phone, disabled)).ShouldBe(absent.Body);

        await report.AnswersAsync("subject-account", "Cora");
        (await desk.FindAsync(report)).Excluded.ShouldContain(desk.Staff.Supervisor.Id);
        (await AnswerAsync(phone, path)).ShouldBe(absent);
        (await TakeAsync(phone, path)).ShouldBe(absent.Body);
        (await desk.FindAsync(report)).Acknowledged.ShouldBeNull();
        var readings = (await desk.Desk.As(desk.Staff.Security).GetAsync($"/api/v1/incidents/{report.Id}/readings")).Ok();
        readings.Text.ShouldContain("notices", Case.Sensitive, "The denial is on record.");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_phone_says_that_it_has_it_and_that_it_was_seen(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var other = await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, name: "other");
        var (report, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent, 2);
        using var worker = new HttpClient { BaseAddress = desk.Desk.Address };
        worker.DefaultRequestHeaders.Add("X-Holdfast", "1");
        var receipts = $"/api/v1{path}/receipts";
        for (var i = 0; i < 2; i++) (await SendAsync("delivered")).ShouldBe(HttpStatusCode.NoContent);
        (await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Delivered)).Single(one => one.State == DeliveryState.Delivered).Method.ShouldBe(other);
        (await SendAsync("seen")).ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync("delivered")).ShouldBe(HttpStatusCode.NoContent);
        var seen = (await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Seen)).Single(one => one.State == DeliveryState.Seen);
        seen.DeliveredAt.ShouldNotBeNull();
        seen.SeenAt.ShouldNotBeNull();
        (await SendAsync("taken")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await worker.PostAsJsonAsync($"/api/v1/notices/{new string('A', 64)}/receipts", new { what = "seen" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.FindAsync(report)).Acknowledged.ShouldBeNull("Seeing is not taking.");

        async Task<HttpStatusCode> SendAsync(string what)
        {
            using var answer = await worker.PostAsJsonAsync(receipts, new { what, method = other.ToString() });
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Wrong_links_are_counted_and_right_ones_are_never_held_back()
    {
        await using var desk = await NoticeDesk.OpenAsync(On.Sqlite);
        var (_, path) = await TellsAsync(desk, desk.Staff.Supervisor);
        using var phone = new Browser(desk.Desk.Address);
        var last = HttpStatusCode.NotFound;
        for (var i = 0; i < 120 && last == HttpStatusCode.NotFound; i++) last = await phone.StatusAsync("/notices/" + new string('A', 64));
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        (await phone.StatusAsync(path)).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>One who is rung gets it on the phone: the path that came with it.</summary>
    static async Task<(Report, string Path)> TellsAsync(NoticeDesk desk, Hired person)
    {
        await desk.HasAsync(person, MethodKind.Push);
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [person]);
        await desk.BecomesAsync("it went out", () => desk.Reader.OfIncidentAsync(report.Id), all => all.Any(one => one.Kind == MethodKind.Push && one.State == DeliveryState.Sent));
        return (report, desk.Push.Handed.Last(one => one.Message.Title.Contains(report.Number, StringComparison.Ordinal)).Message.Link.AbsolutePath);
    }

    static async Task<string> TakeAsync(Browser phone, string path)
    {
        using var form = new FormUrlEncodedContent([new("token", path["/notices/".Length..])]);
        using var answer = await phone.Http.PostAsync(path, form);
        return await answer.Content.ReadAsStringAsync();
    }

    static async Task<(HttpStatusCode Status, string Body)> AnswerAsync(Browser phone, string path)
    {
        using var answer = await phone.Http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
