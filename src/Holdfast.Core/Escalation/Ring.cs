using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Core.Escalation;

/// <summary>Why desks ring.</summary>
[JsonConverter(typeof(WordConverter<RingCause>))]
public enum RingCause
{
    SupervisorRequested,

    [JsonStringEnumMemberName("p0")]
    P0,
    Filed,
}

/// <summary>That the alert was on somebody's screen.</summary>
public sealed record ShownTo(PersonId Person, DateTimeOffset At);

/// <summary>
/// Desks that ring for one incident until somebody acknowledges. Tier 0 is the team's supervisors and lead resolution specialists; tier 1,
/// reached when the deadline fires, is every supervisor, lead resolution specialist and member of Corporate Security. It never goes quiet by itself.
/// </summary>
/// <param name="DueAt">When the next tier is due; null at the last one.</param>
public sealed record Ring(DateTimeOffset StartedAt, RingCause Cause, int Tier, DateTimeOffset? DueAt, ImmutableArray<ShownTo> ShownTo)
{
    /// <summary>How long the team alone rings.</summary>
    public static readonly TimeSpan TeamAlone = TimeSpan.FromSeconds(60);

    public const int TeamTier = 0;
    public const int EveryoneTier = 1;

    public static Ring Start(RingCause cause, DateTimeOffset now) => new(now, cause, TeamTier, now + TeamAlone, []);

    /// <summary>The ring after a deadline fired; it only ever widens.</summary>
    public Ring Widen(int tier) => tier > Tier ? this with { Tier = tier, DueAt = null } : this;

    /// <summary>The ring after one more screen showed it; the first time counts.</summary>
    public Ring Show(PersonId person, DateTimeOffset at) =>
        ShownTo.Any(shown => shown.Person == person) ? this : this with { ShownTo = ShownTo.Add(new ShownTo(person, at)) };

    /// <summary>Whether this ring is for a person of these roles and team. Who may not know of the incident is not asked here.</summary>
    public bool IsFor(Person person, TeamId team) => person.IsRung && (Tier >= EveryoneTier ||
        (person.Team == team && (person.Is(Role.Supervisor) || person.Is(Role.Lead))));
}
