using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>Silence of any kind is heard, once.</summary>
public sealed class WatchesTest
{
    static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);

    [Fact]
    public void Live_for_a_quarter_of_an_hour_rings_when_nobody_has_it_and_is_told_once()
    {
        var history = History.OfAna();
        history.Incident.DueAt.ShouldBe(History.Began + Minutes(15));
        history.Passes(Watch.Unfiled);
        history.Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.Unfiled);
        Watches.Open(history.Incident).ShouldNotContain(one => one.What == Watch.Unfiled);
        Watches.Late(history.Incident).ShouldBeTrue();
        history.Then(Cast.Ana, new IncidentFiled([]));
        Watches.Late(history.Incident).ShouldBeFalse();
    }

    [Fact]
    public void A_form_left_open_does_not_ring_who_has_it() =>
        History.OfAna().Then(Cast.Sam, new IncidentAcknowledged()).Passes(Watch.Unfiled).Incident.Ring.ShouldBeNull();

    [Fact]
    public void Acknowledged_and_then_silent_rings_others_and_watches_anew_once_somebody_has_it()
    {
        var history = History.OfAna().Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent)).Then(Cast.Sam, new IncidentAcknowledged());
        Watches.Open(history.Incident).ShouldContain(new WatchDue(Watch.Silent, null, history.Now + Minutes(10)));
        history.Then(Cast.Sam, new NoteAdded("on my way"));
        Watches.Open(history.Incident).ShouldContain(new WatchDue(Watch.Silent, null, history.Now + Minutes(10)));
        history.Passes(Watch.Silent);
        history.Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.Silent);
        history.Then(Cast.Olga, new IncidentAcknowledged());
        Watches.Open(history.Incident).ShouldContain(new WatchDue(Watch.Silent, null, history.Now + Minutes(10)));
    }

    [Fact]
    public void Once_it_is_filed_and_they_have_done_something_no_sign_is_awaited() =>
        Watches.Open(History.OfAna().Then(Cast.Ana, new IncidentFiled([])).Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Sam, new NoteAdded("read")).Incident)
            .ShouldNotContain(one => one.What == Watch.Silent);

    [Fact]
    public void Each_call_to_emergency_services_is_watched_until_somebody_says_whether_they_reached_the_person()
    {
        var history = History.OfAna().Then(Cast.Ana, new EmergencyCalled("911")).Then(Cast.Ana, new EmergencyCalled("Police"));
        var calls = history.Incident.Emergency;
        Watches.Open(history.Incident).Where(one => one.What == Watch.Reached).Select(one => one.Of).ShouldBe([calls[0].Id, calls[1].Id]);
        history.Then(Cast.Ana, new EmergencyReached(calls[0].Id, false));
        Watches.Open(history.Incident).Where(one => one.What == Watch.Reached).Select(one => one.Of).ShouldBe([calls[1].Id]);
        history.Passes(Watch.Reached, calls[1].Id);
        Watches.Open(history.Incident).ShouldNotContain(one => one.What == Watch.Reached);
        history.Incident.Ring.ShouldBeNull("who has it is told; nobody is rung");
    }

    [Fact]
    public void Promised_evidence_the_case_and_the_agent_are_watched()
    {
        var history = History.OfAna().Then(Cast.Ana, new EvidencePromised("the recording", History.Began.AddHours(2))).Then(Cast.Ana, new IncidentFiled([]));
        var filed = history.Now;
        Watches.Open(history.Incident).Select(one => (one.What, one.DueAt)).ShouldBe(
            [(Watch.Evidence, History.Began.AddHours(2)), (Watch.Case, filed.AddDays(1)), (Watch.CheckIn, filed.AddHours(4))], ignoreOrder: true);
        history.Then(Cast.Sam, new AgentCared(true)).Then(Cast.Ana, new CaseDone("C-5"));
        Watches.Open(history.Incident).Select(one => one.What).ShouldBe([Watch.Evidence]);
        history.Incident.Cared.ShouldBe(new Care(Cast.Sam.Id, history.Incident.Cared!.At, true));
    }

    [Fact]
    public void Nobody_looks_after_themselves() => History.OfAna().Then(Cast.Ana, new AgentCared(true)).Incident.Cared.ShouldBeNull();

    [Fact]
    public void A_closed_one_is_watched_no_more() => History.OfAna().Then(Cast.Ana, new IncidentFiled([])).Then(Cast.Cora, new IncidentClosed("over")).Incident.DueAt.ShouldBeNull();
}
