using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>What is offered to the agent once it is over.</summary>
/// <param name="Text">What the agent is told.</param>
/// <param name="Resources">Who is there for them.</param>
public sealed record CareGuide(string Text, ImmutableArray<PhoneLine> Resources);
