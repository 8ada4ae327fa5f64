using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Incidents;

/// <summary>What was taken on paper: two times for each thing, and deadlines by the record alone.</summary>
public sealed class PaperTest
{
    const string Two = "2026-03-02T06:02:00-05:00";
    const string TenPast = "2026-03-02T06:10:00-05:00";

    static readonly DateTimeOffset At = new(2026, 3, 2, 11, 2, 0, TimeSpan.Zero);

    static History OnPaper(TakenOnPaper paper) => History.OfAna().Then(Cast.Ana, paper);

    [Fact]
    public void It_began_and_ended_by_the_paper_and_was_entered_by_the_record()
    {
        var incident = OnPaper(new TakenOnPaper(Two, TenPast, "Jo", Contact.LineLost)).Incident;
        incident.Paper.ShouldNotBeNull().ShouldSatisfyAllConditions(
            paper => (paper.BeganAt, paper.EndedAt).ShouldBe((At, At.AddMinutes(8))),
            paper => (paper.TakenBy, paper.EnteredBy, paper.EnteredAt).ShouldBe(("Jo", Cast.Ana.Id, History.Began.AddSeconds(1))));
        (incident.BeganAt, incident.StartedAt).ShouldBe((At, History.Began));
        (incident.Contact, incident.ContactEndedAt).ShouldBe((Contact.LineLost, At.AddMinutes(8)));
        incident.HasCaller.ShouldBeFalse("nobody can be handed over");
        Watches.Open(incident).ShouldHaveSingleItem().DueAt.ShouldBe(History.Began + TimeSpan.FromSeconds(WatchTimes.Usual.Unfiled), "deadlines count from the entry");
    }

    [Fact]
    public void The_latest_paper_shows_and_the_first_entry_is_when_it_was_entered()
    {
        var history = OnPaper(new TakenOnPaper(Two, null, null, Contact.OnTheLine)).Then(Cast.Bob, new TakenOnPaper(TenPast, TakenBy: "Jo"));
        history.Incident.Paper.ShouldNotBeNull().ShouldSatisfyAllConditions(
            paper => (paper.Began, paper.Ended, paper.TakenBy).ShouldBe((TenPast, null, "Jo")),
            paper => (paper.EnteredBy, paper.EnteredAt).ShouldBe((Cast.Ana.Id, History.Began.AddSeconds(1))),
            paper => paper.Sheets.ShouldBe([History.EntryAt(2), History.EntryAt(3)]));
        history.Incident.Contact.ShouldBe(Contact.OnTheLine);
        history.Then(Cast.Ana, new TakenOnPaper(Two, How: Contact.CallerHungUp)).Incident.ContactEndedAt.ShouldBeNull("when it ended is not known, and no time is made up");
    }

    [Fact]
    public void A_line_has_the_time_that_stands_beside_it_on_the_paper()
    {
        var history = OnPaper(new TakenOnPaper(Two));
        var sheet = History.EntryAt(2);
        DateTimeOffset Said(string? at, EntryId? from) => Paper.HappenedAt(history.Incident.Paper, history.Entries[^1].Head, new StatementAdded("words", from, SaidAt: at));
        var entered = history.Entries[^1].Head.OccurredAt;
        Said(TenPast, sheet).ShouldBe(At.AddMinutes(8));
        Said("after that", sheet).ShouldBe(At, "some time after the beginning");
        Said(null, sheet).ShouldBe(At);
        Said(TenPast, null).ShouldBe(entered, "typed here, whatever it says");
        Said(TenPast, History.EntryAt(1)).ShouldBe(entered, "out of something pasted");
        Paper.HappenedAt(null, history.Entries[^1].Head, new StatementAdded("words", sheet, SaidAt: TenPast)).ShouldBe(entered);
    }

    [Fact]
    public void The_time_of_the_threat_stands_in_the_form_as_on_the_paper()
    {
        Preset(new TakenOnPaper(Two)).ShouldBe("2026-03-02T11:02:00.0000000Z");
        Preset(new TakenOnPaper("around two")).ShouldBe("around two");
        Preset(new TakenOnPaper(null, TenPast)).ShouldBe("2026-03-02T14:00:00.0000000Z", "not on the paper: when it was entered");

        static string Preset(TakenOnPaper paper) => Filing.Preset(OnPaper(paper).Incident, Small.Procedure.Field(Small.At)!);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(1, null, null)]
    [InlineData(3, null, OddTime.Future)]
    [InlineData(60 * 24 * 400, null, OddTime.Future)]
    [InlineData(-60 * 24 * 29, null, null)]
    [InlineData(-60 * 24 * 31, null, OddTime.LongAgo)]
    [InlineData(-10, -5, OddTime.BeforeItBegan)]
    [InlineData(-5, -10, null)]
    public void A_time_is_odd_later_than_its_entry_long_before_it_or_before_it_began(int minutes, int? began, OddTime? odd) =>
        OddTimes.Of(History.Began.AddMinutes(minutes), History.Began, began is { } start ? History.Began.AddMinutes(start) : null).ShouldBe(odd);

    [Fact]
    public void What_a_paper_says_is_bounded_in_the_row()
    {
        var history = OnPaper(new TakenOnPaper(new string('x', 5000), " ", new string('y', 5000)));
        for (var i = 0; i < 200; i++) history.Then(Cast.Ana, new TakenOnPaper("x" + i));
        var paper = history.Incident.Paper.ShouldNotBeNull();
        paper.Sheets.Length.ShouldBe(Paper.MostSheets);
        OnPaper(new TakenOnPaper(new string('x', 5000), " ", new string('y', 5000))).Incident.Paper.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(one => one.Began!.Length.ShouldBe(Paper.LongestText), one => one.Ended.ShouldBeNull(), one => one.TakenBy!.Length.ShouldBe(Paper.LongestText));
    }
}
