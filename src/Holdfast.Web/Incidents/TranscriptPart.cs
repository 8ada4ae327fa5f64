namespace Holdfast.Web.Incidents;

/// <summary>What was pasted whole, line by line, as a part of a page.</summary>
/// <param name="Form">The id of the form that a line's button belongs to.</param>
/// <param name="Name">The name that the button sends.</param>
/// <param name="Before">What its value begins with; the transcript's id and the line's place follow.</param>
public sealed record TranscriptPart(IReadOnlyList<TranscriptView> Transcripts, bool MayWrite, string Form, string Name, string Before)
{
    /// <summary>Characters that one field takes at most. A longer text is pasted in pieces, none of it is cut.</summary>
    public const int Longest = 200_000;

    /// <summary>Lines of one text, and characters of it word for word, that a page shows: it is rendered anew with each change of the incident.</summary>
    public const int MostLines = 500;

    public const int MostShown = 50_000;

    /// <summary>The language that the words are in; empty where nobody said.</summary>
    public string Speaks { get; init; } = "";

    /// <summary>On the live screen every button belongs to the one form, so that nothing typed is lost without a script.</summary>
    public static TranscriptPart Live(IReadOnlyList<TranscriptView> transcripts) => new(transcripts, true, "live", "do", "quote:");

    public static TranscriptPart Page(IReadOnlyList<TranscriptView> transcripts, bool mayWrite) => new(transcripts, mayWrite, "quoting", "line", "");

    /// <summary>The line that a button named; null when it names none.</summary>
    public static (TranscriptView Transcript, TranscriptLineView Line)? Find(IEnumerable<TranscriptView> transcripts, string value)
    {
        var parts = value.Split(':');
        return parts is [var id, var place] && transcripts.FirstOrDefault(one => one.Id == id) is { } found && int.TryParse(place, out var at) && at >= 0 && at < found.Lines.Count && found.Lines[at].Text.Length > 0
            ? (found, found.Lines[at]) : null;
    }
}
