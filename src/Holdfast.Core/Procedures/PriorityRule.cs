using Holdfast.Core.Incidents;

namespace Holdfast.Core.Procedures;

/// <summary>One rule of the pack: where it holds, the incident is at least this urgent.</summary>
/// <param name="Because">The ground in a few words, as the timeline tells it.</param>
public sealed record PriorityRule(Priority Priority, When When, string Because);
