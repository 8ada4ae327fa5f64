using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Ledger;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Ledger;

/// <summary>Sending again adds nothing; nothing that was said is lost.</summary>
public sealed class IdempotenceTest
{
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task The_same_batch_twice_adds_it_once(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = IncidentId.New(house.Clock);
        var batch = new Append { Incident = id, Author = Ana.Id, Entries = [Start(id), house.Entry(new StatementAdded("one")), house.Entry(new StatementAdded("two"))] };
        var first = await house.DoneAsync(batch);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await house.DoneAsync(batch with { Entries = [.. batch.Entries.Select(entry => entry with { OccurredAt = house.Clock.GetUtcNow() })] });
        (first.Added, again.Added).ShouldBe((3, 0));
        again.Heads.ShouldBe(first.Heads);
        again.After!.Number.ShouldBe(first.After!.Number);
        (await house.Reader.HeadAsync()).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Overlapping_batches_add_each_entry_once(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var entries = Enumerable.Range(0, 6).Select(n => house.Entry(new StatementAdded("line " + n))).ToArray();
        var appends = Enumerable.Range(0, 5).Select(n => house.Record.AppendAsync(new Append { Incident = id, Author = Ana.Id, Entries = [.. entries[n..(n + 2)]] }));
        (await Task.WhenAll(appends)).ShouldAllBe(one => one is Appended.Done);
        (await house.Reader.TimelineAsync(id)).Skip(1).Select(entry => entry.Head.Id).ShouldBe(entries.Select(entry => entry.Id));
        (await house.FindAsync(id)).Statements.ShouldBe(6);
    }

    /// <summary>Found in review: the correction sent a second time ran into its own first copy and was never acknowledged.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task The_same_id_with_other_words_is_a_correction_once(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var entry = house.Entry(new StatementAdded("there is a bob"));
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [entry] });
        var corrected = new Append { Incident = id, Author = Ana.Id, Entries = [entry with { Fact = new StatementAdded("there is a bomb") }] };
        var first = await house.DoneAsync(corrected);
        var again = await house.DoneAsync(corrected);
        await using var other = await house.SecondNodeAsync();
        var elsewhere = await other.DoneAsync(corrected);
        (first.Added, again.Added, elsewhere.Added).ShouldBe((1, 0, 0));
        again.Heads.ShouldBe(first.Heads);
        elsewhere.Heads.ShouldBe(first.Heads);
        (await house.Reader.TimelineAsync(id)).Select(one => one.Fact).Skip(1).ShouldBe([new StatementAdded("there is a bob"), new StatementCorrected(entry.Id, "there is a bomb")]);
    }

    /// <summary>Found in review: words under the id of an answer became the correction of a statement that never was, and showed nowhere.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Words_under_the_id_of_something_else_stay_words(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var answer = house.Entry(new NoteAdded("a note"));
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [answer] });
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [answer with { Fact = new StatementAdded("words") }] });
        (await house.FindAsync(id)).Statements.ShouldBe(1);
    }

    /// <summary>Found in review: words sent to a second incident under an id that was taken were answered with the place of another incident's entry, and lost.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task An_id_that_other_incidents_have_loses_nothing(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var entry = house.Entry(new StatementAdded("the same words"));
        var ids = new List<IncidentId> { await house.StartAsync(), await house.StartAsync(), await house.StartAsync(Bob) };
        foreach (var id in ids)
        {
            (await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [entry] })).Added.ShouldBe(1);
        }

        foreach (var id in ids)
        {
            (await house.FindAsync(id)).Statements.ShouldBe(1);
            (await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [entry] })).Heads[0].Incident.ShouldBe(id);
        }

        (await house.Reader.HeadAsync()).ShouldBe(6);
        (await house.VerifyAsync()).ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_start_of_somebody_elses_incident_is_answered_as_absent(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        (await house.Record.AppendAsync(new Append { Incident = id, Author = Bob.Id, Entries = [Start(id), house.Entry(new NoteAdded("mine"))] })).ShouldBeOfType<Appended.Absent>();
        (await house.FindAsync(id)).Sequence.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_decision_sent_again_is_the_same_decision(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var filing = new Append { Incident = id, Author = Ana.Id, ExpectedVersion = 1, Entries = [house.Entry(new IncidentFiled(["summary"]))] };
        var first = await house.DoneAsync(filing);
        await house.DoneAsync(id, Sam, new IncidentAcknowledged());
        var again = await house.DoneAsync(filing with { Entries = [filing.Entries[0] with { Fact = new IncidentFiled([]) }] });
        again.Added.ShouldBe(0);
        again.Heads.ShouldBe(first.Heads);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_conflicting_decision_keeps_nothing_of_its_batch_and_words_need_no_version(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync(Ana, new SupervisorRequested(AskedBy.Agent));
        await house.DoneAsync(id, Sam, new IncidentAcknowledged());
        (await house.Record.AppendAsync(house.Batch(id, Olga, new NoteAdded("typed before"), new IncidentFiled([])) with { ExpectedVersion = 2 })).ShouldBeOfType<Appended.Conflict>();
        (await house.DoneAsync(id, Ana, new StatementAdded("words"))).After!.Version.ShouldBe(3);
        (await house.Reader.TimelineAsync(id)).Count.ShouldBe(4);
    }
}
