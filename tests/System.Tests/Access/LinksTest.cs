using System.Net;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>Two incidents belong together, by hand: on both records, and named only to those who may know of the other.</summary>
public sealed class LinksTest
{
    const string Reason = "The same voice, the same bridge";

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Linked_on_both_once_however_often_it_is_sent(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (first, second) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Agent));
        var cora = desk.As(desk.Staff.Supervisor);
        var sent = new { id = EntryId.New(desk.Clock).ToString(), other = second.Number, reason = Reason };
        foreach (var _ in Enumerable.Range(0, 3)) (await cora.PostAsync($"/api/v1/incidents/{first.Id}/links", sent)).Ok()["row.number"].GetString().ShouldBe(first.Number);

        // By the short number, from the other side, by somebody else: it is linked already.
        (await desk.As(desk.Staff.Lead).LinkAsync(second.Id, first.Number.Split('-')[^1].TrimStart('0'), "again")).Ok();
        foreach (var (one, other) in new[] { (first, second), (second, first) })
        {
            var link = (await cora.ReadAsync(one.Id)).Ok()["links"].EnumerateArray().ShouldHaveSingleItem();
            link.GetProperty("number").GetString().ShouldBe(other.Number);
            link.GetProperty("id").GetString().ShouldBe(other.Id.ToString());
            link.GetProperty("reason").GetString().ShouldBe(Reason);
            link.GetProperty("by").GetProperty("name").GetString().ShouldBe(desk.Staff.Supervisor.DisplayName);
            (await LinesAsync(cora, one.Id)).ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe($"Linked with {other.Number}: {Reason}");
        }
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Who_may_not_know_of_the_other_finds_neither_its_number_nor_its_id_nor_why(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (mine, hers) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Colleague));
        (await desk.As(desk.Staff.Supervisor).LinkAsync(mine.Id, hers.Id.ToString(), Reason)).Ok();
        var alma = desk.As(desk.Staff.Agent);
        var read = (await alma.ReadAsync(mine.Id)).Ok();
        read["links"].GetArrayLength().ShouldBe(0);
        (await LinesAsync(alma, mine.Id)).ShouldBeEmpty();
        string[] shown = [read.Text, (await alma.TimelineAsync(mine.Id)).Ok().Text, (await alma.GetAsync($"/incidents/{mine.Id}")).Text, (await alma.GetAsync($"/incidents/{mine.Id}/print")).Text, (await alma.GetAsync($"/report/{mine.Id}")).Text];
        foreach (var text in shown)
        {
            text.ShouldNotContain(hers.Number);
            text.ShouldNotContain(hers.Id.ToString());
            text.ShouldNotContain(Reason);
        }
    }

    /// <summary>A supervisor sees every number but those they are kept out of: a line without one would say that there is one.</summary>
    [Fact]
    public async Task Who_is_marked_in_the_other_does_not_learn_that_there_is_a_link()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var (about, other) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Agent));
        await about.AnswersAsync("subject-account", "cora");
        (await desk.As(desk.Staff.Lead).LinkAsync(other.Id, about.Number, Reason)).Ok();
        (await LinesAsync(desk.As(desk.Staff.Lead), other.Id)).Length.ShouldBe(1);
        var cora = desk.As(desk.Staff.Supervisor);
        (await LinesAsync(cora, other.Id)).ShouldBeEmpty();
        string[] shown = [(await cora.ReadAsync(other.Id)).Ok().Text, (await cora.GetAsync($"/incidents/{other.Id}")).Text, (await cora.GetAsync($"/incidents/{other.Id}/print")).Text];
        shown.ShouldAllBe(text => !text.Contains("Linked with HF", StringComparison.Ordinal) && !text.Contains("incident-linked", StringComparison.Ordinal) && !text.Contains(about.Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_is_none_and_one_that_is_not_for_this_person_are_refused_alike_and_leave_no_trace()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var (mine, hers) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Colleague));
        var alma = desk.As(desk.Staff.Agent);
        string[] others = [hers.Number, hers.Id.ToString(), "HF-2001-000001", IncidentId.New(desk.Clock).ToString(), "the one before", ""];
        var refused = new List<Reply>();
        foreach (var other in others) refused.Add(await alma.LinkAsync(mine.Id, other, Reason));
        refused.ShouldAllBe(reply => reply.Status == HttpStatusCode.UnprocessableContent && reply.Text == refused[0].Text);
        refused[0]["field"].GetString().ShouldBe("other");
        (await alma.LinkAsync(mine.Id, mine.Number, Reason)).Status.ShouldBe(HttpStatusCode.UnprocessableContent);
        (await LinesAsync(desk.As(desk.Staff.Supervisor), hers.Id)).ShouldBeEmpty();
        (await LinesAsync(alma, mine.Id)).ShouldBeEmpty();

        // The try at hers is on record there.
        (await desk.As(desk.Staff.Supervisor).GetAsync($"/api/v1/incidents/{hers.Id}/readings")).Ok().Text.ShouldContain("\"door\":\"links\"");
    }

    [Fact]
    public async Task A_link_wants_a_reason()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var (first, second) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Agent));
        var refused = await desk.As(desk.Staff.Agent).LinkAsync(first.Id, second.Number, "  ");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableContent);
        refused["field"].GetString().ShouldBe("reason");
        (await desk.As(desk.Staff.Agent).LinkAsync(first.Id, second.Number, Reason)).Ok();
    }

    /// <summary>The server ended between the two halves: sending again writes the other one, also under another id.</summary>
    [Fact]
    public async Task A_half_that_is_missing_is_written_when_it_is_sent_again()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var (first, second) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Agent));
        var ledger = (Storage.Ledger.Ledger)desk.Services.GetService(typeof(Storage.Ledger.Ledger))!;
        var half = new Storage.Ledger.NewEntry(EntryId.New(desk.Clock), new Core.Incidents.IncidentLinked(second.Id, Reason), desk.Clock.GetUtcNow());
        await ledger.AppendAsync(new Storage.Ledger.Append { Incident = first.Id, Author = desk.Staff.Agent.Id, Entries = [half] });
        var alma = desk.As(desk.Staff.Agent);
        (await alma.ReadAsync(second.Id)).Ok()["links"].GetArrayLength().ShouldBe(0);
        (await alma.LinkAsync(first.Id, second.Number, Reason)).Ok();
        (await alma.ReadAsync(second.Id)).Ok()["links"].GetArrayLength().ShouldBe(1);
        (await alma.ReadAsync(first.Id)).Ok()["links"].GetArrayLength().ShouldBe(1);
        (await LinesAsync(alma, first.Id)).Length.ShouldBe(1);
    }

    static async Task<JsonElement[]> LinesAsync(Api api, IncidentId id) =>
        [.. (await api.TimelineAsync(id)).Ok()["entries"].EnumerateArray().Where(entry => entry.GetProperty("type").GetString() == "incident-linked")];
}
