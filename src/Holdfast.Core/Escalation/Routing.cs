using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Escalation;

/// <summary>Somebody who might be rung, as of now.</summary>
public sealed record Candidate(Person Person, Presence Presence);

/// <summary>
/// Who is rung next: a pure function of the incident, the policy that it began with, who is there, and now. The policy's times are the latest: a
/// tier that reaches nobody who could come is passed over at once. One at a time means that the next is tried when the time is up and the one
/// before stops ringing; whoever rings by a tier that rings all at once goes on until somebody has it. When all tiers were reached, everybody is
/// rung again and again. Whoever is on the call, or may not know of the incident, is never rung.
/// </summary>
public static class Routing
{
    /// <summary>The next move; null when nothing is to change now.</summary>
    public static PeopleRung? Next(Incident incident, EscalationPolicy policy, IReadOnlyCollection<Candidate> everybody, DateTimeOffset now)
    {
        if (incident.Ring is not { } ring)
        {
            return null;
        }

        var circumstances = Circumstances.Of(incident);
        ImmutableArray<Tier> tiers = ring.Cause == RingCause.Passed ? [Passed] : [.. policy.Tiers.Where(tier => tier.When.Holds(circumstances))];
        return new Move(incident.Team, ring, tiers, TimeSpan.FromSeconds(policy.RepeatEvery), [.. everybody.Where(one => MayBeRung(one.Person, incident))], now).Next();
    }

    /// <summary>Whom passing on by hand rings.</summary>
    static readonly Tier Passed = new("passed", "", 0, [RungGroup.CorporateSecurity], null, When.Always);

    /// <summary>Whether somebody can be rung for it at all: they could take it, they aren't on the call, and they may know of it.</summary>
    public static bool MayBeRung(Person person, Incident incident) => CanBeRung(person) && person.Id != incident.Agent && !incident.Excluded.Contains(person.Id);

    /// <summary>Whether somebody can be rung for anything.</summary>
    public static bool CanBeRung(Person person) => person.IsRung && !person.Is(Role.Administrator) && !person.Is(Role.Auditor);

    /// <summary>Whether a group of a tier holds a person.</summary>
    public static bool Holds(this RungGroup group, Person person, TeamId team) => group switch
    {
        RungGroup.TeamSupervisors => person.Is(Role.Supervisor) && person.Team == team,
        RungGroup.Supervisors => person.Is(Role.Supervisor),
        RungGroup.Leads => person.Is(Role.Lead),
        RungGroup.OnCall => person.OnCall,
        RungGroup.CorporateSecurity => person.Is(Role.CorporateSecurity),
    };
}
