using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Escalation;

/// <summary>A hole in who would be rung.</summary>
public abstract record CoverageGap
{
    /// <summary>A tier that has nobody to ring.</summary>
    /// <param name="Team">For whose incidents; null for those of every team.</param>
    public sealed record Nobody(Tier Tier, TeamId? Team) : CoverageGap;

    /// <summary>Somebody on the on-call list whom no tier can ring: they hold no role in effect that could take it.</summary>
    public sealed record NotRung(Person Person) : CoverageGap;
}

/// <summary>Whether everybody whom the policy counts on is there at all: by accounts and roles, whoever is at work today. Pure.</summary>
public static class Coverage
{
    /// <summary>The gaps, tier by tier in the policy's order, then people of the on-call list by name.</summary>
    /// <param name="people">Everybody with an account that works.</param>
    /// <param name="teams">All teams. A team with nobody in it starts no incidents and is left out.</param>
    public static ImmutableArray<CoverageGap> Of(EscalationPolicy policy, IReadOnlyCollection<Person> people, IReadOnlyCollection<TeamId> teams)
    {
        var rung = people.Where(Routing.CanBeRung).ToArray();
        var working = teams.Where(team => people.Any(person => person.Team == team && !person.Disabled)).ToArray();
        var gaps = ImmutableArray.CreateBuilder<CoverageGap>();
        foreach (var tier in policy.Tiers)
        {
            var without = working.Where(team => !rung.Any(person => tier.Ring.Any(group => group.Holds(person, team)))).ToArray();
            gaps.AddRange(without.Length == working.Length && without.Length > 0 ? [new CoverageGap.Nobody(tier, null)] : without.Select(team => new CoverageGap.Nobody(tier, team)));
        }

        gaps.AddRange(people.Where(person => person is { OnCall: true, Disabled: false } && !Routing.CanBeRung(person))
            .OrderBy(person => person.DisplayName, StringComparer.Ordinal).Select(person => new CoverageGap.NotRung(person)));
        return gaps.DrainToImmutable();
    }
}
