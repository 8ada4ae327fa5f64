using System.Net;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>Who read and who was denied is on record, and broken glass is heard.</summary>
public sealed class RecordTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Each_reading_and_each_denial_is_durable_when_the_door_answers(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var reader = desk.Services.GetRequiredService<IncidentReader>();
        var cora = desk.As(desk.Staff.Supervisor);
        foreach (var (path, door) in new[] { ("/api/v1/incidents/{0}", "api"), ("/api/v1/incidents/{0}/timeline", "timeline"), ("/incidents/{0}", "page"), ("/incidents/{0}/print", "print"), ("/report/{0}", "report") })
        {
            // A new visit: what somebody opens again within ten minutes is one reading.
            desk.Advance(11.Minutes());
            (await cora.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, report.Id))).Ok();
            (await reader.WholeAsync(report.Id)).ShouldContain(entry => entry.Head.Author == desk.Staff.Supervisor.Id && entry.Fact == new IncidentRead(door), door);
        }

        var bert = desk.As(desk.Staff.Colleague);
        await bert.ReadAsync(report.Id);
        await bert.FileAsync(report.Id);
        (await reader.WholeAsync(report.Id)).Where(entry => entry.Head.Author == desk.Staff.Colleague.Id).Select(entry => entry.Fact)
            .ShouldBe([new ReadingDenied("api", "read"), new ReadingDenied("filing", "file")]);
        await bert.ReadAsync(IncidentId.New(desk.Clock));
        await bert.GetAsync("/api/v1/incidents/not-an-id");
        (await reader.WholeAsync(HouseRecord.Id)).Count(entry => entry.Head.Author == desk.Staff.Colleague.Id && entry.Fact == new ReadingDenied("api", "read")).ShouldBe(2);

        // The agent learns of no try to look over their shoulder; who handles it does.
        (await desk.As(desk.Staff.Agent).TimelineAsync(report.Id)).Ok().Text.ShouldNotContain("reading-denied");
        (await cora.TimelineAsync(report.Id)).Ok().Text.ShouldContain("reading-denied");
    }

    [Fact]
    public async Task Broken_glass_wants_a_reason_is_told_to_corporate_security_and_closes_after_an_hour()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Stranger);
        (await desk.As(desk.Staff.OtherSupervisor).AcknowledgeAsync(report.Id)).Ok();
        var (gwen, hans) = (await desk.SitsDownAsync(desk.Staff.Security), await desk.SitsDownAsync(desk.Staff.OtherSecurity));
        var supervisor = await desk.SitsDownAsync(desk.Staff.Lead);
        var cora = desk.As(desk.Staff.Supervisor);
        (await cora.BreakGlassAsync(report.Id, " ")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await cora.ReadAsync(report.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.BreakGlassAsync(report.Id, "Life at risk")).Ok();
        (await cora.ReadAsync(report.Id)).Ok();
        foreach (var screen in new[] { gwen, hans })
        {
            await Wait.UntilAsync("Corporate Security is told", () => Task.FromResult(screen.Events.Any(one =>
                one.Name == "glass" && one.Data.GetProperty("number").GetString() == report.Number && one.Data.GetProperty("by").GetProperty("id").GetString() == desk.Staff.Supervisor.Id.ToString())));
        }

        supervisor.Events.ShouldNotContain(one => one.Name == "glass");
        string.Concat(gwen.Events.Select(one => one.Data.GetRawText())).ShouldNotContain("Life at risk");

        // Found by attack: whoever broke the glass could share it with themselves for good.
        (await cora.GrantAsync(report.Id, "cora", "for later")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.AssignAsync(report.Id, "cora", "for later")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.AcknowledgeAsync(report.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
        desk.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        (await cora.ReadAsync(report.Id)).Ok();
        desk.Advance(1.Seconds());
        (await cora.ReadAsync(report.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.BreakGlassAsync(report.Id, "Again")).Ok();
    }

    /// <summary>Found by attack: an entry that called itself glass-broken told Corporate Security of glass that nobody broke.</summary>
    [Fact]
    public async Task Nobody_raises_a_false_alarm_of_broken_glass()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var security = await desk.SitsDownAsync(desk.Staff.Security);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Of("glass-broken", new { reason = "x", until = "2030-01-01T00:00:00Z" }), SentEntry.Of("incident-acknowledged", new { }))).Ok();
        await security.ShowsAsync(report, "is told", one => one.Data.GetProperty("sequence").GetInt32() == 3);
        security.Events.ShouldNotContain(one => one.Name == "glass");
        var timeline = (await desk.As(desk.Staff.Agent).TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Select(one => one.GetProperty("type").GetString());
        timeline.ShouldBe(["incident-started", "kept-as-it-came", "kept-as-it-came", "incident-read"]);
    }

    /// <summary>Found by attack: starting an incident under the house's own id wrote into the record of the house.</summary>
    [Fact]
    public async Task Nobody_writes_into_the_record_of_the_house()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var reader = desk.Services.GetRequiredService<IncidentReader>();
        var started = await desk.As(desk.Staff.Agent).StartAsync(HouseRecord.Id, SentEntry.Statement("a forged fact"));
        started.Status.ShouldBe(HttpStatusCode.NotFound);
        (await reader.WholeAsync(HouseRecord.Id)).ShouldNotContain(entry => entry.Fact is StatementAdded || entry.Fact is IncidentStarted);
        (await desk.ReportAsync(desk.Staff.Agent)).Number.ShouldBe("HF-2026-000001");
    }
}
