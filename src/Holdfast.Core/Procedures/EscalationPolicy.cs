using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>Who is rung when nobody answers, as the pack says it. Times in whole seconds.</summary>
/// <param name="UnfiledAfter">Seconds after which an incident that is still live is told to supervisors.</param>
public sealed record EscalationPolicy(ImmutableArray<Tier> Tiers, int UnfiledAfter);

/// <summary>One tier.</summary>
/// <param name="After">Seconds after the start of the ring.</param>
/// <param name="Ring">Groups: team-supervisors, supervisors, leads, on-call, corporate-security.</param>
/// <param name="Each">Seconds for each person when they are rung one at a time; null rings all at once.</param>
public sealed record Tier(string Id, string Label, int After, ImmutableArray<string> Ring, int? Each, When When);
