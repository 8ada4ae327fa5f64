using System.Text.Json;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>The deadline is state: a restart loses nothing, and of many nodes one fires.</summary>
[Long]
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
        await desk.ExpectAsync(desk.Staff.Agent, report, "it rings", reply => Rung(reply) > 0);
        await desk.IsAwayAsync(10.Minutes());
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        await other.RingsForAsync(report);
        var moves = await MovesAsync(desk.As(desk.Staff.Supervisor), report);
        moves[0].GetProperty("body").GetProperty("dueAt").GetDateTimeOffset().ShouldBe(askedAt);
        var late = moves.First(one => one.GetProperty("at").GetDateTimeOffset() >= askedAt + 10.Minutes());
        late.GetProperty("body").GetProperty("dueAt").GetDateTimeOffset().ShouldBeLessThan(askedAt + 6.Minutes());
    }

    [Fact]
    public async Task Of_two_nodes_exactly_one_makes_each_move_and_both_ring()
    {
        await using var desk = await Desk.OpenAsync(On.Postgres);
        var node = await desk.OpensAnotherNodeAsync();
        var here = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var there = await desk.SitsDownAsync(desk.Staff.Security, node: node);
        var reports = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.ReportAsync(desk.Staff.Agent)));
        foreach (var report in reports) await report.AnswersAsync("kind", "bomb");
        foreach (var report in reports)
        {
            await here.RingsForAsync(report);
            await there.RingsForAsync(report);
        }

        await desk.HappensAsync("later tiers are reached", () => reports.All(report => there.Events.Any(one =>
            one.Name == "incident" && one.Data.GetProperty("id").ValueEquals(report.Id.ToString()) && one.Data.GetProperty("ring") is { ValueKind: JsonValueKind.Object } ring && ring.GetProperty("tier").GetInt32() >= 2)));
        foreach (var report in reports)
        {
            var due = (await MovesAsync(desk.As(desk.Staff.Supervisor, node), report)).Select(one => one.GetProperty("body"))
                .Where(body => body.TryGetProperty("dueAt", out _)).Select(body => body.GetProperty("dueAt").GetDateTimeOffset()).ToArray();
            due.ShouldBeUnique("a deadline fires once");
        }
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Live_and_left_alone_for_a_quarter_of_an_hour_rings(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("You will be sorry");
        await report.CallerHangsUpAsync();
        desk.Advance(16.Minutes());
        await team.RingsForAsync(report);
        var reply = (await desk.As(desk.Staff.Supervisor).ReadAsync(report.Id)).Ok();
        reply["row.ring.cause"].GetString().ShouldBe("unfiled");
        reply["row.overdue"].GetString().ShouldBe("unfiled");
        reply["row.state"].GetString().ShouldBe("live", "nothing closes by itself");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Acknowledged_and_then_silent_rings_others(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await team.RingsForAsync(report);
        await team.AcknowledgesAsync(report);
        desk.Advance(11.Minutes());
        await desk.HappensAsync("another is rung", () => other.Events.Any(one => one.Name == "incident" && one.Data.GetProperty("ringing").GetBoolean()));
        await other.AcknowledgesAsync(report);
        await desk.ExpectAsync(desk.Staff.Agent, report, "another has it", reply => reply["row.owner.name"].ToString() == desk.Staff.OtherSupervisor.DisplayName);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task An_account_that_ends_leaves_nothing_to_nobody(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var team = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await team.RingsForAsync(report);
        await team.AcknowledgesAsync(report);
        await desk.DisablesAsync(desk.Staff.Supervisor);
        await desk.HappensAsync("another is rung", () => other.Events.Any(one => one.Name == "incident" && one.Data.GetProperty("ringing").GetBoolean()));
    }

    static int Rung(Reply reply) => reply["row.ring"].ValueKind == JsonValueKind.Object ? reply["row.ring.rung"].GetArrayLength() : 0;

    static async Task<JsonElement[]> MovesAsync(Api api, Report report) =>
        [.. (await api.TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Where(one => one.GetProperty("type").GetString() == "people-rung")];
}
