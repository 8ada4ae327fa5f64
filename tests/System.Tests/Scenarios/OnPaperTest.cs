using System.Net;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>Scenario 8, its second half, by the API: the site was down, the form was filled in on paper and is entered later with the true times.</summary>
public sealed class OnPaperTest
{
    const string Began = "2026-03-02T07:02:00-05:00";
    const string Ended = "2026-03-02T07:09:00-05:00";
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Entered_later_with_its_true_times(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var supervisor = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var alma = desk.As(desk.Staff.Agent);
        var id = IncidentId.New(desk.Clock);
        var sheet = SentEntry.Of("taken-on-paper", new { beganAt = Began, endedAt = Ended, takenBy = "Jo of the night shift", how = "caller-hung-up" });
        SentEntry Line(string text, string? at) => SentEntry.Of("statement-added", new { text, from = sheet.Id.ToString(), saidAt = at });
        var lines = new[] { Line("It goes off at six", "2026-03-02T07:05:00-05:00"), Line("There is a bomb", "2026-03-02T07:02:00-05:00"), Line("Nobody will find it", null), Line("Ha", "2031-01-01T00:00:00Z") };
        var started = (await alma.StartAsync(id, [sheet, .. lines])).Ok();
        var report = new Report(id, started["number"].GetString()!, alma);
        (await alma.StartAsync(id, [sheet, .. lines])).Ok();
        await report.AnswersAsync("kind", "bomb");
        await supervisor.RingsForAsync(report);

        var read = await report.ReadAsync();
        read["paper.beganAt"].GetDateTimeOffset().ShouldBe(Noon.AddMinutes(2));
        read["paper.takenBy"].GetString().ShouldBe("Jo of the night shift");
        read["paper.enteredAt"].GetDateTimeOffset().ShouldBe(read["row.startedAt"].GetDateTimeOffset());
        read["paper.odd"].GetArrayLength().ShouldBe(0);
        (read["contact"].GetString(), read["contactEndedAt"].GetDateTimeOffset()).ShouldBe(("caller-hung-up", Noon.AddMinutes(9)));
        read["statements"].EnumerateArray().Select(one => (one.GetProperty("text").GetString(), one.GetProperty("at").GetDateTimeOffset())).ShouldBe(
        [
            ("There is a bomb", Noon.AddMinutes(2)), ("Nobody will find it", Noon.AddMinutes(2)), ("It goes off at six", Noon.AddMinutes(5)), ("Ha", new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        ]);
        read["statements"].EnumerateArray().ShouldAllBe(one => one.GetProperty("enteredAt").GetDateTimeOffset() == read["row.startedAt"].GetDateTimeOffset());

        var entries = new List<JsonElement>();
        await foreach (var (_, entry) in alma.EntriesAsync(id)) entries.Add(entry);
        var bomb = entries.Single(entry => entry.GetProperty("text").GetString()!.Contains("There is a bomb", StringComparison.Ordinal));
        bomb.GetProperty("occurredAt").GetDateTimeOffset().ShouldBe(Noon.AddMinutes(2));
        bomb.GetProperty("enteredAt").GetDateTimeOffset().ShouldBe(bomb.GetProperty("at").GetDateTimeOffset());
        entries.Count(entry => entry.GetProperty("type").ValueEquals("taken-on-paper")).ShouldBe(1, "sent twice, entered once");

        // The form has the paper's time, the deadline the record's.
        await report.IsFiledAsync();
        (await report.ReadAsync())["answers"].GetProperty("threat-at").GetProperty("values")[0].GetString().ShouldStartWith("2026-03-02T12:02:00");
        var print = (await alma.GetAsync($"/incidents/{id}/print")).Text;
        foreach (var said in new[] { "2026-03-02 12:02:00 UTC", "2026-03-02 07:09:00 UTC-05:00", "Taken on paper", "Jo of the night shift", "time not noted", "check its time" }) print.ShouldContain(said);
        supervisor.Events.ShouldAllBe(one => !one.Data.GetRawText().Contains("paper", StringComparison.OrdinalIgnoreCase), "that it was on paper is content");
    }

    [Fact]
    public async Task No_odd_time_is_refused_and_each_is_marked()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        (await SaysAsync(new { beganAt = "2031-01-01T00:00:00Z", endedAt = "1997-01-01T00:00:00Z" })).GetArrayLength().ShouldBe(2);
        (await SaysAsync(new { beganAt = "around two", endedAt = Ended })).GetArrayLength().ShouldBe(0);
        (await report.ReadAsync())["paper.began"].GetString().ShouldBe("around two");
        (await SaysAsync(new { beganAt = 7 })).GetArrayLength().ShouldBe(0);
        (await report.ReadAsync())["paper.began"].GetString().ShouldBe("around two", "what isn't understood is kept, and changes nothing");
        (await alma.AppendAsync(report.Id, SentEntry.Of("taken-on-paper", new { }))).Ok();
        (await desk.As(desk.Staff.Stranger).AppendAsync(report.Id, SentEntry.Of("taken-on-paper", new { }))).Status.ShouldBe(HttpStatusCode.NotFound);

        async Task<JsonElement> SaysAsync(object body)
        {
            (await alma.AppendAsync(report.Id, SentEntry.Of("taken-on-paper", body))).Ok();
            return (await report.ReadAsync())["paper.odd"];
        }
    }

    /// <summary>An incident that is entered an hour after it happened isn't overdue by its first second.</summary>
    [Fact]
    public async Task Deadlines_count_from_the_entry()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Of("taken-on-paper", new { beganAt = Began, endedAt = Ended, how = "line-lost" }))).Ok();
        desk.Advance(14.Minutes());
        (await report.ReadAsync())["row.overdue"].ValueKind.ShouldBe(JsonValueKind.Null);
        desk.Advance(2.Minutes());
        await desk.ExpectAsync(desk.Staff.Agent, report, "the form is still open", reply => reply["row.overdue"].ValueKind == JsonValueKind.String);
    }
}
