using System.Collections.Concurrent;
using System.Net;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Tests.Access;
using Holdfast.Web.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Seals;

/// <summary>Words that waited sealed at a machine after their author was gone: delivered once, under their author, at their time, as far as Access lets them.</summary>
[Long]
public sealed class SealedWordsTest
{
    /// <summary>How far the machine's clock is behind.</summary>
    static readonly TimeSpan Wrong = TimeSpan.FromDays(1000);

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_call_that_never_reached_the_server_comes_under_its_author_at_its_true_time(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        var (id, began) = (IncidentId.New(desk.Clock), desk.Clock.GetUtcNow());
        var (said, typing, summary) = (SentEntry.Statement("There is a bomb"), EntryId.New(desk.Clock), EntryId.New(desk.Clock));
        object[] seals =
        [
            page.Start(id, began - Wrong, "chat"),
            page.Entry(id, began + 11.Seconds() - Wrong, said),
            page.Entry(id, began + 12.Seconds() - Wrong, SentEntry.Answer("kind", "bomb")),
            page.Draft(id, began + 13.Seconds() - Wrong, Fields.Statement, typing, "in the lo"),
            page.Draft(id, began + 14.Seconds() - Wrong, Fields.Statement, typing, "in the lobby"),
            page.Draft(id, began + 15.Seconds() - Wrong, "summary", summary, "A bomb in the lobby"),
            page.Draft(id, began + 16.Seconds() - Wrong, "notes", EntryId.New(desk.Clock), " "),
            page.Entry(id, began + 17.Seconds() - Wrong, SentEntry.Of("incident-closed", new { outcome = "never mind" })),
        ];

        desk.Skip(68.Minutes());
        await desk.DisablesAsync(desk.Staff.Agent);
        await BringAsync(desk, seals);
        var (incident, entries) = await RecordAsync(desk, id);
        (incident.Agent, incident.Channel, incident.StartedAt, incident.Team).ShouldBe((desk.Staff.Agent.Id, Channel.Chat, began, desk.Staff.Agent.Team));
        incident.LastEntryAt.ShouldBeGreaterThan(began + 68.Minutes());
        Theirs(entries, desk).Select(entry => (entry.Fact.GetType().Name, entry.Head.OccurredAt - began)).ShouldBe(
        [
            (nameof(IncidentStarted), TimeSpan.Zero), (nameof(StatementAdded), 11.Seconds()), (nameof(AnswerGiven), 12.Seconds()),
            (nameof(StatementAdded), 14.Seconds()), (nameof(AnswerGiven), 15.Seconds()), (nameof(KeptAsItCame), 17.Seconds()),
        ], ignoreOrder: false, customMessage: string.Join('\n', entries.Select(entry => entry.Fact)));
        entries.Single(entry => entry.Head.Id == said.Id).Fact.ShouldBe(new StatementAdded("There is a bomb"));
        entries.Single(entry => entry.Head.Id == typing).Fact.ShouldBe(new StatementAdded("in the lobby"));

        var timeline = (await desk.As(desk.Staff.Supervisor).TimelineAsync(id)).Ok().Text;
        timeline.ShouldContain("There is a bomb\\u201D (typed at 14:00:11 UTC, received at 15:08:");
        (await desk.As(desk.Staff.Supervisor).GetAsync($"/incidents/{id}")).Ok().Text.ShouldContain("typed at 14:00:11 UTC, received at 15:08:");

        // Brought again, also after the memory of it is gone, it is there once; and nothing is lost with the node.
        for (var i = 0; i < 100; i++) await BringAsync(desk, seals);
        await desk.IsAwayAsync(5.Minutes());
        await BringAsync(desk, [.. seals.Reverse()]);
        await BringAsync(desk, page.Entry(id, began + 18.Seconds() - Wrong, SentEntry.Of("note-added", new { text = "he is gone" })));
        var after = await RecordAsync(desk, id);
        Theirs(after.Entries, desk).Select(entry => entry.Fact.GetType().Name).ShouldBe([.. Theirs(entries, desk).Select(entry => entry.Fact.GetType().Name), nameof(NoteAdded)]);
    }

