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
        Listed(said.SaidBy, said.SaidAt, said.EnteredAt is { } entered && OddTimes.Of(said.At, entered) is not null ? T("check its time") : null);

    public static string Source(StatementAdded said) => Listed(said.SaidBy, said.SaidAt, null);

    /// <summary>One line of the timeline: all that the entry says of the paper.</summary>
    public static string Line(TakenOnPaper paper, TimelineWords words)
    {
        var parts = new[]
        {
            paper.TakenBy is { Length: > 0 } by ? T("Taken on paper by {0}", by) : T("Taken on paper"),
            paper.BeganAt is { Length: > 0 } began ? T("began {0}", AnswerWords.Moment(began)) : T("when it began is not noted"),
            paper.EndedAt is { Length: > 0 } ended ? T("ended {0}", AnswerWords.Moment(ended)) : null,
            paper.How is { } how ? how == Contact.OnTheLine ? T("still in contact when it was entered") : words.Ended(how) : null,
        };
        return T("{0}. Entered by hand afterwards; rings and deadlines count from the entry.", string.Join("; ", parts.OfType<string>()));
    }

    /// <summary>The times of the paper itself that are worth a second look, in a sentence each.</summary>
    public static IEnumerable<string> Odd(Paper paper) => new[]
    {
        OddBeginning(OddTimes.Of(paper.BeganAt, paper.EnteredAt)),
        OddEnd(OddTimes.Of(paper.EndedAt, paper.EnteredAt, paper.BeganAt)),
    }.OfType<string>();

    /// <summary>What is odd about the time at whose field it is said; null where nothing is.</summary>
    public static string? Odd(OddTime? odd) => Checked(odd switch
    {
        OddTime.Future => T("This lies in the future."),
        OddTime.LongAgo => T("This lies more than 30 days back."),
        OddTime.BeforeItBegan => T("This lies before the beginning."),
        null => null,
    });

    /// <summary>What is odd about the time of a line of exact words; null where nothing is.</summary>
    public static string? OddLine(OddTime? odd) => Checked(odd switch
    {
        OddTime.Future => T("Its time lies in the future."),
        OddTime.LongAgo => T("Its time lies more than 30 days back."),
        OddTime.BeforeItBegan => T("Its time lies before the beginning."),
        null => null,
    });

    static string? OddBeginning(OddTime? odd) => Checked(odd switch
    {
        OddTime.Future => T("The beginning lies in the future."),
        OddTime.LongAgo => T("The beginning lies more than 30 days back."),
        OddTime.BeforeItBegan or null => null,
    });

    static string? OddEnd(OddTime? odd) => Checked(odd switch
    {
        OddTime.Future => T("The end lies in the future."),
        OddTime.LongAgo => T("The end lies more than 30 days back."),
        OddTime.BeforeItBegan => T("The end lies before the beginning."),
        null => null,
    });

    static string? Checked(string? odd) => odd is null ? null : $"{odd} {T("It is on record as written; check it.")}";

    static string Listed(string? by, string? at, string? check) => string.Join(", ", new[]
    {
        T("From paper"), by, at is null ? T("time not noted") : Paper.Instant(at) is null ? at : null, check,
    }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
