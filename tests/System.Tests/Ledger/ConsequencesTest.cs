using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Storage.Ledger;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Ledger;

/// <summary>What follows from entries by the procedure is written with them, by the same hand, once.</summary>
public sealed class ConsequencesTest
{
    static AnswerGiven ADevice => new(Sort, AnswerState.Answered, [Device]);

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task It_stands_behind_its_batch_and_is_none_of_the_entries_sent(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var done = await house.DoneAsync(id, Bob, ADevice, new NoteAdded("he hung up"));
        (done.Heads.Length, done.Added).ShouldBe((2, 2));
        var timeline = await house.Reader.TimelineAsync(id);
        timeline.Select(entry => entry.Fact.GetType().Name).ShouldBe(["IncidentStarted", "AnswerGiven", "NoteAdded", "PriorityDerived"]);
        timeline[^1].Head.Author.ShouldBe(Bob.Id);
        timeline[^1].Head.RecordedAt.ShouldBe(timeline[^2].Head.RecordedAt);
        done.After!.Sequence.ShouldBe(4);
        (await house.FindAsync(id)).ShouldSatisfyAllConditions(now => now.Priority.ShouldBe(Priority.P0), now => now.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.P0));
        (await house.VerifyAsync()).ShouldSatisfyAllConditions(report => report.Damaged.ShouldBeEmpty(), report => report.Changed.ShouldBe(0));
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Sent_again_and_again_by_several_nodes_it_follows_once(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        await using var other = await house.SecondNodeAsync();
        var id = await house.StartAsync();
        var batch = house.Batch(id, Ana, ADevice);
        (await Task.WhenAll(Enumerable.Range(0, 6).Select(n => (n % 2 == 0 ? house : other).Record.AppendAsync(batch)))).ShouldAllBe(one => one is Appended.Done);
        await house.DoneAsync(batch with { Entries = batch.Entries.Add(house.Entry(new NoteAdded("late"))) });
        (await house.Reader.TimelineAsync(id)).Count(entry => entry.Fact is PriorityDerived).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Each_batch_of_one_commit_follows_from_what_came_before_it(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var release = await house.HoldAsync();
        Task<Appended>[] all = [house.Record.AppendAsync(house.Batch(id, Ana, ADevice)), house.Record.AppendAsync(house.Batch(id, Bob, ADevice)), house.Record.AppendAsync(house.Batch(id, Sam, new NoteAdded("and")))];
        await release();
        await Task.WhenAll(all);
        var timeline = await house.Reader.TimelineAsync(id);
        timeline.Select(entry => entry.Head.Sequence).ShouldBe(Enumerable.Range(1, 5));
        timeline.Where(entry => entry.Fact is PriorityDerived).ShouldHaveSingleItem().Head.Author.ShouldBe(Ana.Id);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task At_first_touch_and_from_what_was_being_typed_it_follows_too(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        (await house.FindAsync(await house.StartAsync(Ana, ADevice))).Priority.ShouldBe(Priority.P0);
        var id = await house.StartAsync();
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Draft = new DraftWrite(EntryId.New(house.Clock), Sort, Device) });
        (await house.FindAsync(id)).Priority.ShouldBe(Priority.P2);
        var draft = (await house.Reader.DraftsAsync(id)).ShouldHaveSingleItem();
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [new NewEntry(draft.Entry, draft.ToFact(), draft.SavedAt)] });
        (await house.FindAsync(id)).Priority.ShouldBe(Priority.P0);
    }

    /// <summary>The row's clear channel was written at the start alone.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task A_channel_chosen_later_is_the_one_that_the_queue_finds(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync(Ana, new ChannelChosen(Channel.Chat));
        await house.DoneAsync(id, Ana, new ChannelChosen(Channel.Email));
        (await house.Reader.ListAsync(Sam, new() { Channel = Channel.Email })).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await house.VerifyAsync()).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_pasted_whole_and_still_a_draft_becomes_a_transcript()
    {
        await using var house = await OpenAsync(Kind.Sqlite);
        var id = await house.StartAsync();
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Draft = new DraftWrite(EntryId.New(house.Clock), Fields.Transcript, "a: b\r\n") });
        (await house.Reader.DraftsAsync(id)).ShouldHaveSingleItem().ToFact().ShouldBe(new TranscriptAdded("a: b\r\n"));
    }

    [Fact]
    public async Task A_version_that_cant_be_read_keeps_nobody_from_writing()
    {
        await using var house = await OpenAsync(Kind.Sqlite);
        await using var record = new Storage.Ledger.Ledger(house.Database, house.Keys, Wire, house.Clock, _ => new ValueTask<Procedure?>((Procedure?)null));
        var id = IncidentId.New(house.Clock);
        (await record.AppendAsync(new Append { Incident = id, Author = Ana.Id, Entries = [Start(id), house.Entry(ADevice)] })).ShouldBeOfType<Appended.Done>().After!.Priority.ShouldBe(Priority.P2);
    }
}
