using System.Collections.Immutable;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Incidents;

/// <summary>
/// The incident was taken down on paper while the site could not be reached, and entered afterwards: when it really began and ended, and who wrote
/// it down. Sent again it says it better; the latest shows, the timeline keeps all.
/// </summary>
/// <param name="BeganAt">An ISO 8601 instant with its offset, or the words as they stand on the paper; null where it says nothing.</param>
/// <param name="EndedAt">The same of the end of contact.</param>
/// <param name="TakenBy">Who wrote it down, when that was somebody else than the author.</param>
/// <param name="How">How contact stood when the paper was put down; null where it says nothing.</param>
public sealed record TakenOnPaper(string? BeganAt = null, string? EndedAt = null, string? TakenBy = null, Contact? How = null) : Fact;

/// <summary>What is known of the paper that an incident was taken down on. Texts are cut at <see cref="LongestText"/>; the entry keeps them whole.</summary>
/// <param name="Began">As the paper says it, see <see cref="TakenOnPaper"/>.</param>
/// <param name="EnteredAt">When it was first entered (UTC): rings and deadlines count from the record, never from the paper.</param>
/// <param name="Sheets">The entries that said so, at most <see cref="MostSheets"/>: a line of exact words that comes from one of them was read off the paper.</param>
public sealed record Paper(string? Began, string? Ended, string? TakenBy, PersonId EnteredBy, DateTimeOffset EnteredAt, ImmutableArray<EntryId> Sheets)
{
    public const int LongestText = 200;

    public const int MostSheets = 50;

    public DateTimeOffset? BeganAt => Instant(Began);

    public DateTimeOffset? EndedAt => Instant(Ended);

    /// <summary>Whether a line of exact words was read off the paper.</summary>
    public bool Holds(StatementAdded said) => said.From is { } sheet && Sheets.Contains(sheet);

    /// <summary>When something happened: by the paper where it was read off one, else by its entry's own account. A line without a time of its own was said some time after the paper's beginning.</summary>
    public static DateTimeOffset HappenedAt(Paper? paper, in EntryHead head, Fact fact) =>
        fact is StatementAdded said && paper?.Holds(said) == true ? Instant(said.SaidAt) ?? paper.BeganAt ?? head.OccurredAt : head.OccurredAt;

    /// <summary>The instant that a text of the paper is; null where words stand instead.</summary>
    public static DateTimeOffset? Instant(string? text) => text is null ? null : AnswerWords.Instant(text);

    /// <summary>The paper after one more entry that speaks of it.</summary>
    internal static Paper After(Paper? before, in EntryHead head, TakenOnPaper said) => new(
        Cut(said.BeganAt), Cut(said.EndedAt), Cut(said.TakenBy), before?.EnteredBy ?? head.Author, before?.EnteredAt ?? head.RecordedAt,
        before is null ? [head.Id] : before.Sheets.Length < MostSheets ? before.Sheets.Add(head.Id) : before.Sheets);

    static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > LongestText ? text[..LongestText] : text;
}

/// <summary>Why a time read off a paper is worth a second look. It is on record all the same.</summary>
public enum OddTime
{
    /// <summary>Later than it was entered.</summary>
    Future,

    /// <summary>More than <see cref="OddTimes.LongestAgo"/> before it was entered.</summary>
    LongAgo,

    /// <summary>Before the paper says that it began.</summary>
    BeforeItBegan,
}

/// <summary>Tells odd times. Pure.</summary>
public static class OddTimes
{
    /// <summary>A paper that waited longer than this is rather a slip of the date.</summary>
    public static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    /// <summary>Clocks on the wall differ by as much.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <param name="enteredAt">When it was or would be put on record.</param>
    /// <param name="began">When the paper says that it began; null where that is not asked.</param>
    /// <returns>Null for a time like any other, and where there is none.</returns>
    public static OddTime? Of(DateTimeOffset? at, DateTimeOffset enteredAt, DateTimeOffset? began = null) => at is not { } time ? null
        : time > enteredAt + Slack ? OddTime.Future
        : time < enteredAt - LongestAgo ? OddTime.LongAgo
        : began is { } start && time < start ? OddTime.BeforeItBegan
        : null;
}
