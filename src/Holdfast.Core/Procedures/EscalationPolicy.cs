using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Escalation;
using Holdfast.Core.Text;

namespace Holdfast.Core.Procedures;

/// <summary>Who is rung when nobody answers, as the pack says it. Times in whole seconds.</summary>
/// <param name="Tiers">In the order of their times, the first at once.</param>
/// <param name="RepeatEvery">Seconds between two rings of everybody once all tiers were reached.</param>
/// <param name="Watch">How long each watch waits.</param>
public sealed record EscalationPolicy(ImmutableArray<Tier> Tiers, int RepeatEvery, WatchTimes Watch)
{
    /// <summary>What a pack that says nothing of repeating is taken to mean.</summary>
    public const int UsualRepeat = 60;
}

/// <summary>One tier.</summary>
/// <param name="After">Seconds after the start of the ring.</param>
/// <param name="Ring">Whom it rings.</param>
/// <param name="Each">Seconds for each person when they are rung one at a time; null rings all at once.</param>
public sealed record Tier(string Id, string Label, int After, ImmutableArray<RungGroup> Ring, int? Each, When When);

/// <summary>Whom a tier can ring.</summary>
[JsonConverter(typeof(WordConverter<RungGroup>))]
public enum RungGroup
{
    /// <summary>The supervisors of the team that the incident belongs to.</summary>
    TeamSupervisors,

    /// <summary>All supervisors.</summary>
    Supervisors,

    /// <summary>All lead resolution specialists.</summary>
    Leads,

    /// <summary>Everybody on the on-call list.</summary>
    OnCall,
    CorporateSecurity,
}
