using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;
using Need = Holdfast.Core.Access.Access;

namespace Holdfast.Tests.Ledger;

public sealed class QueueTest
{
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Pages_cover_each_incident_once_while_new_ones_arrive(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var there = new List<IncidentId>();
        for (var n = 0; n < 23; n++)
        {
            there.Add(await house.StartAsync());
        }

        var seen = new List<IncidentId>();
        long? before = null;
        while (true)
        {
            var page = await house.Reader.ListAsync(Sam, new QueueFilter { Limit = 5, Before = before });
            seen.AddRange(page.Select(incident => incident.Id));
            if (page.Count < 5)
            {
                break;
            }

            before = page[^1].FirstPosition;
            await house.StartAsync(Bob);
            await house.DoneAsync(seen[0], Ana, new NoteAdded("one of the first page grows"));
        }

        seen.ShouldBe(Enumerable.Reverse(there));
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Filters_and_counts(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var old = await house.StartAsync(Ana, new SupervisorRequested(AskedBy.Agent));
        await house.DoneAsync(old, Sam, new IncidentAcknowledged());
        house.Clock.Advance(QueueFilter.UnfiledAfter + TimeSpan.FromSeconds(1));
        var live = await house.StartAsync(Bob, new AnswerGiven(LedgerHouse.Sort, AnswerState.Answered, [LedgerHouse.Device]));
        var filed = await house.StartAsync(Olga, new IncidentFiled([]));
        await house.DoneAsync(filed, Ana, new PeopleRung([Sam.Id], 1, 1, house.Clock.GetUtcNow().AddMinutes(10)));
        var closed = await house.StartAsync(Ana, new IncidentFiled([]), new IncidentClosed("over"));
        var reopened = await house.StartAsync(Ana, new IncidentFiled([]), new IncidentAcknowledged(), new IncidentClosed("over"), new IncidentReopened("not over"));
        var chat = IncidentId.New(house.Clock);
        await house.DoneAsync(new Append { Incident = chat, Author = Ana.Id, Entries = [Start(chat, Channel.Chat, Green), house.Entry(new OwnerAssigned(Sam.Id, "his"))] });

        (await ShownAsync(new QueueFilter())).ShouldBe([chat, reopened, closed, filed, live, old]);
        (await ShownAsync(new QueueFilter { States = StateFilter.Open })).ShouldBe([chat, reopened, filed, live, old]);
        (await ShownAsync(new QueueFilter { States = StateFilter.Live })).ShouldBe([chat, live, old]);
        (await ShownAsync(new QueueFilter { States = StateFilter.Filed })).ShouldBe([reopened, filed]);
        (await ShownAsync(new QueueFilter { States = StateFilter.Closed })).ShouldBe([closed]);
        (await ShownAsync(new QueueFilter { Priority = Priority.P0 })).ShouldBe([live]);
        (await ShownAsync(new QueueFilter { Channel = Channel.Chat })).ShouldBe([chat]);
        (await ShownAsync(new QueueFilter { Team = Green })).ShouldBe([chat, filed]);
        (await ShownAsync(new QueueFilter { Mine = true })).ShouldBe([chat, old]);
        (await ShownAsync(new QueueFilter { Overdue = true })).ShouldBe([filed, old]);
        (await ShownAsync(new QueueFilter { Team = Blue, States = StateFilter.Live, Overdue = true, Before = 100, Limit = 1 })).ShouldBe([old]);
        (await house.Reader.CountAsync(Sam)).ShouldBe(new QueueCounts(Open: 5, Live: 3, Filed: 2, Overdue: 2, Closed: 1));

        (await house.Reader.RingingAsync(10)).Select(incident => incident.Id).ShouldBe([filed, live]);
        (await house.Reader.DueAsync(house.Clock.GetUtcNow().AddSeconds(60), 10)).Select(incident => incident.Id).ShouldBe([old, live], "old: no sign of who has it, for a quarter of an hour");

        async Task<IEnumerable<IncidentId>> ShownAsync(QueueFilter filter) => (await house.Reader.ListAsync(Sam, filter)).Select(incident => incident.Id);
    }

    /// <summary>Found in review: asked for after closing, a supervisor was rung by no screen that opened later.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_ring_after_closing_is_ringing_and_due(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync(Ana, new IncidentClosed("over"), new SupervisorRequested(AskedBy.Agent));
        (await house.Reader.RingingAsync(10)).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await house.Reader.DueAsync(house.Clock.GetUtcNow().AddSeconds(60), 10)).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Nobody_counts_or_lists_more_than_they_may_know_of(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var people = new[] { Ana, Bob, Sam, Olga, Cora, Adam, Audrey };
        await house.StartAsync();
        await house.StartAsync(Ana, new AccessGranted(Bob.Id, "he knows the caller"));
        await house.StartAsync(Bob, new GlassBroken("a reason", house.Clock.GetUtcNow().AddMinutes(60)));
        await house.StartAsync(Adam, new OwnerAssigned(Bob.Id, "he sees to it"));
        await house.StartAsync(Ana, new AccessGranted(Adam.Id, "a slip"), new OwnerAssigned(Adam.Id, "a slip"));
        await house.StartAsync(Ana, new AccessGranted(Bob.Id, "he knows the caller"), Mark(Fields.SubjectAccount, Bob));
        await house.StartAsync(Ana, Mark(Fields.ConflictWitness, Sam, Cora, Audrey));
        await house.StartAsync(Bob, Mark(Fields.SubjectAccount, Olga), Mark(Fields.SubjectAccount));
        var all = await house.Reader.ListAsync(Sam with { Id = new PersonId(new Guid("00000000-0000-7000-8000-0000000000ff")), Team = Green }, new QueueFilter());
        all.Count.ShouldBe(8);
        foreach (var person in people)
        {
            var known = all.Where(incident => Need.Decide(person, incident, Operation.SeeNumber, house.Clock.GetUtcNow()).IsAllowed).Select(incident => incident.Id).ToArray();
            (await house.Reader.ListAsync(person, new QueueFilter())).Select(incident => incident.Id).ShouldBe(known, person.UserName);
            (await house.Reader.CountAsync(person)).Live.ShouldBe(known.Length, person.UserName);
        }

        (await house.Reader.CountAsync(Sam)).Live.ShouldBe(7);
        (await house.Reader.CountAsync(Bob)).Live.ShouldBe(4);
        (await house.Reader.CountAsync(Adam)).Live.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task What_other_processes_wrote_is_read_after_any_position(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        await using var other = await house.SecondNodeAsync();
        var id = await house.StartAsync(Ana, new StatementAdded("one"));
        await other.DoneAsync(HouseRecord.Id, Ana, new SignedIn(), new SignedIn());
        await other.DoneAsync(id, Ana, new StatementAdded("two"));
        var changes = await house.Reader.AfterAsync(1, 10);
        changes.Select(change => (change.Head.Position, change.Type)).ShouldBe([(2, "statement-added"), (3, "signed-in"), (4, "signed-in"), (5, "statement-added")]);
        changes.Select(change => change.After?.Statements).ShouldBe([2, null, null, 2]);
        (await house.Reader.AfterAsync(3, 1)).ShouldHaveSingleItem().Head.Position.ShouldBe(4);
    }

    static AnswerGiven Mark(string field, params Person[] people) => new(field, people.Length > 0 ? AnswerState.Answered : AnswerState.Blank, [.. people.Select(person => person.Id.ToString())]);
}
