using System.Collections.Immutable;

namespace Holdfast.Web.Incidents;

/// <summary>What the live screen shows of one incident when it is first rendered; the script keeps it up to date from there.</summary>
public sealed record LiveView
{
    /// <summary>The incident's id; absent before first touch.</summary>
    public string? Id { get; init; }

    /// <summary>The number, as it is spoken.</summary>
    public string? Number { get; init; }

    /// <summary>The priority's mark, such as P1.</summary>
    public string? Priority { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was filed, if it was.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>Whether the caller hung up or the line was lost, in words; absent while the caller is on the line.</summary>
    public string? Ended { get; init; }

    /// <summary>The latest answer of each field.</summary>
    public ImmutableDictionary<string, LiveAnswer> Answers { get; init; } = ImmutableDictionary<string, LiveAnswer>.Empty;

    /// <summary>The exact words, in the order in which they were said.</summary>
    public ImmutableArray<LiveLine> Lines { get; init; } = [];

    /// <summary>The logged calls to emergency services.</summary>
    public ImmutableArray<LiveCall> Calls { get; init; } = [];

    /// <summary>What this person was typing when the page was last left, by field.</summary>
    public ImmutableDictionary<string, LiveDraft> Drafts { get; init; } = ImmutableDictionary<string, LiveDraft>.Empty;

    /// <summary>The latest answer to a field; blank when there is none.</summary>
    public LiveAnswer Answer(string field) => Answers.GetValueOrDefault(field) ?? LiveAnswer.Blank;

    /// <summary>Whether a choice of a field is chosen.</summary>
    public bool Chosen(string field, string value) => Answer(field).Values.Contains(value, StringComparer.Ordinal);

    /// <summary>Whether a field has an answer of any sort, "Call Did not say" included.</summary>
    public bool Known(string field) => Answer(field).State != "blank";
}

/// <summary>The latest answer to a field.</summary>
/// <param name="State">blank, answered, not-said or observed.</param>
/// <param name="Values">The values; none when blank or not said.</param>
/// <param name="At">When it was given.</param>
public sealed record LiveAnswer(string State, ImmutableArray<string> Values, DateTimeOffset? At)
{
    /// <summary>No answer yet.</summary>
    public static LiveAnswer Blank { get; } = new("blank", [], null);

    /// <summary>The values as one line.</summary>
    public string Text => string.Join(", ", Values);
}

/// <summary>One line of exact words.</summary>
/// <param name="Id">The entry that holds it.</param>
/// <param name="Text">The words, as last corrected.</param>
/// <param name="Original">The words as first written, where they were corrected.</param>
/// <param name="At">When they were said.</param>
public sealed record LiveLine(string Id, string Text, string? Original, DateTimeOffset At);

/// <summary>A logged call to emergency services.</summary>
/// <param name="Id">The entry that holds it.</param>
/// <param name="Whom">Who was called.</param>
/// <param name="CalledAt">When.</param>
/// <param name="Reference">The reference number they gave.</param>
/// <param name="PlaceTold">The place they were told.</param>
/// <param name="Reached">Whether they reached the person; absent while it isn't known.</param>
public sealed record LiveCall(string Id, string Whom, string CalledAt, string Reference, string PlaceTold, bool? Reached);

/// <summary>Typing in progress that was kept.</summary>
/// <param name="Entry">The id that it will have as an entry.</param>
/// <param name="Text">The text so far.</param>
public sealed record LiveDraft(string Entry, string Text);
