using System.Net;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>The warm transfer: offered, accepted or declined, joined, released; or failed, and on to the next. A telephone system can drive it.</summary>
public sealed class WarmTransferTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Offered_accepted_joined_released_each_on_record_with_its_time(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("Get me somebody who decides");
        await report.AsksForSupervisorAsync("customer");
        await team.RingsForAsync(report);
        (await report.ReadAsync())["row.handover.step"].GetString().ShouldBe("offered");
        var early = await StepAsync(desk.As(desk.Staff.Agent), report, "joined");
        early.Status.ShouldBe(HttpStatusCode.Conflict, "nobody has taken it yet");
        desk.Advance(3.Seconds());
        await team.AcknowledgesAsync(report);
        desk.Advance(3.Seconds());
        (await StepAsync(desk.As(desk.Staff.Supervisor), report, "joined")).Ok()["row.handover.step"].GetString().ShouldBe("joined");
        desk.Advance(3.Seconds());
        var released = (await StepAsync(desk.As(desk.Staff.Agent), report, "released")).Ok();
        released["row.handover.to.name"].GetString().ShouldBe(desk.Staff.Supervisor.DisplayName);
        DateTimeOffset[] times = [.. new[] { "offeredAt", "acceptedAt", "joinedAt", "releasedAt" }.Select(name => released[$"row.handover.{name}"].GetDateTimeOffset())];
        times.ShouldBe(times.Order().Distinct(), "each step has its own time");
        var presence = (await desk.As(desk.Staff.Lead).GetAsync("/api/v1/presence")).Ok();
        presence["people"].EnumerateArray().First(one => one.GetProperty("name").GetString() == desk.Staff.Supervisor.DisplayName).GetProperty("availability").GetString().ShouldBe("on-a-call");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Declined_goes_to_the_next_at_once_and_failed_does_too(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var lead = await desk.SitsDownAsync(desk.Staff.Lead);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await team.RingsForAsync(report);
        (await desk.As(desk.Staff.Supervisor).PostAsync($"/api/v1/incidents/{report.Id}/declining", new { })).Ok();
        await other.RingsForAsync(report);
        await team.IsQuietForAsync(report);
        await other.AcknowledgesAsync(report);
        (await StepAsync(desk.As(desk.Staff.Agent), report, "failed", "the line was busy")).Ok();
        await team.RingsForAsync(report);
        await team.AcknowledgesAsync(report);
        var handovers = (await desk.As(desk.Staff.Agent).GetAsync($"/api/v1/incidents/{report.Id}/handovers")).Ok()["handovers"];
        handovers.EnumerateArray().Select(one => one.GetProperty("step").GetString()).ShouldBe(["failed", "accepted"]);
        (await report.ReadAsync())["row.owner.name"].GetString().ShouldBe(desk.Staff.Supervisor.DisplayName);
        lead.HeardOf(report).ShouldBeTrue();
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_telephone_system_puts_the_calls_facts_on_record(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var telephony = desk.As(desk.Staff.Agent);
        (await telephony.PostAsync($"/api/v1/incidents/{report.Id}/call", new { number = "555-0123", startedAt = "2026-03-02T13:58:00Z" })).Ok();
        (await telephony.PostAsync($"/api/v1/incidents/{report.Id}/call", new { endedAt = "2026-03-02T14:09:00+01:00", recording = "https://telephony.example/7" })).Ok();
        var call = (await report.ReadAsync())["call"];
        call.GetProperty("number").GetString().ShouldBe("555-0123");
        call.GetProperty("startedAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 3, 2, 13, 58, 0, TimeSpan.Zero));
        call.GetProperty("recording").GetString().ShouldBe("https://telephony.example/7");
        foreach (var odd in new object[] { new { }, new { startedAt = "yesterday" }, new { recording = "javascript:alert(1)" }, new { recording = "http://telephony.example/7" } })
        {
            (await telephony.PostAsync($"/api/v1/incidents/{report.Id}/call", odd)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    static Task<Reply> StepAsync(Api api, Report report, string step, string? why = null) => api.PostAsync($"/api/v1/incidents/{report.Id}/handovers", new { step, why });
}
