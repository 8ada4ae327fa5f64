using System.Net;
using System.Text.Json;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>The customer's case by hand: what the card holds, and what of it is on record.</summary>
public sealed class CaseTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task A_case_exists(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("If this issue is not resolved, I will hurt my family.");
        var agent = desk.As(desk.Staff.Agent);
        (await agent.AppendAsync(report.Id, SentEntry.Of("outside-form-answered", new { completed = false }), SentEntry.Of("case-answered", new { exists = true, number = "00012345" }))).Ok();
        var read = await report.ReadAsync();
        read["case.create"].ValueKind.ShouldBe(JsonValueKind.Null, "no second case");
        Values(read["case.assign"]).ShouldBe([desk.Words.Text("Customer Support Team Supervisor"), report.Number]);

        read["row.caseDue"].GetBoolean().ShouldBeFalse("it is not filed yet");
        await report.IsFiledAsync();
        (await desk.As(desk.Staff.Supervisor).ReadAsync(report.Id)).Ok()["row.caseDue"].GetBoolean().ShouldBeTrue();
        (await desk.As(desk.Staff.Supervisor).AppendAsync(report.Id, SentEntry.Of("case-done", new { number = "00012345" }))).Ok();
        read = await report.ReadAsync();
        read["row.caseDue"].GetBoolean().ShouldBeFalse();
        read["case.done.by.name"].GetString().ShouldBe(desk.Staff.Supervisor.DisplayName);
        (await agent.AppendAsync(report.Id, SentEntry.Of("case-reopened", new { }))).Ok();
        (await report.ReadAsync())["row.caseDue"].GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task There_is_no_case_and_what_was_copied_is_on_record_exactly(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "self-harm"));
        await report.AnswersAsync(desk.Words.Field("caller-name"), "Ana Lima");
        await report.AnswersAsync(desk.Words.Field("threat-at"), "2026-03-02T08:58:00-05:00");
        var agent = desk.As(desk.Staff.Agent);
        (await agent.AppendAsync(report.Id, SentEntry.Of("case-answered", new { exists = false }))).Ok();
        var create = (await report.ReadAsync())["case.create"];
        string Value(string label) => create.EnumerateArray().Single(item => item.GetProperty("label").ValueEquals(desk.Words.Text(label))).GetProperty("value").GetString()!;
        Value("Classification of Threat").ShouldBe($"{desk.Words.Text("Suicide/Self Threat")}, {desk.Words.Text("Telephone")}");
        Value("Name of the Person making the threat").ShouldBe("Ana Lima");
        Value("Date/Time of Threat").ShouldBe("2026-03-02 08:58:00 UTC-05:00");
        Value("Incident threat summary").ShouldBe("Not known");

        var item = new { item = desk.Words.Text("Name of the Person making the threat"), value = "Ana Lima" };
        (await agent.AppendAsync(report.Id, SentEntry.Of("case-value-copied", item), SentEntry.Of("case-value-copied", item))).Ok();
        var read = await report.ReadAsync();
        read["case.copied"].EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(item.item);
        var timeline = (await agent.TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Where(entry => entry.GetProperty("type").ValueEquals("case-value-copied")).ToArray();
        timeline.Length.ShouldBe(2, "each copying is on record");
        timeline.ShouldAllBe(entry => entry.GetProperty("body").GetProperty("value").GetString() == "Ana Lima");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task An_outside_number_is_given_once_and_corrected_by_naming_it(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var (agent, supervisor) = (desk.As(desk.Staff.Agent), desk.As(desk.Staff.Supervisor));
        (await agent.AppendAsync(report.Id, SentEntry.Of("outside-form-answered", new { completed = true }))).Ok();
        Values((await report.ReadAsync())["case.assign"])[^1].ShouldBe(report.Number, "while it is pending, our own number serves");

        // The agent and the supervisor learn of a number each, at the same time.
        await Task.WhenAll(
            agent.AppendAsync(report.Id, SentEntry.Of("outside-number-recorded", new { number = "TF-1" })),
            supervisor.AppendAsync(report.Id, SentEntry.Of("outside-number-recorded", new { number = "TF-2" })));
        var first = (await report.ReadAsync())["case.outsideNumber"].GetString().ShouldNotBeNull();
        first.ShouldBeOneOf("TF-1", "TF-2");
        (await agent.AppendAsync(report.Id, SentEntry.Of("outside-number-recorded", new { number = "TF-3" }))).Ok();
        Values((await report.ReadAsync())["case.assign"])[^1].ShouldBe(first);
        (await agent.AppendAsync(report.Id, SentEntry.Of("outside-number-recorded", new { number = "TF-3", corrects = first }))).Ok();
        Values((await report.ReadAsync())["case.assign"])[^1].ShouldBe("TF-3");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_was_pasted_is_read_back_to_the_character_and_quoted_by_its_line(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var agent = desk.As(desk.Staff.Agent);
        const string text = "[14:02] Ana: yes\r\n[14:03] Ana: yes\r\n\r\n  \uD83D\uDE00 \u0000 end\r\n";
        var pasted = SentEntry.Of("transcript-added", new { text });
        (await agent.AppendAsync(report.Id, pasted, pasted)).Ok();
        var transcript = (await report.ReadAsync())["transcripts"].EnumerateArray().ShouldHaveSingleItem();
        transcript.GetProperty("text").GetString().ShouldBe(text);
        var lines = transcript.GetProperty("lines").EnumerateArray().ToArray();
        string.Concat(lines.Select(line => text.Substring(line.GetProperty("start").GetInt32(), line.GetProperty("length").GetInt32()))).ShouldBe(text);
        (await agent.AppendAsync(report.Id, SentEntry.Of("statement-added", new { text = "yes", from = pasted.Id.ToString(), saidBy = "Ana", saidAt = "14:03" }))).Ok();
        var read = await report.ReadAsync();
        read["transcripts"][0].GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("quoted").GetBoolean()).ShouldBe([false, true, false]);
        read["statements"][0].GetProperty("from").GetString().ShouldBe(pasted.Id.ToString());
        var denied = await desk.As(desk.Staff.Colleague).ReadAsync(report.Id);
        denied.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    static string[] Values(JsonElement items) => [.. items.EnumerateArray().Select(item => item.GetProperty("value").GetString()!)];
}
