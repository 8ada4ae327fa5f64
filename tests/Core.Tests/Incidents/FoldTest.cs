using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class FoldTest
{
    [Fact]
    public void First_touch()
    {
        var incident = History.OfAna().Incident;
        incident.ShouldSatisfyAllConditions(
            () => incident.Number.ToString().ShouldBe("HF-2026-000042"),
            () => incident.State.ShouldBe(State.Live),
            () => incident.Priority.ShouldBe(Priority.P2),
            () => incident.Agent.ShouldBe(Cast.Ana.Id),
            () => incident.Owner.ShouldBeNull(),
            () => (incident.Sequence, incident.Version).ShouldBe((1, 1)),
            () => incident.Contact.ShouldBe(Contact.OnTheLine));
    }

    [Fact]
    public void A_record_begins_with_its_start() =>
        Should.Throw<InvalidOperationException>(() => Fold.Apply(null, History.OfAna().Entries[0].Head, new NoteAdded("before anything")));

    [Fact]
    public void Words_are_no_decision_and_a_correction_is_no_second_statement()
    {
        var history = History.OfAna().Then(Cast.Ana, new StatementAdded("I will blow it up"));
        history.Then(Cast.Ana, new StatementCorrected(History.EntryAt(2), "I'll blow it all up")).Then(Cast.Ana, new NoteAdded("drunk?"));
        history.Incident.Statements.ShouldBe(1);
        (history.Incident.Sequence, history.Incident.Version).ShouldBe((4, 1));
    }

    [Fact]
    public void The_form_shows_the_latest_answer()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Name, "Jo").Answers(Cast.Bob, Small.Name, "Joe");
        history.Incident.Answers[Small.Name].Values.ShouldBe(["Joe"]);
        history.Incident.Answers[Small.Name].By.ShouldBe(Cast.Bob.Id);
    }

    /// <summary>Found in review: fields were compared by the machine's language, in which an invisible character is nothing.</summary>
    [Fact]
    public void Fields_that_look_alike_are_two()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        var history = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Answers(Cast.Ana, "ki\u00ADnd", "soft hyphen");
        history.Incident.Answers.Count.ShouldBe(2);
        history.Incident.Values(Small.Kind).ShouldBe([Small.Bomb]);
    }

    [Fact]
    public void Contact_ends_and_resumes_and_the_record_stays_live()
    {
        var history = History.OfAna().Then(Cast.Ana, new ContactEnded(Contact.CallerHungUp));
        history.Incident.Contact.ShouldBe(Contact.CallerHungUp);
        history.Incident.ContactEndedAt.ShouldBe(history.Entries[^1].Head.OccurredAt);
        history.Incident.State.ShouldBe(State.Live);
        history.Then(Cast.Ana, new ContactResumed()).Incident.ContactEndedAt.ShouldBeNull();
        history.Then(Cast.Ana, new ContactEnded(Contact.OnTheLine)).Incident.ContactEndedAt.ShouldBeNull();
    }

    [Fact]
    public void Whether_responders_reached_the_person_is_told_of_one_call()
    {
        var history = History.OfAna().Then(Cast.Ana, new EmergencyCalled("911")).Then(Cast.Ana, new EmergencyCalled("988", "14:02", "A-7", "12 Elm St"));
        history.Then(Cast.Sam, new EmergencyReached(History.EntryAt(3), true));
        history.Incident.Emergency.Select(call => (call.Whom, call.Reached)).ShouldBe([("911", null), ("988", true)]);
    }

    [Fact]
    public void Filed_closed_reopened()
    {
        var history = History.OfAna().Then(Cast.Ana, new IncidentFiled([]));
        var filed = history.Now;
        (history.Incident.State, history.Incident.FiledAt).ShouldBe((State.Filed, filed));
        history.Then(Cast.Cora, new IncidentClosed("handed to the police"));
        (history.Incident.State, history.Incident.ClosedAt).ShouldBe((State.Closed, history.Now));
        history.Then(Cast.Cora, new IncidentReopened("he called again")).Then(Cast.Ana, new IncidentFiled([]));
        (history.Incident.State, history.Incident.ClosedAt, history.Incident.FiledAt).ShouldBe((State.Reopened, null, filed));
    }

    [Fact]
    public void Readers_are_on_record_once_with_their_first_and_last_time()
    {
        var history = History.OfAna().Then(Cast.Sam, new IncidentRead("page")).Then(Cast.Lena, new IncidentRead("page")).Then(Cast.Sam, new IncidentRead("print"));
        var began = History.Began;
        history.Incident.SeenBy.ShouldBe([new Seen(Cast.Sam.Id, began.AddSeconds(1), began.AddSeconds(3)), new Seen(Cast.Lena.Id, began.AddSeconds(2), began.AddSeconds(2))]);
    }

    [Fact]
    public void What_isnt_understood_changes_nothing_but_the_sequence()
    {
        var history = History.OfAna();
        var before = history.Incident;
        history.Then(Cast.Ana, new KeptAsItCame("hologram-seen", 7, JsonElement.Parse("[1]")));
        history.Incident.ShouldBe(before with { Sequence = 2, LastPosition = 102, LastEntryAt = history.Now });
    }

    /// <summary>Found in review: ever new ids of steps swelled the read row.</summary>
    [Fact]
    public void Steps_that_no_pack_has_are_bounded()
    {
        var history = History.OfAna().Then(Cast.Ana, new StepTicked(new string('x', 10_000))).Then(Cast.Ana, new StepTicked(""));
        for (var i = 0; i < 600; i++) history.Then(Cast.Ana, new StepTicked($"step {i}"));
        history.Incident.Steps.Count.ShouldBe(500);
        history.Then(Cast.Ana, new StepReopened("step 1")).Incident.Steps["step 1"].State.ShouldBe(StepState.Open);
    }

    [Fact]
    public void The_latest_word_on_a_step_counts_and_a_reopened_one_is_open()
    {
        var history = History.OfAna().Then(Cast.Ana, new StepTicked(Small.Step)).Then(Cast.Sam, new StepSkipped(Small.Step, "she had hung up"));
        history.Incident.Steps[Small.Step].ShouldBe(new StepMark(StepState.Skipped, "she had hung up", Cast.Sam.Id, history.Entries[^1].Head.OccurredAt));
        history.Then(Cast.Ana, new StepReopened(Small.Step)).Incident.Steps[Small.Step].ShouldSatisfyAllConditions(
            mark => mark.State.ShouldBe(StepState.Open), mark => mark.Word.ShouldBeNull());
    }

    [Fact]
    public void The_channel_turns_out_to_be_another_and_what_is_pasted_whole_is_counted()
    {
        var history = History.OfAna().Then(Cast.Ana, new ChannelChosen(Channel.Chat)).Then(Cast.Ana, new TranscriptAdded("a: b"));
        (history.Incident.Channel, history.Incident.Transcripts, history.Incident.Statements).ShouldBe((Channel.Chat, 1, 0));
    }

    [Fact]
    public void A_link_is_there_once_and_never_to_itself()
    {
        var other = new IncidentId(new Guid("00000000-0000-7000-8000-00000000bbbb"));
        var history = History.OfAna().Then(Cast.Sam, new IncidentLinked(other, "the same voice")).Then(Cast.Olga, new IncidentLinked(other, "again")).Then(Cast.Sam, new IncidentLinked(History.Id, "itself"));
        history.Incident.Links.ShouldHaveSingleItem().ShouldSatisfyAllConditions(link => link.Other.ShouldBe(other), link => link.Reason.ShouldBe("the same voice"), link => link.By.ShouldBe(Cast.Sam.Id));
    }
}
