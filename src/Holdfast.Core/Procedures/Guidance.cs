using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>Longer guidance under a title, folded away until asked for.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Lines">Its lines, each with a bold term before it where it explains one.</param>
public sealed record Guidance(string Title, ImmutableArray<GuidanceLine> Lines);

/// <summary>One line of guidance.</summary>
/// <param name="Term">The term that the line explains, if it explains one.</param>
/// <param name="Text">The line.</param>
public sealed record GuidanceLine(string? Term, string Text);
