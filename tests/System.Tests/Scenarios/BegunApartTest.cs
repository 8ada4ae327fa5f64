using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>A report that began on a machine while the server could not be reached: its true times, its code, and nobody late before they could know.</summary>
public sealed class BegunApartTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task It_began_when_it_began_and_is_owed_for_from_when_it_is_known(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var screen = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var (agent, supervisor) = (desk.As(desk.Staff.Agent), desk.As(desk.Staff.Supervisor));
        await desk.ReportAsync(desk.Staff.Agent);
        var id = IncidentId.New(desk.Clock);
        var code = ProvisionalCode.Of(id).ToString();
        var now = desk.Clock.GetUtcNow();
        var start = new { id = id.ToString(), channel = "phone", apart = true, ago = 20 * 60_000 };
        var started = (await agent.PostAsync("/api/v1/incidents", start)).Ok();
        started["startedAt"].GetDateTimeOffset().ShouldBe(now - 20.Minutes());
        var report = new Report(id, started["number"].GetString()!, agent);
        (await agent.PostAsync("/api/v1/incidents", start)).Ok()["number"].GetString().ShouldBe(report.Number);
        (await agent.PostAsync($"/api/v1/incidents/{id}/supervisor-requests", new { id = EntryId.New(desk.Clock).ToString(), askedBy = "customer", ago = 15 * 60_000 })).Ok();

        await screen.RingsForAsync(report);
        var incident = await report.ReadAsync();
        incident["row"].GetProperty("code").GetString().ShouldBe(code);
        incident["row"].GetProperty("ring").GetProperty("startedAt").GetDateTimeOffset().ShouldBe(now, "nobody rang before");
        incident["customerAskedAt"].GetDateTimeOffset().ShouldBe(now - 15.Minutes());
        var first = (await supervisor.TimelineAsync(id)).Ok()["entries"][0];
        first.GetProperty("text").GetString().ShouldStartWith($"Report started while the server could not be reached, under the code {code}");
        first.GetProperty("at").GetDateTimeOffset().ShouldBe(now);
        first.GetProperty("occurredAt").GetDateTimeOffset().ShouldBe(now - 20.Minutes());

        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Supervisor.UserName, Staff.Password);
        using var found = await browser.Http.GetAsync(new Uri($"/desk?number={code}", UriKind.Relative));
        found.Headers.Location?.OriginalString.ShouldBe($"/incidents/{id}");
        (await supervisor.GetAsync("/desk?number=T-W8QT")).Text.ShouldContain("There is no incident T-W8QT that you can see.");
        (await desk.As(desk.Staff.Stranger).ReadAsync(id)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        desk.Advance(16.Minutes());
        var late = await Wait.ForAsync("the open form is late", async () => (await supervisor.TimelineAsync(id)).Ok()["entries"].EnumerateArray()
            .Where(entry => entry.GetProperty("type").ValueEquals("deadline-passed") && entry.GetProperty("body").GetProperty("what").ValueEquals("unfiled"))
            .Select(entry => entry.GetProperty("body").GetProperty("dueAt").GetRawText()).FirstOrDefault());
        JsonElement.Parse(late).GetDateTimeOffset().ShouldBe(now + 15.Minutes(), "the form is owed for from when somebody could know of it");
    }
}
