using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>Calls that end at once, or in the middle, or bargain.</summary>
public sealed class BombAndTheLineDropsTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task There_is_a_bomb_and_the_line_drops(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var supervisor = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("There is a bomb");
        desk.Advance(4.Seconds());
        await report.LineDropsAsync();
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "bomb"));
        await supervisor.RingsForAsync(report);

        var filed = await report.IsFiledAsync();
        filed["row.state"].GetString().ShouldBe("filed");
        filed["row.priority"].GetString().ShouldBe("P0");
        filed["missing"].EnumerateArray().Select(one => one.GetProperty("field").GetString()).ShouldContain(desk.Words.Field("caller-name"));
        var read = await report.ReadAsync();
        read["contact"].GetString().ShouldBe("line-lost");
        read["contactEndedAt"].GetDateTimeOffset().ShouldBe(desk.Clock.GetUtcNow());
        var statement = read["statements"].EnumerateArray().ShouldHaveSingleItem();
        statement.GetProperty("text").GetString().ShouldBe("There is a bomb");
        statement.GetProperty("at").GetDateTimeOffset().ShouldBe(desk.Clock.GetUtcNow() - 4.Seconds());

        // "Call Did not say" for what was not said, also after filing.
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Of("answer-given", new { field = desk.Words.Field("caller-name"), state = "not-said", values = Array.Empty<string>() }))).Ok();
        read = await report.ReadAsync();
        read[$"answers.{desk.Words.Field("caller-name")}.state"].GetString().ShouldBe("not-said");
        read["missing"].EnumerateArray().Select(one => one.GetProperty("field").GetString()).ShouldNotContain(desk.Words.Field("caller-name"));
    }

    [Theory]
    [InlineData(Pack.Default)]
    [InlineData(Pack.Renamed)]
    public async Task A_condition_makes_it_no_less_urgent_and_bargaining_lowers_nothing(Pack pack)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("If you don't remove the solar panels, I'm going to kill myself.");
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "self-harm"));
        await report.AnswersAsync(desk.Words.Field("conditional"), "yes");
        (await report.ReadAsync())["row.priority"].GetString().ShouldBe("P1");
        await report.SaysAsync("All right, if you give me a discount I won't.");
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "property"));
        (await report.ReadAsync())["row.priority"].GetString().ShouldBe("P1");
        (await desk.As(desk.Staff.Agent).SetPriorityAsync(report.Id, "P3", "he bargains")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await desk.As(desk.Staff.Supervisor).SetPriorityAsync(report.Id, "P2", " ")).Status.ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
        (await report.ReadAsync())["row.priority"].GetString().ShouldBe("P1");
    }

    [Theory]
    [InlineData(Pack.Default)]
    [InlineData(Pack.Renamed)]
    public async Task Harm_to_the_family_is_harm_to_others(Pack pack)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("If this issue is not resolved, I will hurt my family.");
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "harm-to-others"));
        await report.AnswersAsync(desk.Words.Field("targets"), "family");
        var read = await report.ReadAsync();
        read[$"answers.{desk.Words.Field("kind")}.values"].EnumerateArray().Select(one => one.GetString()).ShouldBe([desk.Words.Choice("kind", "harm-to-others")]);
        read["row.priority"].GetString().ShouldBe("P1");
        var threat = read["row.threat"].GetString().ShouldNotBeNull();
        threat.ShouldContain(desk.Words.Label("kind", "harm-to-others"), Case.Insensitive);
        threat.ShouldNotContain(desk.Words.Label("kind", "self-harm"), Case.Insensitive);
    }

    [Theory]
    [InlineData(Pack.Default)]
    [InlineData(Pack.Renamed)]
    public async Task The_caller_hangs_up_in_the_middle_and_nothing_closes_by_itself(Pack pack)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("I know where you");
        await report.TypesAsync("statement", "park your c");
        await report.CallerHangsUpAsync();

        // The agent's page dies: what stood in the field is on record half a minute later.
        desk.Advance(33.Seconds());
        await desk.ExpectAsync(desk.Staff.Supervisor, report, "the typed words are entered",
            reply => reply["statements"].EnumerateArray().Any(one => one.GetProperty("text").GetString() == "park your c"));
        desk.Advance(15.Minutes());
        var late = (await desk.As(desk.Staff.Supervisor).ListAsync("overdue=1")).Ok();
        var row = late["rows"].EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("overdue").GetString().ShouldBe("unfiled");
        late["counts.overdue"].GetInt32().ShouldBe(1);
        (row.GetProperty("state").GetString(), row.GetProperty("contact").GetString()).ShouldBe(("live", "caller-hung-up"));

        // A day later; the last minute of it is lived through, so that whatever is due by then comes to its turn.
        desk.Skip(24.Hours() - 1.Minutes());
        desk.Advance(1.Minutes());
        (await report.ReadAsync())["row.state"].GetString().ShouldBe("live");
        (await report.IsFiledAsync())["row.state"].GetString().ShouldBe("filed");
    }

    [Theory]
    [InlineData(Pack.Default)]
    [InlineData(Pack.Renamed)]
    public async Task Nobody_is_there_and_the_agent_is_told(Pack pack)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        var read = await report.ReadAsync();
        read["row.ring"].ValueKind.ShouldBe(JsonValueKind.Object);
        read["reach"].GetArrayLength().ShouldBe(0);

        // A desk opens late, rings at once, and whether its screen confirms is seen.
        var late = await desk.SitsDownAsync(desk.Staff.Supervisor);
        await late.RingsForAsync(report);
        read = await report.ReadAsync();
        read["reach"].GetArrayLength().ShouldBe(1);
        read["row.ring.shownTo"].GetArrayLength().ShouldBe(0);
        (await desk.As(desk.Staff.Supervisor).AppendAsync(report.Id, SentEntry.Of("alert-shown", new { }))).Ok();
        (await report.ReadAsync())["row.ring.shownTo"].EnumerateArray().Single().GetProperty("name").GetString().ShouldBe(desk.Staff.Supervisor.DisplayName);
    }
}
