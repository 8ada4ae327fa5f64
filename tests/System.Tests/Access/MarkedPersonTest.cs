using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>A colleague who is marked as the person threatening: neither alerted nor able to see that the incident exists, whatever their role.</summary>
public sealed class MarkedPersonTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Marked_with_the_first_words_they_never_hear_of_it(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var marked = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var lead = await desk.SitsDownAsync(desk.Staff.Lead);
        var id = IncidentId.New(desk.Clock);
        var alma = desk.As(desk.Staff.Agent);
        var started = (await alma.StartAsync(id, SentEntry.Answer("subject-account", "Cora"), SentEntry.Answer("kind", "bomb"))).Ok();
        var report = new Report(id, started["number"].GetString()!, alma);
        await lead.RingsForAsync(report);
        (await report.ReadAsync())["reach"].EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe([desk.Staff.Lead.DisplayName]);
        desk.Advance(61.Seconds());
        await lead.ShowsAsync(report, "rings everybody", one => one.Data.GetProperty("ring").GetProperty("tier").GetInt32() >= 1);
        await report.IsFiledAsync();

        // Whatever happened above has reached this screen by the time that a later incident has.
        var other = await desk.ReportAsync(desk.Staff.Agent);
        await marked.IsQuietForAsync(other);
        marked.Events.ShouldAllBe(one => !one.Data.GetRawText().Contains(id.ToString(), StringComparison.Ordinal));
        await KnowsNothingAsync(desk, report, open: 1);
        await using var again = await desk.SitsDownAsync(desk.Staff.Supervisor, after: "0");
        await again.IsQuietForAsync(other);
        again.Events.ShouldAllBe(one => !one.Data.GetRawText().Contains(id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Marked_after_they_took_it_others_are_rung()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var marked = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var lead = await desk.SitsDownAsync(desk.Staff.Lead);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await marked.RingsForAsync(report);
        (await desk.As(desk.Staff.Supervisor).AppendAsync(report.Id, SentEntry.Of("alert-shown", new { }))).Ok();
        await marked.AcknowledgesAsync(report);
        await lead.IsQuietForAsync(report);

        await report.AnswersAsync("subject-account", "cora");
        await marked.ForgetsAsync(report);
        await lead.RingsForAsync(report);
        var row = await report.ReadAsync();
        row["row.owner"].ValueKind.ShouldBe(JsonValueKind.Null);
        row["row.acknowledged"].ValueKind.ShouldBe(JsonValueKind.Null);
        row["row.ring.shownTo"].GetArrayLength().ShouldBe(0);
        await KnowsNothingAsync(desk, report, open: 0);
        (await desk.As(desk.Staff.Supervisor).AcknowledgeAsync(report.Id)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    /// <summary>Found by attack: a desk that was cut off while somebody was marked went on ringing for what it could no longer know.</summary>
    [Fact]
    public async Task Marked_while_their_desk_was_cut_off_it_forgets_on_coming_back()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        var before = await desk.SitsDownAsync(desk.Staff.Supervisor);
        await before.RingsForAsync(report);
        var last = before.Events[^1].Id;
        await before.DisposeAsync();
        await report.AnswersAsync("conflict-witness", "cora");
        var after = await desk.SitsDownAsync(desk.Staff.Supervisor, last);
        await after.ForgetsAsync(report);
        after.HeardOf(report).ShouldBeFalse();
    }

    /// <summary>Found by attack: a name that was still being typed marked nobody.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_was_being_typed_marks_them(bool filed)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.TypesAsync("subject-account", "cora");
        if (filed)
        {
            await report.IsFiledAsync();
        }
        else
        {
            desk.Advance(33.Seconds());
            await desk.ExpectAsync(desk.Staff.Agent, report, "the name is entered", reply => reply["answers.subject-account"].ValueKind == JsonValueKind.Object);
        }

        await KnowsNothingAsync(desk, report, open: 0);
    }

    /// <summary>Found by attack: what they were typing when they were marked, or starting the same incident again, took the mark back.</summary>
    [Fact]
    public async Task Nobody_takes_their_own_mark_back()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var (alma, cora) = (desk.As(desk.Staff.Agent), desk.As(desk.Staff.Supervisor));
        (await cora.DraftAsync(report.Id, "subject-account", EntryId.New(desk.Clock), "nobody")).Ok();
        await report.AnswersAsync("subject-account", "cora");
        desk.Advance(33.Seconds());
        await desk.ExpectAsync(desk.Staff.Agent, report, "the draft is on record", reply => reply["row.sequence"].GetInt32() >= 4);
        await KnowsNothingAsync(desk, report, open: 0);

        (await desk.As(desk.Staff.Lead).AppendAsync(report.Id, SentEntry.Answer("conflict-witness", "alma"))).Ok();
        (await alma.StartAsync(report.Id, SentEntry.Of("answer-given", new { field = "conflict-witness", state = "blank", values = Array.Empty<string>() })))
            .Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await alma.ReadAsync(report.Id)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var lead = (await desk.As(desk.Staff.Lead).ReadAsync(report.Id)).Ok();
        lead["answers.conflict-witness.values"].GetArrayLength().ShouldBe(1);
    }

    /// <summary>Found by attack: a supervisor's slip of marking themselves came into effect with the next mark by somebody else.</summary>
    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AnswersAsync("subject-account", "alma");
        (await desk.As(desk.Staff.Supervisor).AppendAsync(report.Id, SentEntry.Answer("conflict-witness", "dirk"))).Ok();
        (await report.ReadAsync())["row.access"].GetString().ShouldBe("content");
    }

    /// <summary>The supervisor finds nothing: by id, number, list, counts; and the tries are on record.</summary>
    static async Task KnowsNothingAsync(Desk desk, Report report, int open)
    {
        var cora = desk.As(desk.Staff.Supervisor);
        var absent = await cora.ReadAsync(IncidentId.New(desk.Clock));
        var denied = await cora.ReadAsync(report.Id);
        (denied.Status, denied.Text).ShouldBe((absent.Status, absent.Text));
        var list = (await cora.ListAsync()).Ok();
        list.Text.ShouldNotContain(report.Id.ToString());
        list["counts.open"].GetInt32().ShouldBe(open);
        (await cora.ListAsync("number=" + report.Number)).Ok()["rows"].GetArrayLength().ShouldBe(0);
        (await cora.GetAsync("/desk?number=" + report.Number)).Text.ShouldContain("There is no incident");
        (await desk.As(desk.Staff.Lead).ListAsync("number=" + report.Number)).Ok()["rows"].GetArrayLength().ShouldBe(1);
        var readings = (await desk.As(desk.Staff.Auditor).GetAsync($"/api/v1/incidents/{report.Id}/readings")).Ok()["readings"].EnumerateArray()
            .Where(one => one.GetProperty("denied").GetBoolean()).Select(one => one.GetProperty("door").GetString());
        readings.ShouldBeSubsetOf(["api", "number", "start", "acknowledgement"]);
        readings.Count(door => door == "number").ShouldBe(2);
    }
}
