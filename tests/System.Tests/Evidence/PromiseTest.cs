using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>Evidence that is to follow: owed, overdue, come, or given up with a reason; as forms without a script.</summary>
public sealed class PromiseTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_was_promised_is_owed_until_it_comes(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.IsFiledAsync();
        using var browser = new Browser(desk.Address);
        (await browser.SignInAsync(desk.Staff.Agent.UserName, desk.Staff.Agent.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.TextAsync($"/incidents/{report.Id}");
        page.ShouldContain("Nothing is kept yet.");
        (await browser.PostAsync($"/incidents/{report.Id}?handler=Promise", page, ("what", "Call recording"), ("from", "Telephony"), ("hours", "24"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await browser.TextAsync($"/incidents/{report.Id}");
        page.ShouldContain("1 to come");
        page.ShouldContain("From Telephony. Promised by");
        page.ShouldNotContain("Overdue since");
        (await DeskAsync(desk)).ShouldContain("Evidence: to come");

        desk.Skip(25.Hours());
        page = await ReadAsync(desk, report);
        page.ShouldContain("1 overdue");
        page.ShouldContain("Overdue since");
        (await DeskAsync(desk)).ShouldContain("Evidence: overdue");
        (await ReadAsync(desk, report, "/print")).ShouldContain("<td>Overdue</td>");

        var promise = (await PromisesAsync(desk, report)).Single();
        (await new Sender(desk.As(desk.Staff.Supervisor), report.Id).PutAsync(Sender.NewId(), "RIFF"u8.ToArray(), "call.wav", null, ("Upload-Promise", promise))).Status.ShouldBe(HttpStatusCode.Created);
        page = await ReadAsync(desk, report);
        page.ShouldNotContain("1 overdue");
        (await DeskAsync(desk)).ShouldNotContain("Evidence: ");
        (await desk.As(desk.Staff.Supervisor).TimelineAsync(report.Id)).Ok().Text.ShouldContain("as promised: Call recording");
        (await ReadAsync(desk, report, "/print")).ShouldContain("<td>Came ");
    }

    [Fact]
    public async Task What_will_not_come_is_given_up_with_a_reason()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        using var browser = new Browser(desk.Address);
        (await browser.SignInAsync(desk.Staff.Agent.UserName, desk.Staff.Agent.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Of("evidence-promised", new { what = "Door camera", dueAt = "2026-03-03T14:00:00Z" }))).Ok();
        var promise = (await PromisesAsync(desk, report)).Single();
        var page = await browser.TextAsync($"/incidents/{report.Id}");
        (await browser.PostAsync($"/incidents/{report.Id}?handler=Withdraw", page, ("promise", promise), ("reason", " "))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAsync($"/incidents/{report.Id}?handler=Withdraw", page, ("promise", promise), ("reason", "Overwritten <yesterday>"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await browser.TextAsync($"/incidents/{report.Id}");
        page.ShouldContain("Will not come: <bdi>Overwritten &lt;yesterday&gt;</bdi>");
        page.ShouldContain("Evidence will not come: Door camera (Overwritten &lt;yesterday&gt;)");
        page.ShouldNotContain("1 to come");
    }

    [Fact]
    public async Task Somebody_can_say_that_there_is_none()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        using var browser = new Browser(desk.Address);
        (await browser.SignInAsync(desk.Staff.Agent.UserName, desk.Staff.Agent.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.TextAsync($"/incidents/{report.Id}");
        (await browser.PostAsync($"/incidents/{report.Id}?handler=NoEvidence", page, ("field", "attachments"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.TextAsync($"/incidents/{report.Id}")).ShouldContain("There is none");
        (await browser.TextAsync($"/incidents/{report.Id}/print")).ShouldContain("<dd>There is none</dd>");
    }

    static async Task<string> ReadAsync(Desk desk, Report report, string part = "") => (await desk.As(desk.Staff.Agent).GetAsync($"/incidents/{report.Id}{part}")).Ok().Text;

    static async Task<string> DeskAsync(Desk desk) => (await desk.As(desk.Staff.Supervisor).GetAsync("/desk")).Ok().Text;

    static async Task<string[]> PromisesAsync(Desk desk, Report report)
    {
        List<string> found = [];
        await foreach (var (id, entry) in desk.As(desk.Staff.Supervisor).EntriesAsync(report.Id))
        {
            if (entry.GetProperty("type").ValueEquals("evidence-promised")) found.Add(id.ToString());
        }

        return [.. found];
    }
}
