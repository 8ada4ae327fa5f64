using System.Collections.Immutable;
using Holdfast.Core.Incidents;

namespace Holdfast.Core.Procedures.Examples;

/// <summary>A story that comes with a pack: what happens, in order, and what the pack must make of it.</summary>
public sealed record Example
{
    public required string Title { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>A desk with made-up incidents tells it too.</summary>
    public bool Sample { get; init; }

    public required ImmutableArray<Happening> Steps { get; init; }

    public required Expectation Expect { get; init; }

    /// <summary>Where it begins, as errors name it.</summary>
    public required string File { get; init; }

    public required int Line { get; init; }
}

/// <summary>What must hold at the end; what isn't said isn't looked at.</summary>
public sealed record Expectation
{
    public static Expectation Nothing { get; } = new();

    public Priority? Priority { get; init; }

    /// <summary>Of the sections that have a condition, exactly those that apply.</summary>
    public ImmutableArray<string>? Sections { get; init; }

    /// <summary>The agent's step that matters now.</summary>
    public string? Now { get; init; }

    /// <summary>What filing would name, exactly.</summary>
    public ImmutableArray<string>? Missing { get; init; }

    /// <summary>Derived labels by their set, exactly and in order.</summary>
    public ImmutableArray<(string Set, ImmutableArray<string> Labels)> Labels { get; init; } = [];

    /// <summary>Values of the case's cards by their labels.</summary>
    public ImmutableArray<(string Label, string Value)> Case { get; init; } = [];

    /// <summary>Answers by field, as people read them.</summary>
    public ImmutableArray<(string Field, string Text)> Answers { get; init; } = [];
}
