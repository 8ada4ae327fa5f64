using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>"Get a supervisor": the team's is rung, then others in turn, then everybody who can help, again and again, until somebody takes it.</summary>
public sealed class NobodyAnswersTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task Supervisors_in_turn_then_leads_then_everybody_until_one_acknowledges(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var others = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var lead = await desk.SitsDownAsync(desk.Staff.Lead);
        var security = await desk.SitsDownAsync(desk.Staff.Security);

        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("If this issue is not resolved, I will hurt my family.");
        await report.AsksForSupervisorAsync("customer");
        await team.RingsForAsync(report);
        await desk.ExpectAsync(desk.Staff.Agent, report, "the agent sees who is tried", reply => Rung(reply, "ringing") == desk.Staff.Supervisor.DisplayName);
        others.HeardOf(report).ShouldBeTrue("from the first touch every supervisor sees the number");

        await desk.HappensAsync("the other supervisor is tried", () => Rings(others, report));
        await team.IsQuietForAsync(report);
        await lead.IsQuietForAsync(report);
        await desk.HappensAsync("the lead is rung", () => Rings(lead, report));
        await team.RingsForAsync(report);
        await security.IsQuietForAsync(report);
        await desk.HappensAsync("Corporate Security is rung", () => Rings(security, report));
        await desk.HappensAsync("everybody is rung again", () => Last(team, report)?.GetProperty("ring").GetProperty("round").GetInt32() > 1);
        var rung = (await desk.As(desk.Staff.Supervisor).TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Count(one => one.GetProperty("type").GetString() == "people-rung");
        rung.ShouldBeGreaterThanOrEqualTo(5, "each attempt is on the record");

        await others.AcknowledgesAsync(report);
        await team.IsQuietForAsync(report);
        await security.IsQuietForAsync(report);
        await desk.ExpectAsync(desk.Staff.Agent, report, "the agent sees who took it",
            reply => reply["row.acknowledged.by.name"].ToString() == desk.Staff.OtherSupervisor.DisplayName);
        (await report.ReadAsync())["row.state"].GetString().ShouldBe("live");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Nobody_is_there_and_whoever_comes_first_is_rung_at_once(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await desk.ExpectAsync(desk.Staff.Agent, report, "everybody is rung, and nobody reached",
            reply => reply["reach"].GetArrayLength() == 0 && reply["row.ring.rung"].GetArrayLength() > 1);
        desk.Advance(10.Minutes());
        var comes = await desk.SitsDownAsync(desk.Staff.Lead);
        await comes.RingsForAsync(report);
        await comes.AcknowledgesAsync(report);
        await desk.ExpectAsync(desk.Staff.Agent, report, "somebody has it", reply => reply["row.owner.name"].ToString() == desk.Staff.Lead.DisplayName);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_bomb_rings_the_team_and_Corporate_Security_at_once(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var security = await desk.SitsDownAsync(desk.Staff.OtherSecurity);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AnswersAsync("kind", "bomb");
        await team.RingsForAsync(report);
        await security.RingsForAsync(report);
    }

    static bool Rings(Screen screen, Report report) => Last(screen, report)?.GetProperty("ringing").GetBoolean() == true;

    static System.Text.Json.JsonElement? Last(Screen screen, Report report) =>
        screen.Events.LastOrDefault(one => one.Name == "incident" && one.Data.GetProperty("id").ValueEquals(report.Id.ToString()))?.Data;

    static string Rung(Reply reply, string state) => reply["row.ring"].ValueKind != System.Text.Json.JsonValueKind.Object ? ""
        : string.Join(", ", reply["row.ring.rung"].EnumerateArray().Where(one => one.GetProperty("state").ValueEquals(state)).Select(one => one.GetProperty("name").GetString()));
}
