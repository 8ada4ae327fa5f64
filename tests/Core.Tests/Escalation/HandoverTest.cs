using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>The warm transfer on record, from offer to release.</summary>
public sealed class HandoverTest
{
    static History Asked(AskedBy by = AskedBy.Customer) => History.OfAna().Then(Cast.Ana, new SupervisorRequested(by)).RingsAlone(Cast.Sam);

    [Fact]
    public void Offered_accepted_joined_released_each_with_its_time()
    {
        var history = Asked();
        var offered = history.Incident.Handover.ShouldNotBeNull();
        offered.Step.ShouldBe(HandoverStep.Offered);
        offered.AskedBy.ShouldBe(AskedBy.Customer);
        history.Then(Cast.Sam, new IncidentAcknowledged());
        var accepted = history.Incident.Handover!;
        (accepted.Step, accepted.To, accepted.AcceptedAt).ShouldBe((HandoverStep.Accepted, Cast.Sam.Id, history.Now));
        history.Then(Cast.Ana, new CallerJoined());
        (history.Incident.Handover!.Step, history.Incident.Handover.JoinedAt).ShouldBe((HandoverStep.Joined, history.Now));
        history.Then(Cast.Ana, new AgentReleased());
        (history.Incident.Handover!.Step, history.Incident.Handover.ReleasedAt).ShouldBe((HandoverStep.Released, history.Now));
        history.Incident.Owner.ShouldBe(Cast.Sam.Id);
    }

    [Fact]
    public void A_step_out_of_turn_changes_nothing()
    {
        Asked().Then(Cast.Ana, new CallerJoined()).Then(Cast.Ana, new AgentReleased()).Incident.Handover!.Step.ShouldBe(HandoverStep.Offered);
        var released = Asked().Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Ana, new AgentReleased());
        var at = released.Incident.Handover!.ReleasedAt;
        released.Then(Cast.Ana, new AgentReleased()).Then(Cast.Ana, new HandoverFailed()).Incident.Handover!.ReleasedAt.ShouldBe(at);
    }

    [Fact]
    public void One_that_failed_goes_on_to_the_next_and_not_back_to_who_did_not_come()
    {
        var history = Asked().Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Ana, new HandoverFailed("nobody picked up"));
        history.Incident.Handovers.Select(one => one.Step).ShouldBe([HandoverStep.Failed, HandoverStep.Offered]);
        history.Incident.Owner.ShouldBeNull();
        history.Incident.Acknowledged.ShouldBeNull();
        history.Incident.Ring!.Find(Cast.Sam.Id)!.State.ShouldBe(RungState.Declined);
        history.Incident.DueAt.ShouldBe(history.Now);
    }

    [Fact]
    public void Nothing_is_offered_where_there_is_no_caller()
    {
        History.OfAna().Then(Cast.Ana, new ContactEnded(Contact.CallerHungUp)).Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent)).Incident.Handover.ShouldBeNull();
        History.OfAna().Then(Cast.Ana, new ChannelChosen(Channel.Email)).Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent)).Incident.Handover.ShouldBeNull();
    }

    [Fact]
    public void That_the_customer_asked_is_kept_apart_from_the_agents_own_call()
    {
        var history = Asked(AskedBy.Agent);
        history.Incident.Handover!.AskedBy.ShouldBe(AskedBy.Agent);
        history.Then(Cast.Ana, new SupervisorRequested(AskedBy.Customer));
        history.Incident.CustomerAsked.ShouldBeTrue();
        history.Incident.Handovers.Length.ShouldBe(1);
    }
}
