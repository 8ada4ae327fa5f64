using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>"Get a supervisor" rings the team, and after a minute everybody who can help; it ends when somebody takes it.</summary>
public sealed class NobodyAnswersTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task After_a_minute_everybody_is_rung_until_one_acknowledges(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var others = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var security = await desk.SitsDownAsync(desk.Staff.Security);

        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("If this issue is not resolved, I will hurt my family.");
        await report.AsksForSupervisorAsync("customer");
        await team.RingsForAsync(report);
        await others.IsQuietForAsync(report);

        desk.Advance(61.Seconds());
        await others.RingsForAsync(report);
        await security.RingsForAsync(report);
        await team.RingsForAsync(report);

        await others.AcknowledgesAsync(report);
        await team.IsQuietForAsync(report);
        await security.IsQuietForAsync(report);
        await desk.ExpectAsync(desk.Staff.Agent, report, "the agent sees who took it",
            reply => reply["row.acknowledged.by.name"].ToString() == desk.Staff.OtherSupervisor.DisplayName);
        (await report.ReadAsync())["row.state"].GetString().ShouldBe("live");
    }
}