    [Fact]
    public async Task Another_node_opens_what_this_one_offered()
    {
        await using var desk = await Desk.OpenAsync(On.Postgres);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        var node = await desk.OpensAnotherNodeAsync();
        using var other = await Sealer.OfAsync(desk.As(desk.Staff.Agent, node));
        other.Key.ShouldBe(page.Key);
        using var nobody = new Api(node.ToString(), token: null);
        var id = IncidentId.New(desk.Clock);
        var reply = (await Sealer.BringAsync(nobody, desk.Clock.GetUtcNow(), page.Entry(id, desk.Clock.GetUtcNow(), SentEntry.Statement("Here")))).Ok();
        reply.Text.ShouldBe("""{"kept":[true]}""");
        (await RecordAsync(desk, id)).Incident.Agent.ShouldBe(desk.Staff.Agent.Id);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_came_openly_before_is_not_there_twice_and_no_older_text_takes_the_place_of_a_newer(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var (said, typed) = (SentEntry.Statement("I have a knife"), EntryId.New(desk.Clock));
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, said)).Ok();
        (await desk.As(desk.Staff.Agent).DraftAsync(report.Id, Fields.Statement, typed, "and I")).Ok();
        var saved = desk.Clock.GetUtcNow();
        var older = page.Draft(report.Id, saved - 3.Seconds() - Wrong, Fields.Statement, typed, "an");
        var newer = page.Draft(report.Id, saved + 3.Seconds() - Wrong, Fields.Statement, typed, "and I am near");
        desk.Advance(40.Seconds());
        await desk.ExpectAsync(desk.Staff.Agent, report, "what was typed is entered", reply => reply["statements"].GetArrayLength() == 2);
        await BringAsync(desk, page.Entry(report.Id, saved - Wrong, said), older);
        var before = await RecordAsync(desk, report.Id);
        before.Entries.Count(entry => entry.Fact is StatementAdded).ShouldBe(2);
        before.Entries.ShouldNotContain(entry => entry.Fact is StatementCorrected);
        await BringAsync(desk, newer, older);
        await desk.IsAwayAsync(1.Seconds());
        await BringAsync(desk, older, newer, older);
        (await RecordAsync(desk, report.Id)).Entries.Where(entry => entry.Fact is StatementCorrected).Select(entry => entry.Fact)
            .ShouldBe([new StatementCorrected(typed, "and I am near")]);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_the_server_had_heard_beyond_it_is_not_lost_with_the_machine_that_kept_less(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var agent = desk.As(desk.Staff.Agent);
        var (line, summary, other, shorter) = (EntryId.New(desk.Clock), EntryId.New(desk.Clock), EntryId.New(desk.Clock), EntryId.New(desk.Clock));
        var typed = desk.Clock.GetUtcNow();
        object[] kept =
        [
            page.Draft(report.Id, typed - Wrong, Fields.Statement, line, "He"),
            page.Draft(report.Id, typed - Wrong, "summary", summary, "He has"),
            page.Draft(report.Id, typed - Wrong, "notes", other, "He is near"),
            page.Draft(report.Id, typed + 2.Seconds() - Wrong, "caller-name", shorter, "Jo"), // Joan was erased as far as that
        ];
        desk.Skip(1.Seconds());
        (await agent.DraftAsync(report.Id, Fields.Statement, line, "He is in the lobby ")).Ok();
        (await agent.DraftAsync(report.Id, "summary", summary, "He has a knife")).Ok();
        (await agent.DraftAsync(report.Id, "notes", other, "He is")).Ok();
        (await agent.DraftAsync(report.Id, "caller-name", shorter, "Joan")).Ok();
        desk.Skip(2.Seconds());
        await BringAsync(desk, kept);
        await desk.IsAwayAsync(1.Minutes());
        await BringAsync(desk, kept);
        (await RecordAsync(desk, report.Id)).Entries.Where(entry => new[] { line, summary, other, shorter }.Contains(entry.Head.Id))
            .Select(entry => (entry.Fact switch { StatementAdded said => said.Text, AnswerGiven answer => string.Join(',', answer.Values), var fact => fact.ToString() }, entry.Head.OccurredAt))
            .ShouldBe([("He is in the lobby", typed), ("He has a knife", typed), ("He is near", typed), ("Jo", typed + 2.Seconds())]);
        (await agent.DraftsAsync(report.Id)).Ok()["drafts"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Whoever_may_not_write_there_is_answered_alike_and_leaves_nothing_but_the_try(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var alma = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        using var emil = await Sealer.OfAsync(desk.As(desk.Staff.Stranger));
        var (hers, his, fresh) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Stranger), IncidentId.New(desk.Clock));
        var at = desk.Clock.GetUtcNow();

        // Two people's words in one request, each also at the other's incident.
        await BringAsync(desk,
            alma.Entry(hers.Id, at - Wrong, SentEntry.Statement("hers")), emil.Entry(hers.Id, at - Wrong, SentEntry.Statement("not his")),
            emil.Entry(his.Id, at - Wrong, SentEntry.Statement("his")), alma.Start(his.Id, at - Wrong),
            emil.Entry(HouseRecord.Id, at - Wrong, SentEntry.Statement("the house's")), emil.Entry(fresh, at - Wrong, SentEntry.Statement("its start got lost")));
        var (_, inHers) = await RecordAsync(desk, hers.Id);
        inHers.Select(entry => entry.Fact).OfType<StatementAdded>().Select(said => said.Text).ShouldBe(["hers"]);
        inHers.Where(entry => entry.Head.Author == desk.Staff.Stranger.Id).Select(entry => entry.Fact).ShouldBe([new ReadingDenied("sealed", "write")]);
        var (_, inHis) = await RecordAsync(desk, his.Id);
        inHis.Where(entry => entry.Head.Author == desk.Staff.Agent.Id).Select(entry => entry.Fact).ShouldBe([new ReadingDenied("start", "write")]);
        (await RecordAsync(desk, fresh)).Incident.Agent.ShouldBe(desk.Staff.Stranger.Id);
        await Should.ThrowAsync<InvalidOperationException>(RecordAsync(desk, HouseRecord.Id));

        // Marked meanwhile as the person threatening, she adds nothing to her own; a disabled account changes nothing.
        (await desk.As(desk.Staff.Lead).AppendAsync(hers.Id, SentEntry.Answer("conflict-witness", "alma"))).Ok();
        await desk.DisablesAsync(desk.Staff.Stranger);
        await BringAsync(desk, alma.Entry(hers.Id, at - Wrong, SentEntry.Statement("late")), emil.Entry(his.Id, at - Wrong, SentEntry.Statement("late")));
        (await RecordAsync(desk, hers.Id)).Entries.Select(entry => entry.Fact).OfType<StatementAdded>().Select(said => said.Text).ShouldBe(["hers"]);
        (await RecordAsync(desk, his.Id)).Entries.Select(entry => entry.Fact).OfType<StatementAdded>().Select(said => said.Text).ShouldBe(["his", "late"]);
    }

