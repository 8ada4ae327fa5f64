using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>What an incident was taken down on, as the API gives it.</summary>
/// <param name="Began">As the paper says it: an instant in the zone it was written in, or words; null where it says nothing.</param>
/// <param name="TakenBy">Who wrote it down, where that was somebody else than who entered it.</param>
/// <param name="EnteredAt">When it was put on record: rings and deadlines count from then.</param>
/// <param name="Odd">What is worth a second look, in a sentence each.</param>
public sealed record PaperView(string? Began, DateTimeOffset? BeganAt, string? Ended, DateTimeOffset? EndedAt, string? TakenBy, PersonView EnteredBy, DateTimeOffset EnteredAt, IReadOnlyList<string> Odd)
{
    public static PaperView? Of(Incident incident, Func<Core.People.PersonId, PersonView> person) => incident.Paper is not { } paper ? null : new PaperView(
        paper.Began, paper.BeganAt, paper.Ended, paper.EndedAt, paper.TakenBy, person(paper.EnteredBy), paper.EnteredAt, [.. PaperWords.Odd(paper)]);
}

/// <summary>What was taken on paper, in plain words. Pure.</summary>
public static class PaperWords
{
    /// <summary>Where a line of exact words comes from; when it was entered follows.</summary>
    public static string Source(StatementView said) =>
        $"{Source(said.SaidBy, said.SaidAt)}{(said.EnteredAt is { } entered && OddTimes.Of(said.At, entered) is not null ? ", check its time" : "")}, entered";

    public static string Source(StatementAdded said) => Source(said.SaidBy, said.SaidAt);

    /// <summary>One line of the timeline: all that the entry says of the paper.</summary>
    public static string Line(TakenOnPaper paper, TimelineWords words)
    {
        var parts = new[]
        {
            $"Taken on paper{(paper.TakenBy is { Length: > 0 } by ? $" by {by}" : "")}",
            paper.BeganAt is { Length: > 0 } began ? $"began {AnswerWords.Moment(began)}" : "when it began is not noted",
            paper.EndedAt is { Length: > 0 } ended ? $"ended {AnswerWords.Moment(ended)}" : null,
            paper.How is { } how ? how == Contact.OnTheLine ? "still in contact when it was entered" : words.Ended(how) : null,
        };
        return string.Join("; ", parts.OfType<string>()) + ". Entered by hand afterwards; rings and deadlines count from the entry.";
    }

    /// <summary>The times of the paper itself that are worth a second look, in a sentence each.</summary>
    public static IEnumerable<string> Odd(Paper paper)
    {
        if (Odd(OddTimes.Of(paper.BeganAt, paper.EnteredAt)) is { } began)
        {
            yield return $"The beginning {began}";
        }

        if (Odd(OddTimes.Of(paper.EndedAt, paper.EnteredAt, paper.BeganAt)) is { } ended)
        {
            yield return $"The end {ended}";
        }
    }

    /// <summary>What is odd about a time, as the end of a sentence; null where nothing is.</summary>
    public static string? Odd(OddTime? odd) => odd switch
    {
        OddTime.Future => "lies in the future. It is on record as written; check it.",
        OddTime.LongAgo => "lies more than 30 days back. It is on record as written; check it.",
        OddTime.BeforeItBegan => "lies before the beginning. It is on record as written; check it.",
        null => null,
    };

    static string Source(string? by, string? at) => string.Join(", ", new[]
    {
        "From paper", by, at is null ? "time not noted" : Paper.Instant(at) is null ? at : null,
    }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
