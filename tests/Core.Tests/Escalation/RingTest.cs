using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Escalation;

public sealed class RingTest
{
    static History Asked() => History.OfAna().Then(Cast.Ana, new SupervisorRequested(AskedBy.Customer));

    [Fact]
    public void Nothing_rings_at_first_touch() => History.OfAna().Incident.Ring.ShouldBeNull();

    [Fact]
    public void Get_a_supervisor_starts_a_ring_whose_first_move_is_due_at_once()
    {
        var history = Asked();
        var ring = history.Incident.Ring.ShouldNotBeNull();
        ring.Cause.ShouldBe(RingCause.SupervisorRequested);
        ring.People.ShouldBeEmpty();
        history.Incident.DueAt.ShouldBe(history.Now);
        history.Incident.CustomerAsked.ShouldBeTrue();
    }

    [Fact]
    public void A_move_says_who_rings_from_now_on_and_who_no_longer_does()
    {
        var history = Asked().RingsAlone(Cast.Sam);
        history.Incident.Ring!.Ringing.Select(one => one.Person).ShouldBe([Cast.Sam.Id]);
        history.Incident.DueAt.ShouldBe(history.Now + TimeSpan.FromSeconds(20));
        history.Rings(Cast.Olga);
        history.Incident.Ring!.Find(Cast.Sam.Id)!.State.ShouldBe(RungState.Missed);
        history.Incident.Ring!.IsRinging(Cast.Olga.Id).ShouldBeTrue();
        history.Incident.Ring!.Tried(Cast.Sam.Id).ShouldBeTrue();
    }

    [Fact]
    public void Who_can_not_come_is_passed_over_at_once_and_asked_again_in_the_next_round()
    {
        var history = Asked().Rings(Cast.Sam, Cast.Olga).Then(Cast.Sam, new RingDeclined());
        history.Incident.Ring!.Find(Cast.Sam.Id)!.State.ShouldBe(RungState.Declined);
        history.Incident.DueAt.ShouldBe(history.Now);
        history.Then(Cast.House, new PeopleRung([Cast.Sam.Id], 2, 2, history.Now.AddSeconds(60)), TimeSpan.FromSeconds(1));
        history.Incident.Ring!.IsRinging(Cast.Sam.Id).ShouldBeTrue();
    }

    [Fact]
    public void What_an_older_version_wrote_of_a_tier_lets_the_ring_look_at_once()
    {
        var history = Asked().Rings(Cast.Sam).Then(Cast.House, new TierReached(1, History.Began), TimeSpan.FromSeconds(2));
        history.Incident.DueAt.ShouldBe(history.Now);
    }

