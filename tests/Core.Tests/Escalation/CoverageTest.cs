using Holdfast.Core.Escalation;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>Whom the policy counts on and nobody is there to be rung.</summary>
public sealed class CoverageTest
{
    static readonly Tier Team = new("team", "The team", 0, [RungGroup.TeamSupervisors], 20, When.Always);
    static readonly Tier Leads = new("leads", "Leads", 60, [RungGroup.Leads], null, When.Always);
    static readonly Tier OnCall = new("on-call", "On-call", 180, [RungGroup.OnCall], null, When.Always);
    static readonly EscalationPolicy Policy = new([Team, Leads, OnCall], 60, WatchTimes.Usual);

    [Fact]
    public void Nothing_is_missing_where_each_tier_has_somebody_for_each_team() =>
        Of(Cast.Ana, Cast.Sam, Cast.Lena, Cast.Olga with { OnCall = true }).ShouldBeEmpty();

    [Fact]
    public void A_team_without_a_supervisor_is_named() =>
        Of(Cast.Sam, Cast.Lena with { OnCall = true }, Cast.Cora).ShouldBe([new CoverageGap.Nobody(Team, Cast.Green)]);

    [Fact]
    public void A_tier_that_reaches_nobody_for_any_team_is_named_once() =>
        Of(Cast.Sam with { OnCall = true }, Cast.Olga).ShouldBe([new CoverageGap.Nobody(Leads, null)]);

    [Fact]
    public void A_team_with_nobody_in_it_is_left_out() =>
        Of(Cast.Ana, Cast.Sam, Cast.Lena with { OnCall = true }).ShouldBeEmpty();

    [Fact]
    public void Whoever_cannot_be_rung_fills_no_tier_and_is_named_if_they_are_on_the_on_call_list()
    {
        var agent = Cast.Bob with { OnCall = true };
        var auditing = Cast.Ida with { OnCall = true };
        Of(Cast.Sam, Cast.Lena, agent, auditing, Cast.Gone with { OnCall = true })
            .ShouldBe([new CoverageGap.Nobody(OnCall, null), new CoverageGap.NotRung(agent), new CoverageGap.NotRung(auditing)]);
    }

    [Fact]
    public void A_house_without_people_has_no_team_to_leave_uncovered() => Of().ShouldBeEmpty();

    static IEnumerable<CoverageGap> Of(params Person[] people) => Coverage.Of(Policy, people, [Cast.Blue, Cast.Green]);
}
