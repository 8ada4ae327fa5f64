using System.Text.Json;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Tests.Scenarios;

/// <summary>What comes between the moment at which somebody decides and the one at which it is written.</summary>
public sealed class MeanwhileTest
{
    [Fact]
    public async Task An_answer_that_comes_while_it_is_filed_is_not_covered_by_a_preset()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var tries = 0;
        var outcome = await desk.Services.GetRequiredService<IncidentDoors>().DecideAsync(
            Supervisor(desk), report.Id, Operation.File, "filing", null, async incident =>
        {
            if (tries++ == 0) await report.AnswersAsync("somewhere", "1200 Main Street");
            var preset = new AnswerGiven("somewhere", AnswerState.Answered, ["Unknown"]);
            Fact[] facts = incident.Answers.ContainsKey(preset.Field) ? [new IncidentFiled([])] : [preset, new IncidentFiled([])];
            return new Decided.Facts([.. facts.Select(fact => new NewEntry(EntryId.New(desk.Clock), fact, desk.Clock.GetUtcNow()))],
                Stands: now => facts is not [AnswerGiven, ..] || !now.Answers.ContainsKey(preset.Field));
        });
        outcome.ShouldBeOfType<Outcome.Done>().Incident.ShouldSatisfyAllConditions(
            incident => incident.FiledAt.ShouldNotBeNull(),
            incident => incident.Values("somewhere").ShouldBe(["1200 Main Street"]));
        tries.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_marked_meanwhile_hands_nothing_on()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var outcome = await desk.Services.GetRequiredService<IncidentDoors>().DecideAsync(
            Supervisor(desk), report.Id, Operation.Share, "grants", null, async _ =>
        {
            await report.AnswersAsync("subject-account", "cora");
            return new Decided.Facts([new NewEntry(EntryId.New(desk.Clock), new AccessGranted(desk.Staff.Colleague.Id, "because"), desk.Clock.GetUtcNow())], IsDecision: false);
        });
        outcome.ShouldBeOfType<Outcome.Nothing>();
        (await desk.As(desk.Staff.Colleague).ReadAsync(report.Id)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_scripts_a_line_pressed_twice_is_one_quote_and_another_line_from_an_old_page_corrects_nothing()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var pasted = SentEntry.Of("transcript-added", new { text = "[14:02] Ana: no\n[14:03] Ana: yes\n" });
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, pasted)).Ok();
        using var browser = new Browser(desk.Address);
        (await browser.SignInAsync(desk.Staff.Agent.UserName, Staff.Password)).Dispose();
        var page = await browser.TextAsync($"/report/{report.Id}");
        (string, string) act = ("act", EntryId.New(desk.Clock).ToString());
        foreach (var line in new[] { 0, 0, 1 })
        {
            (await browser.PostAsync($"/report/{report.Id}", page, act, ("do", $"quote:{pasted.Id}:{line}"))).Dispose();
            (await browser.PostAsync($"/incidents/{report.Id}?handler=Quote", page, ("line", $"{pasted.Id}:{line}"))).Dispose();
        }

        var statements = (await report.ReadAsync())["statements"].EnumerateArray().ToArray();
        statements.Select(said => said.GetProperty("text").GetString()).ShouldBe(["no", "yes"]);
        statements.Select(said => said.GetProperty("correctedBy").ValueKind).ShouldBe([JsonValueKind.Null, JsonValueKind.Null]);
    }

    static Person Supervisor(Desk desk) => desk.Services.GetRequiredService<Directory>().Find(desk.Staff.Supervisor.Id).ShouldNotBeNull();
}
