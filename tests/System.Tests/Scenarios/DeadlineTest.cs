using System.Text.Json;
using Holdfast.Core.Escalation;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>The deadline is state: a restart loses nothing, and of many nodes one fires.</summary>
public sealed class DeadlineTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task What_fell_due_while_nobody_ran_fires_at_once_with_both_times(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        var askedAt = desk.Clock.GetUtcNow();
        await desk.IsAwayAsync(10.Minutes());
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        await other.RingsForAsync(report);
        var fired = (await FiredAsync(desk.As(desk.Staff.Supervisor), report)).ShouldHaveSingleItem();
        fired.GetProperty("body").GetProperty("dueAt").GetDateTimeOffset().ShouldBe(askedAt + Ring.TeamAlone);
        fired.GetProperty("at").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(askedAt + 10.Minutes());
    }

    [Fact]
    public async Task Of_two_nodes_exactly_one_fires_and_both_ring()
    {
        await using var desk = await Desk.OpenAsync(On.Postgres);
        var node = await desk.OpensAnotherNodeAsync();
        var here = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var there = await desk.SitsDownAsync(desk.Staff.Security, node: node);
        var reports = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.ReportAsync(desk.Staff.Agent)));
        foreach (var report in reports) await report.AsksForSupervisorAsync();
        desk.Advance(61.Seconds());
        foreach (var report in reports)
        {
            await here.RingsForAsync(report);
            await there.RingsForAsync(report);
        }

        desk.Advance(5.Seconds());
        foreach (var report in reports) (await FiredAsync(desk.As(desk.Staff.Supervisor, node), report)).Length.ShouldBe(1);
    }

    static async Task<JsonElement[]> FiredAsync(Api api, Report report) =>
        [.. (await api.TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Where(one => one.GetProperty("type").GetString() == "tier-reached")];
}
