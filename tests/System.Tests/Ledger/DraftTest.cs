using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Ledger;
using Shouldly;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Ledger;

public sealed class DraftTest
{
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Typing_replaces_and_emptying_removes(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var entry = EntryId.New(house.Clock);
        await TypeAsync(house, id, entry, "there is");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await TypeAsync(house, id, entry, "there is a bomb");
        var draft = (await house.Reader.DraftsAsync(id)).ShouldHaveSingleItem();
        (draft.Field, draft.Text, draft.Person, draft.SavedAt).ShouldBe((Fields.Statement, "there is a bomb", Ana.Id, house.Clock.GetUtcNow()));
        draft.ToFact().ShouldBe(new StatementAdded("there is a bomb"));
        await TypeAsync(house, id, entry, "");
        (await house.Reader.DraftsAsync(id)).ShouldBeEmpty();
        (await house.FindAsync(id)).Sequence.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task An_entry_removes_its_draft_and_a_late_draft_is_told(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var entry = EntryId.New(house.Clock);
        await TypeAsync(house, id, entry, "there is");
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Entries = [house.Entry(new StatementAdded("there is a bomb"), entry)] });
        (await house.Reader.DraftsAsync(id)).ShouldBeEmpty();
        (await TypeAsync(house, id, entry, "there is a bomb in")).DraftEntered.ShouldBeTrue();
        (await TypeAsync(house, id, entry, "")).DraftEntered.ShouldBeFalse();
        (await house.Reader.DraftsAsync(id)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Nobody_touches_anothers_draft(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var entry = EntryId.New(house.Clock);
        await TypeAsync(house, id, entry, "Ana's words");
        var other = new Append { Incident = id, Author = Sam.Id, Draft = new DraftWrite(entry, Fields.Note, "Sam's words") };
        await house.DoneAsync(other);
        await house.DoneAsync(other with { Draft = other.Draft! with { Text = "" } });
        (await house.Reader.DraftsAsync(id)).ShouldHaveSingleItem().Text.ShouldBe("Ana's words");
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Only_what_was_left_is_stale(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var left = EntryId.New(house.Clock);
        await TypeAsync(house, id, left, "left");
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        await TypeAsync(house, id, EntryId.New(house.Clock), "still typed");
        (await house.Reader.StaleDraftsAsync(house.Clock.GetUtcNow().AddSeconds(-30), 10)).ShouldHaveSingleItem().Entry.ShouldBe(left);
    }

    /// <summary>Left in the middle of writing on, a line is one line all the same.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Writing_on_becomes_a_correction_of_its_statement(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.StartAsync();
        var said = EntryId.New(house.Clock);
        var entry = EntryId.New(house.Clock);
        await house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Draft = new DraftWrite(entry, Fields.Statement, "words and more", said) });
        (await house.Reader.DraftsAsync(id)).ShouldHaveSingleItem().ToFact().ShouldBe(new StatementCorrected(said, "words and more"));
    }

    static Task<Appended.Done> TypeAsync(LedgerHouse house, IncidentId id, EntryId entry, string text) =>
        house.DoneAsync(new Append { Incident = id, Author = Ana.Id, Draft = new DraftWrite(entry, Fields.Statement, text) });
}
