using System.Net;
using System.Text.Json;
using Holdfast.Core.Notices;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Harness;
using Holdfast.Storage.Notices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>What whoever handles it does after taking it: looks after the agent, passes it on, closes it with its outcome and why.</summary>
public sealed class HandlingTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task The_agent_is_looked_after_by_somebody_else_and_what_was_due_is_over(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var cora = desk.As(desk.Staff.Supervisor);
        (await cora.AcknowledgeAsync(report.Id)).Ok();
        await report.IsFiledAsync();
        (await cora.AppendAsync(report.Id, SentEntry.Of("case-done", new { }))).Ok();
        await Wait.UntilAsync("looking after the agent is overdue", async () =>
        {
            desk.Skip(20.Minutes());
            desk.Advance(1.Seconds());
            return await OverdueAsync() == "due";
        });
        (await cora.Http.GetStringAsync(new Uri($"/incidents/{report.Id}", UriKind.Relative))).ShouldContain("Nobody has looked after the agent");

        (await desk.As(desk.Staff.Agent).DecideAsync(report.Id, "care", new { @break = true })).Status.ShouldBe(HttpStatusCode.NotFound, "not by themselves");
        (await cora.AppendAsync(report.Id, SentEntry.Of("agent-cared", new { @break = true }), SentEntry.Of("call-noted", new { recording = "javascript:alert(1)" }))).Ok();
        var kept = await report.ReadAsync();
        (kept["cared"].ValueKind, kept["call"].ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null), "what has a door of its own doesn't come in by the entries'");
        (await cora.DecideAsync(report.Id, "care", new { @break = true, note = "Break until four" })).Ok();
        var cared = await report.ReadAsync();
        (cared["cared.by.name"].GetString(), cared["cared.break"].GetBoolean()).ShouldBe((desk.Staff.Supervisor.DisplayName, true));
        (await OverdueAsync()).ShouldBeNull();
        (await LinesAsync(cora, report)).ShouldContain(line => line.Contains("break offered", StringComparison.Ordinal));

        async Task<string?> OverdueAsync() => (await report.ReadAsync())["row.overdue"].GetString();
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Whoever_is_handed_something_is_told_and_nobody_tells_themselves(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var cora = desk.As(desk.Staff.Supervisor);
        (await cora.AcknowledgeAsync(report.Id)).Ok();
        (await cora.AssignAsync(report.Id, desk.Staff.Lead.UserName, "She knows the caller")).Ok();
        (await desk.As(desk.Staff.Lead).AssignAsync(report.Id, desk.Staff.Supervisor.UserName, "Back to you")).Ok();
        (await cora.AssignAsync(report.Id, desk.Staff.Supervisor.UserName, "Mine already")).Ok();
        (await desk.Services.GetRequiredService<NoticeReader>().OfIncidentAsync(report.Id)).Where(one => one.Notice.Cause == NoticeCause.HandedOn)
            .Select(one => one.Notice.Person).ShouldBe([desk.Staff.Lead.Id, desk.Staff.Supervisor.Id], ignoreOrder: true);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Passed_on_it_rings_Corporate_Security_until_one_of_them_has_it(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (team, security) = (await desk.SitsDownAsync(desk.Staff.Supervisor), await desk.SitsDownAsync(desk.Staff.Security));
        var report = await desk.ReportAsync(desk.Staff.Agent);
        (await desk.As(desk.Staff.Supervisor).AcknowledgeAsync(report.Id)).Ok();
        (await desk.As(desk.Staff.Supervisor).DecideAsync(report.Id, "passing", new { note = "He named the office" })).Ok();
        await security.RingsForAsync(report);
        await team.IsQuietForAsync(report);
        await security.AcknowledgesAsync(report);
        var taken = await report.ReadAsync();
        taken["row.owner.id"].GetString().ShouldBe(desk.Staff.Security.Id.ToString());
        taken["passedAt"].ValueKind.ShouldBe(JsonValueKind.String);
        (await LinesAsync(desk.As(desk.Staff.Security), report)).ShouldContain(line => line.Contains("He named the office", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Closed_with_its_outcome_and_why(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        (await desk.As(desk.Staff.Supervisor).AcknowledgeAsync(report.Id)).Ok();
        await report.IsFiledAsync();
        var gwen = desk.As(desk.Staff.Security);
        (await gwen.DecideAsync(report.Id, "closing", new { reason = "Only why" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await gwen.DecideAsync(report.Id, "closing", new { outcome = "With law enforcement", reason = "They have the recording" })).Ok();
        (await report.ReadAsync())["row.state"].GetString().ShouldBe("closed");
        (await LinesAsync(gwen, report)).ShouldContain(line => line.Contains("With law enforcement", StringComparison.Ordinal) && line.Contains("They have the recording", StringComparison.Ordinal));
    }

    static async Task<string[]> LinesAsync(Api api, Report report) =>
        [.. (await api.TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!)];
}
