using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>A field of the form.</summary>
public sealed record Field
{
    /// <summary>Its name in answers, such as <c>caller-name</c>. The pack's own.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called on the screen.</summary>
    public required string Label { get; init; }

    /// <summary>What the product must know of it; absent for most.</summary>
    public Meaning? Means { get; init; }

    public FieldType Type { get; init; }

    /// <summary>Why it matters, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>The question as it is read aloud to the caller; absent where nobody is asked.</summary>
    public string? Ask { get; init; }

    /// <summary>The value that stands there until somebody changes it; <see cref="Now"/> is the time of the start. Filing puts it on record.</summary>
    public string? Preset { get; init; }

    /// <summary>Words that stand for the answer in the written procedure. Typed as a value they count as missing.</summary>
    public string? Placeholder { get; init; }

    /// <summary>What the placeholder's words are in the pack's other languages: they count as missing too, whoever reads.</summary>
    public ImmutableArray<string> PlaceholderElsewhere { get; init; } = [];

    /// <summary>What to do instead when the placeholder's words were typed.</summary>
    public string? PlaceholderHint { get; init; }

    /// <summary>Whether filing names it when it is blank and its section applies. Filing is never refused.</summary>
    public bool Wanted { get; init; }

    /// <summary>Whether "the rest" fills it with the pack's words for "not said": a question that a caller could have answered.</summary>
    public bool MayBeNotSaid { get; init; }

    /// <summary>The incidents it is for. Hidden, it keeps its answer.</summary>
    public When When { get; init; } = When.Always;

    /// <summary>The answers to choose from; empty where anything can be written.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>The preset that means the time at which the incident was started.</summary>
    public const string Now = "now";

    /// <summary>The answer of a field of type <see cref="FieldType.Evidence"/> that says there is none.</summary>
    public const string NoEvidence = "no";

    /// <summary>Whether this value is an answer at all: not empty, and not the placeholder's own words.</summary>
    public bool Answers(string value) =>
        !string.IsNullOrWhiteSpace(value) && !Placeholders.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The placeholder's words in every language; none where the field has no placeholder.</summary>
    public IEnumerable<string> Placeholders => Placeholder is null ? [] : PlaceholderElsewhere.Prepend(Placeholder).Distinct(StringComparer.Ordinal);
}

/// <summary>How an answer is given.</summary>
public enum FieldType
{
    /// <summary>One line of words.</summary>
    Text,

    /// <summary>Several lines of words.</summary>
    Long,

    /// <summary>A number to call.</summary>
    Phone,

    /// <summary>Date and time: an ISO 8601 instant with its offset, or the words as written.</summary>
    Moment,

    /// <summary>One of the choices.</summary>
    One,

    /// <summary>Any of the choices.</summary>
    Several,

    /// <summary>Any of the choices, ticked from what is heard or seen without asking: its answers are observed.</summary>
    Heard,

    /// <summary>A box: ticked is the answer <c>yes</c>.</summary>
    Tick,

    /// <summary>
    /// What is kept as evidence: it has no words of its own. It is answered while something is kept or owed, or by <see cref="Field.NoEvidence"/>. Its
    /// choices are what often follows; they are offered where somebody says what is to come.
    /// </summary>
    Evidence,
}

/// <summary>One of the answers a field offers.</summary>
/// <param name="Value">As it is stored.</param>
/// <param name="Label">As it is shown.</param>
public sealed record Choice(string Value, string Label);
