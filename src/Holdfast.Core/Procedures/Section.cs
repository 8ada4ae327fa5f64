using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>A part of the form, or a checklist, with its fields in the order in which they are asked.</summary>
public sealed record Section
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What to keep in mind here, in one line.</summary>
    public string? Hint { get; init; }

    /// <summary>The incidents it is for. Every section that applies opens; hidden, it keeps its answers.</summary>
    public When When { get; init; } = When.Always;

    /// <summary>Whether it begins folded; its count of open questions is shown all the same.</summary>
    public bool Folded { get; init; }

    public required ImmutableArray<Field> Fields { get; init; }
}
