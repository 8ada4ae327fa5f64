using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Procedures;

public sealed class CircumstancesTest
{
    [Fact]
    public void Before_first_touch_nothing_has_happened() => Of(Circumstances.Of(Channel.InPerson)).ShouldBe(
        "channel=in-person line=on words=none transcript=none supervisor=none customer-asked=no emergency=none filed=no case=open evidence=none priority=P2 handover=none passed-on=no care=open");

    [Fact]
    public void Every_reserved_word_is_there_and_has_only_its_own_values()
    {
        var history = History.OfAna();
        Check(history);
        Check(history.Then(Cast.Ana, new ContactEnded(Contact.LineLost)).Then(Cast.Ana, new StatementAdded("a")).Then(Cast.Ana, new TranscriptAdded("b")));
        Check(history.Then(Cast.Ana, new SupervisorRequested(AskedBy.Customer)).Then(Cast.Ana, new EmergencyCalled("911")));
        Check(history.Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Ana, new EmergencyReached(History.EntryAt(6), true)).Then(Cast.Ana, new IncidentFiled([])).Then(Cast.Ana, new CaseDone("C-1")));
        Check(history.Then(Cast.Ana, new EvidencePromised("the recording", history.Now.AddDays(1))));
        Of(Circumstances.Of(history.Incident)).ShouldContain(" evidence=owed ");
        Check(history.Then(Cast.Ana, new EvidenceKept(EvidenceId.Of("note"u8), "note.txt", 1, new string('a', 64), EvidenceType.Text)));
        Of(Circumstances.Of(history.Incident)).ShouldBe(
            "channel=phone line=ended words=some transcript=some supervisor=taken customer-asked=yes emergency=called,reached filed=yes case=done evidence=kept,owed priority=P2 handover=none passed-on=no care=open");

        static void Check(History history)
        {
            var values = Circumstances.Of(history.Incident).Values;
            values.Keys.ShouldBe(Circumstances.Reserved.Keys, ignoreOrder: true);
            foreach (var (key, allowed) in Circumstances.Reserved)
            {
                values[key].Except(allowed).ShouldBeEmpty(key);
            }
        }
    }

    [Fact]
    public void The_line_is_handed_over_once_the_agent_has_left_and_on_again_when_it_is_offered_anew()
    {
        var history = History.OfAna();
        Line(history.Then(Cast.Ana, new SupervisorRequested(AskedBy.Customer)).Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Ana, new CallerJoined())).ShouldBe("on");
        Line(history.Then(Cast.Ana, new AgentReleased())).ShouldBe("handed-over");
        Line(history.Then(Cast.Sam, new ContactEnded(Contact.LineLost))).ShouldBe("ended");
        Line(history.Then(Cast.Sam, new ContactResumed())).ShouldBe("handed-over");
        Line(history.Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent))).ShouldBe("on");

        static string Line(History history) => string.Join(',', Circumstances.Of(history.Incident).Values["line"]);
    }

    [Fact]
    public void A_field_is_any_and_its_values_or_none()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb, Small.Property);
        Are(history, Small.Kind, Small.Property).ShouldBeTrue();
        Are(history, Small.Kind, Circumstances.Any).ShouldBeTrue();
        Are(history, Small.Kind, Small.SelfHarm).ShouldBeFalse();
        Are(history, Small.Kind, Circumstances.None).ShouldBeFalse();
        Are(history, Small.Name, Circumstances.None).ShouldBeTrue();
        Are(history.TakesBack(Cast.Ana, Small.Kind), Small.Kind, Circumstances.None).ShouldBeTrue();
    }

    [Fact]
    public void Not_said_is_an_answer_without_a_value()
    {
        var history = History.OfAna().Then(Cast.Ana, new AnswerGiven(Small.Name, AnswerState.NotSaid, ["left over"]));
        Are(history, Small.Name, Circumstances.Any).ShouldBeTrue();
        Are(history, Small.Name, "left over").ShouldBeFalse();
    }

    [Fact]
    public void Spaces_are_nothing() => Are(History.OfAna().Answers(Cast.Ana, Small.Name, " "), Small.Name, Circumstances.None).ShouldBeTrue();

    [Fact]
    public void Every_condition_must_hold_and_one_value_of_each_is_enough()
    {
        var circumstances = Circumstances.Of(History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Incident);
        When.Always.Holds(circumstances).ShouldBeTrue();
        new When([new Condition("channel", ["chat", "phone"]), new Condition(Small.Kind, [Small.Bomb])]).Holds(circumstances).ShouldBeTrue();
        new When([new Condition("channel", ["chat"]), new Condition(Small.Kind, [Small.Bomb])]).Holds(circumstances).ShouldBeFalse();
    }

    [Fact]
    public void All_labels_that_hold_apply() =>
        Small.Procedure.Labels[0].For(Circumstances.Of(History.OfAna().Answers(Cast.Ana, Small.Kind, Small.SelfHarm, Small.Bomb).Incident)).ShouldBe(["Own life", "By phone"]);

    static bool Are(History history, string key, string value) => Circumstances.Of(history.Incident).Are(new Condition(key, [value]));

    static string Of(Circumstances circumstances) => string.Join(' ', circumstances.Values.Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}"));
}
