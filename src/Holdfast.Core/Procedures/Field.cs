using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>A field of the form.</summary>
public sealed record Field
{
    /// <summary>Its name in answers, such as <c>caller-name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called on the screen.</summary>
    public required string Label { get; init; }

    /// <summary>Why it matters, in one line.</summary>
    public string? Why { get; init; }

    /// <summary>Words that stand for the answer in the written procedure. Typed as a value they count as missing.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether filing names it when it is blank. Filing is never refused.</summary>
    public bool Asked { get; init; }

    /// <summary>The answers to choose from; empty where anything can be written.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>Whether this value is an answer at all: not empty, and not the preset's own words.</summary>
    public bool Answers(string value) =>
        !string.IsNullOrWhiteSpace(value) && !string.Equals(value.Trim(), Preset, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One of the answers a field offers.</summary>
/// <param name="Value">As it is stored.</param>
/// <param name="Label">As it is shown.</param>
public sealed record Choice(string Value, string Label);
