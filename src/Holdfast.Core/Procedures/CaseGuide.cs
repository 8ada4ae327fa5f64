using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>How the report reaches the customer's case: two questions, four paths, one assignment at the end of each.</summary>
public sealed record CaseGuide
{
    public required string Title { get; init; }

    /// <summary>"Was the outside form completed?"</summary>
    public required CaseQuestion OutsideForm { get; init; }

    /// <summary>"Is there an existing case?"</summary>
    public required CaseQuestion Existing { get; init; }

    /// <summary>What a new case holds.</summary>
    public required CaseCard Create { get; init; }

    /// <summary>The assignment that every path ends in.</summary>
    public required CaseCard Assign { get; init; }

    /// <summary>The words of the tick at the end.</summary>
    public required string Done { get; init; }
}

/// <summary>A question with yes and no.</summary>
/// <param name="Number">What the number is called that comes with a yes, or later.</param>
/// <param name="Hint">What to do when in doubt.</param>
public sealed record CaseQuestion(string Question, string Number, string? Hint);

/// <summary>A card of values to copy by hand.</summary>
public sealed record CaseCard(string Title, ImmutableArray<CaseItem> Items);

/// <summary>One value of a card.</summary>
/// <param name="Label">What it is called on the screen.</param>
/// <param name="Text">Literal text, the same in every language: another system knows it; only for <see cref="CaseSource.Text"/>.</param>
/// <param name="From">The fields or the label set that it is made of.</param>
public sealed record CaseItem(string Label, CaseSource Source, string? Text, ImmutableArray<string> From)
{
    /// <summary>What the record calls it when it is copied: its label in the pack's own words.</summary>
    public string Name { get; init; } = Label;
}

/// <summary>Where a card's value comes from.</summary>
public enum CaseSource
{
    /// <summary>The same words every time.</summary>
    Text,

    /// <summary>The answers of some fields, those that are there.</summary>
    Answers,

    /// <summary>The labels of a set.</summary>
    Labels,

    /// <summary>The outside form's number once known, else ours.</summary>
    ReportNumber,

    /// <summary>The exact words.</summary>
    Words,
}