    [Fact]
    public void Becoming_P0_rings() => History.OfAna().Answers(Cast.Ana, Small.Imminent, Fields.Yes).Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.P0);

    [Fact]
    public void Raised_to_P0_by_hand_rings() => History.OfAna().Then(Cast.Ana, new PriorityRaised(Priority.P0)).Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.P0);

    [Fact]
    public void Filing_without_acknowledgement_rings() => History.OfAna().Then(Cast.Ana, new IncidentFiled([])).Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.Filed);

    [Fact]
    public void Filing_after_acknowledgement_is_quiet() =>
        Asked().Rings(Cast.Sam).Then(Cast.Sam, new IncidentAcknowledged()).Then(Cast.Ana, new IncidentFiled([])).Incident.Ring.ShouldBeNull();

    [Fact]
    public void A_second_cause_joins_the_ring_and_lets_it_look_at_once_who_is_to_be_rung()
    {
        var history = Asked().Rings(Cast.Sam);
        history.Answers(Cast.Ana, Small.Kind, Small.Bomb);
        var ring = history.Incident.Ring.ShouldNotBeNull();
        ring.Cause.ShouldBe(RingCause.SupervisorRequested);
        ring.IsRinging(Cast.Sam.Id).ShouldBeTrue();
        ring.DueAt.ShouldBe(history.Now);
    }

    [Fact]
    public void Acknowledging_ends_it_and_gives_an_owner()
    {
        var history = Asked().Then(Cast.Sam, new IncidentAcknowledged());
        history.Incident.Ring.ShouldBeNull();
        history.Incident.Acknowledged.ShouldBe(new Acknowledgement(Cast.Sam.Id, history.Now));
        history.Incident.Owner.ShouldBe(Cast.Sam.Id);
    }

    [Fact]
    public void Who_acknowledges_later_doesnt_take_the_owners_place() =>
        History.OfAna().Then(Cast.Sam, new OwnerAssigned(Cast.Lena.Id, "she knows the caller")).Then(Cast.Sam, new IncidentAcknowledged()).Incident.Owner.ShouldBe(Cast.Lena.Id);

    [Fact]
    public void P0_after_acknowledgement_rings_anew()
    {
        var history = Asked().Then(Cast.Sam, new IncidentAcknowledged()).Answers(Cast.Ana, Small.Kind, Small.Bomb);
        history.Incident.Ring.ShouldNotBeNull().StartedAt.ShouldBe(history.Now);
        history.Incident.Acknowledged.ShouldBeNull();
        history.Incident.Owner.ShouldBe(Cast.Sam.Id);
    }

    [Fact]
    public void Whoever_answers_for_an_owner_who_is_gone_silent_or_did_not_join_has_it_from_then_on()
    {
        Taken().Then(Cast.House, new OwnerLeft(Cast.Sam.Id), TimeSpan.FromSeconds(1)).Then(Cast.Olga, new IncidentAcknowledged()).Incident.Owner.ShouldBe(Cast.Olga.Id);
        Taken().Passes(Watch.Silent).Then(Cast.Olga, new IncidentAcknowledged()).Incident.Owner.ShouldBe(Cast.Olga.Id);
        Taken().Then(Cast.Ana, new HandoverFailed("he was not there")).Then(Cast.Olga, new IncidentAcknowledged()).Incident.Owner.ShouldBe(Cast.Olga.Id);
        Taken().Then(Cast.Sam, new PassedToSecurity()).Then(Cast.Cora, new IncidentAcknowledged()).Incident.Owner.ShouldBe(Cast.Cora.Id);

        static History Taken() => Asked().Then(Cast.Sam, new IncidentAcknowledged());
    }

    [Fact]
    public void The_first_time_that_a_screen_showed_it_counts()
    {
        var history = Asked().Rings(Cast.Sam, Cast.Lena).Then(Cast.Sam, new AlertShown());
        var first = history.Now;
        history.Then(Cast.Lena, new AlertShown()).Then(Cast.Sam, new AlertShown());
        history.Incident.Ring!.People.Select(one => one.ShownAt).ShouldBe([first, first + TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public void A_screen_of_somebody_who_is_not_rung_shows_nothing() => Asked().Rings(Cast.Sam).Then(Cast.Olga, new AlertShown()).Incident.Ring!.People.ShouldHaveSingleItem().ShownAt.ShouldBeNull();

    [Fact]
    public void Closing_ends_it() => History.OfAna().Then(Cast.Ana, new IncidentFiled([])).Then(Cast.Cora, new IncidentClosed("a wrong number")).Incident.Ring.ShouldBeNull();

    /// <summary>Found in review: a ring on a closed incident had no deadline, so it never left the team.</summary>
    [Fact]
    public void Asking_for_a_supervisor_after_closing_rings_with_a_deadline()
    {
        var history = History.OfAna().Then(Cast.Cora, new IncidentClosed("a wrong number")).Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent));
        history.Incident.DueAt.ShouldBe(history.Now);
    }

    /// <summary>Found in review: it rang desks that no list showed as ringing.</summary>
    [Fact]
    public void A_late_filing_or_P0_of_a_closed_incident_is_quiet()
    {
        var history = History.OfAna().Then(Cast.Cora, new IncidentClosed("a wrong number")).Then(Cast.Ana, new IncidentFiled([])).Answers(Cast.Ana, Small.Kind, Small.Bomb);
        history.Incident.Ring.ShouldBeNull();
        history.Incident.State.ShouldBe(State.Closed);
        history.Incident.Priority.ShouldBe(Priority.P0);
    }
}
