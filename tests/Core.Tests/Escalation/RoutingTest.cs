using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>Who is rung next, by the policy of the small pack: the team's supervisors 20 s each, leads after a minute, everybody after five.</summary>
public sealed class RoutingTest
{
    static readonly Person Sid = Cast.Sam with { Id = new PersonId(new Guid("00000000-0000-7000-8000-000000000033")), UserName = "sid" };
    static readonly Person Sue = Cast.Sam with { Id = new PersonId(new Guid("00000000-0000-7000-8000-000000000034")), UserName = "sue" };

    [Fact]
    public void The_longest_idle_supervisor_of_the_team_is_rung_first_and_alone()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 5).Has(Sid, idle: 50).Has(Cast.Olga, idle: 500).Asks();
        desk.Rings(Sid);
        desk.Ring.Find(Sid.Id)!.Alone.ShouldBeTrue();
        desk.DueIn.ShouldBe(20);
    }

    [Fact]
    public void A_tie_goes_by_id() => new Turns().Has(Sid, idle: 9).Has(Cast.Sam, idle: 9).Asks().Rings(Cast.Sam);

    [Fact]
    public void Whoever_took_one_last_is_tried_last() => new Turns().Has(Cast.Sam, idle: 90).Took(Cast.Sam, ago: 3).Has(Sid, idle: 10).Asks().Rings(Sid);

    [Fact]
    public void Who_does_not_answer_in_time_stops_ringing_and_the_next_is_tried()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Asks();
        desk.After(19).Rings(Cast.Sam);
        desk.After(1).Rings(Sid);
        desk.Ring.Find(Cast.Sam.Id)!.State.ShouldBe(RungState.Missed);
    }

    [Fact]
    public void Who_can_not_come_is_not_waited_for()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Asks();
        desk.Declines(Cast.Sam).Rings(Sid);
    }

    [Fact]
    public void The_last_of_a_tier_goes_on_ringing_until_the_next_tier_is_due_and_then_those_tried_ring_again()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Has(Cast.Lena).Asks();
        desk.After(20).After(20).Rings(Sid);
        desk.DueIn.ShouldBe(20);
        desk.After(20).Rings(Cast.Sam, Sid, Cast.Lena);
    }

    [Fact]
    public void A_tier_that_reaches_nobody_is_passed_over_at_once()
    {
        new Turns().Is(Cast.Sam, Availability.Away).Has(Cast.Lena).Asks().Rings(Cast.Lena);
        new Turns().Has(Cast.Olga).Asks().Rings(Cast.Olga);
    }

    [Fact]
    public void Somebody_on_a_call_is_not_tried_in_turn_but_rung_with_all()
    {
        var desk = new Turns().Is(Cast.Sam, Availability.OnACall).Has(Sid).Is(Cast.Lena, Availability.OnACall).Asks();
        desk.Rings(Sid);
        desk.After(60).Rings(Sid, Cast.Lena);
    }

    [Fact]
    public void Who_comes_is_found_while_it_rings_for_nobody_who_could_come()
    {
        var desk = new Turns().Is(Cast.Sam, Availability.Away).Is(Cast.Lena, Availability.Away).Asks();
        desk.Rings(Cast.Sam, Cast.Lena);
        desk.Has(Cast.Olga).Looks().Rings(Cast.Sam, Cast.Lena, Cast.Olga);
    }

    [Fact]
    public void Off_is_rung_only_when_there_is_nobody_else()
    {
        var desk = new Turns().Is(Cast.Sam, Availability.Off).Is(Cast.Lena, Availability.Off).Asks();
        desk.Rings(Cast.Sam, Cast.Lena);
        desk.Has(Cast.Olga).Looks().Rings(Cast.Olga);
    }

    [Fact]
    public void P0_rings_all_at_once_and_Corporate_Security_with_them()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Has(Cast.Cora).Has(Cast.Lena).Hears(Small.Kind, Small.Bomb);
        desk.Rings(Cast.Sam, Sid, Cast.Cora);
        desk.After(60).Rings(Cast.Sam, Sid, Cast.Cora, Cast.Lena);
    }

    [Fact]
    public void Becoming_P0_while_it_rings_for_one_rings_the_others_too()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Has(Cast.Cora).Asks().After(7);
        desk.Hears(Small.Imminent, Fields.Yes).Rings(Cast.Sam, Sid, Cast.Cora);
    }

    [Fact]
    public void It_repeats_until_somebody_has_it_and_a_no_is_asked_again()
    {
        var desk = new Turns().Has(Cast.Sam).Has(Cast.Lena).Has(Cast.Olga).Asks();
        desk.After(60).Declines(Cast.Lena).Rings(Cast.Sam);
        desk.After(240).Rings(Cast.Sam, Cast.Olga);
        desk.After(60).Rings(Cast.Sam, Cast.Olga, Cast.Lena);
        desk.Ring.Round.ShouldBe(2);
        desk.After(60).Ring.Round.ShouldBe(3);
        desk.DueIn.ShouldBe(60);
    }

    [Fact]
    public void Passed_on_by_hand_rings_Corporate_Security_alone()
    {
        var desk = new Turns().Has(Cast.Sam).Has(Cast.Cora).Asks().Takes(Cast.Sam);
        desk.Says(Cast.Sam, new PassedToSecurity()).Rings(Cast.Cora);
    }

    [Fact]
    public void Whoever_is_on_the_call_or_marked_is_never_rung_and_the_next_is_found_at_once()
    {
        var desk = new Turns().Has(Cast.Sam, idle: 9).Has(Sid, idle: 5).Asks();
        desk.Rings(Cast.Sam);
        desk.Marks(Cast.Sam).Rings(Sid);
        new Turns().Has(Cast.Adam).Has(Cast.Audrey).Has(Cast.Ida).Has(Cast.Gone).Has(Cast.Ana with { Roles = [Role.Supervisor] }).Asks().Rings();
    }

    [Fact]
    public void A_house_without_anybody_is_looked_at_again_and_again()
    {
        var desk = new Turns().Asks();
        desk.Rings();
        desk.DueIn.ShouldBe(60);
        desk.Has(Sue).Looks().Rings(Sue);
    }

    [Fact]
    public void A_phone_reaches_who_has_no_screen() => new Turns().Is(Cast.Sam, Availability.Available, screen: false).Phone(Sid, idle: 2).Asks().Rings(Sid);

    [Fact]
    public void Nothing_changes_before_its_time()
    {
        var desk = new Turns().Has(Cast.Sam).Has(Cast.Lena).Asks();
        Routing.Next(desk.Incident, Small.Procedure.Escalation, desk.Everybody, desk.Now + TimeSpan.FromSeconds(3)).ShouldBeNull();
    }
}
