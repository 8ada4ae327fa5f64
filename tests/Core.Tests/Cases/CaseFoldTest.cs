using Holdfast.Core.Cases;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Cases;

public sealed class CaseFoldTest
{
    [Fact]
    public void Nothing_is_said_yet() => History.OfAna().Incident.Case.ShouldBe(CaseWork.None);

    [Fact]
    public void A_pending_number_is_filled_in_once_and_another_must_name_it()
    {
        var history = History.OfAna().Then(Cast.Ana, new OutsideFormAnswered(true));
        history.Incident.Case.OutsideNumber.ShouldBeNull();
        history.Then(Cast.Sam, new OutsideNumberRecorded("R-17")).Then(Cast.Ana, new OutsideNumberRecorded("R-71")).Incident.Case.OutsideNumber.ShouldBe("R-17");
        history.Then(Cast.Ana, new OutsideNumberRecorded("R-99", "R-16")).Incident.Case.OutsideNumber.ShouldBe("R-17");
        history.Then(Cast.Ana, new OutsideNumberRecorded("R-71", "R-17")).Incident.Case.OutsideNumber.ShouldBe("R-71");
    }

    [Fact]
    public void A_number_says_that_the_form_was_completed() =>
        History.OfAna().Then(Cast.Ana, new OutsideFormAnswered(false)).Then(Cast.Ana, new OutsideNumberRecorded("R-17")).Incident.Case.OutsideForm.ShouldBe(true);

    [Fact]
    public void Another_answer_drops_the_number_of_the_wrong_case_until_it_is_done()
    {
        var history = History.OfAna().Then(Cast.Ana, new CaseAnswered(true, "C-5"));
        history.Incident.Case.ShouldSatisfyAllConditions(work => work.Exists.ShouldBe(true), work => work.Number.ShouldBe("C-5"));
        history.Then(Cast.Ana, new CaseAnswered(false)).Incident.Case.ShouldSatisfyAllConditions(work => work.Exists.ShouldBe(false), work => work.Number.ShouldBeNull());
        history.Then(Cast.Ana, new CaseDone("C-6")).Then(Cast.Bob, new CaseAnswered(true)).Incident.Case.Number.ShouldBe("C-6");
    }

    [Fact]
    public void Done_says_by_whom_and_can_be_taken_back()
    {
        var history = History.OfAna().Then(Cast.Bob, new CaseDone("C-6"));
        history.Incident.Case.ShouldSatisfyAllConditions(work => work.DoneBy.ShouldBe(Cast.Bob.Id), work => work.DoneAt.ShouldBe(history.Entries[^1].Head.OccurredAt));
        history.Then(Cast.Ana, new CaseReopened()).Incident.Case.ShouldSatisfyAllConditions(work => work.DoneBy.ShouldBeNull(), work => work.DoneAt.ShouldBeNull(), work => work.Number.ShouldBe("C-6"));
    }

    [Fact]
    public void What_a_second_person_or_an_old_page_sends_changes_nothing_of_what_is_done()
    {
        var history = History.OfAna().Then(Cast.Ana, new CaseAnswered(true, "C-5")).Then(Cast.Bob, new CaseDone("C-6"));
        history.Then(Cast.Sam, new CaseDone("C-7")).Incident.Case.ShouldSatisfyAllConditions(work => work.Number.ShouldBe("C-6"), work => work.DoneBy.ShouldBe(Cast.Bob.Id));
        history.Then(Cast.Ana, new CaseAnswered(true, "C-5")).Incident.Case.Number.ShouldBe("C-6");
        history.Then(Cast.Ana, new CaseReopened()).Then(Cast.Sam, new CaseDone("C-7")).Incident.Case.ShouldSatisfyAllConditions(work => work.Number.ShouldBe("C-7"), work => work.DoneBy.ShouldBe(Cast.Sam.Id));
    }

    [Fact]
    public void A_number_that_is_none_says_nothing() =>
        History.OfAna().Then(Cast.Ana, new CaseDone(" ")).Then(Cast.Ana, new OutsideNumberRecorded("")).Incident.Case.ShouldBe(CaseWork.None);

    /// <summary>Found in review: ever new items swelled the read row.</summary>
    [Fact]
    public void Items_that_no_card_has_are_bounded()
    {
        var history = History.OfAna().Then(Cast.Ana, new CaseValueCopied(new string('x', 10_000), "a"));
        for (var i = 0; i < 150; i++) history.Then(Cast.Ana, new CaseValueCopied($"item {i}", "a"));
        history.Incident.Case.Copied.Length.ShouldBe(100);
    }

    [Fact]
    public void What_was_copied_is_known_once() =>
        History.OfAna().Then(Cast.Ana, new CaseValueCopied("Summary", "a")).Then(Cast.Ana, new CaseValueCopied("Name", "b")).Then(Cast.Bob, new CaseValueCopied("Summary", "c"))
            .Incident.Case.Copied.ShouldBe(["Summary", "Name"]);
}