    /// <summary>The design's table, for the author whom the ticket names: as if they were signed in and wrote it.</summary>
    [Fact]
    public async Task For_each_relation_and_role_words_are_kept_where_their_author_may_write()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var incidents = new Access.Incidents(desk);
        var ids = new ConcurrentDictionary<(Relation Relation, string Actor), IncidentId>();
        Relation[] relations = [.. Enum.GetValues<Relation>().Where(one => one != Relation.Absent)];
        await incidents.PrepareAsync([.. from actor in incidents.Actors from relation in relations select (relation, actor, (Action<IncidentId>)(id => ids[(relation, actor.UserName)] = id))]);
        var wrong = new List<string>();
        foreach (var actor in incidents.Actors)
        {
            using var page = await Sealer.OfAsync(incidents.As(actor));
            var now = desk.Clock.GetUtcNow() - Wrong;
            await BringAsync(desk, [.. relations.Select(relation => page.Entry(ids[(relation, actor.UserName)], now, SentEntry.Statement("late words")))]);
            foreach (var relation in relations)
            {
                var entries = (await RecordAsync(desk, ids[(relation, actor.UserName)])).Entries.Where(entry => entry.Head.Author == actor.Id).ToArray();
                var may = Cells.Opens(relation)[Array.IndexOf(incidents.Actors, actor)] == '+';
                if (entries.Any(entry => entry.Fact is StatementAdded { Text: "late words" }) != may) wrong.Add($"{actor.Role} · {relation}: {(may ? "not kept" : "kept")}");
                if (entries.Any(entry => entry.Fact is ReadingDenied { Door: "sealed" }) == may) wrong.Add($"{actor.Role} · {relation}: {(may ? "a denial" : "no denial")} on record");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_writes_with_the_roles_and_the_broken_glass_that_they_had()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var cora = await Sealer.OfAsync(desk.As(desk.Staff.Supervisor));
        var (team, other) = (await desk.ReportAsync(desk.Staff.Agent), await desk.ReportAsync(desk.Staff.Stranger));
        (await desk.As(desk.Staff.Supervisor).BreakGlassAsync(other.Id, "Life at risk")).Ok();
        var at = desk.Clock.GetUtcNow() + 1.Minutes();
        desk.Skip(3.Hours());
        (await desk.Services.GetRequiredService<Storage.People.PeopleStore>().WithdrawAsync(desk.Staff.Supervisor.Id, Core.People.Role.Supervisor, desk.Staff.Administrator.Id)).ShouldBe(Core.People.PeopleOutcome.Done);
        await BringAsync(desk,
            cora.Entry(team.Id, at - Wrong, SentEntry.Statement("in time")), cora.Entry(other.Id, at - Wrong, SentEntry.Statement("in time")),
            cora.Entry(other.Id, at + 2.Hours() - Wrong, SentEntry.Statement("after the hour")));
        foreach (var report in new[] { team, other })
        {
            (await RecordAsync(desk, report.Id)).Entries.Select(entry => entry.Fact).OfType<StatementAdded>().Select(said => said.Text).ShouldBe(["in time"]);
        }
    }

    [Fact]
    public async Task Times_that_the_session_can_not_have_had_are_to_be_checked_and_an_old_ticket_is_worth_nothing()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        var issued = desk.Clock.GetUtcNow();
        var id = IncidentId.New(desk.Clock);
        (string Text, DateTimeOffset At)[] all = [("too early", issued - 13.Hours()), ("early", issued - 11.Hours()), ("late", issued + 23.Hours()), ("too late", issued + 25.Hours())];
        desk.Skip(Ticket.Good - 1.Minutes());
        await BringAsync(desk, [page.Start(id, issued - Wrong), .. all.Select(one => page.Entry(id, one.At - Wrong, SentEntry.Statement(one.Text))), page.Op(id, issued - Wrong, "do", new { door = "filing" })]);
        var (incident, entries) = await RecordAsync(desk, id);
        entries.Select(entry => entry.Fact).OfType<StatementAdded>().Select(said => said.Text).ShouldBe(["early", "late"]);
        entries.Select(entry => entry.Fact).OfType<KeptAsItCame>().Select(kept => kept.Type).ShouldBe(["statement-added", "statement-added", "do"]);
        incident.FiledAt.ShouldBeNull();
        (await desk.As(desk.Staff.Supervisor).TimelineAsync(id)).Ok().Text.ShouldContain("To be checked: statement-added: \\u201Ctoo late\\u201D");

        desk.Skip(2.Minutes());
        await BringAsync(desk, page.Entry(id, issued - Wrong, SentEntry.Statement("a month later")));
        Theirs((await RecordAsync(desk, id)).Entries, desk).Count().ShouldBe(Theirs(entries, desk).Count());
    }

    /// <summary>Everything is brought by nobody, and all is answered alike.</summary>
    static async Task BringAsync(Desk desk, params object[] seals)
    {
        using var nobody = new Api(desk.Address.ToString(), token: null);
        var reply = await Sealer.BringAsync(nobody, desk.Clock.GetUtcNow() - Wrong, seals);
        (reply.Status, reply.Text).ShouldBe((HttpStatusCode.OK, $$"""{"kept":[{{string.Join(',', seals.Select(_ => "true"))}}]}"""));
    }

    static async Task<(Incident Incident, IReadOnlyList<Entry> Entries)> RecordAsync(Desk desk, IncidentId id)
    {
        var reader = desk.Services.GetRequiredService<IncidentReader>();
        return (await reader.FindAsync(id) ?? throw new InvalidOperationException("There is no such incident."), await reader.WholeAsync(id));
    }

    static IEnumerable<Entry> Theirs(IEnumerable<Entry> entries, Desk desk) => entries.Where(entry => entry.Head.Author == desk.Staff.Agent.Id && entry.Fact is not PriorityDerived);
}
