using System.Globalization;
using System.Text;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Web.Incidents;

/// <summary>A chat, an e-mail or a post pasted whole, and the parts it was read into.</summary>
/// <param name="Text">Verbatim.</param>
public sealed record TranscriptView(string Id, string Text, DateTimeOffset At, PersonView By, IReadOnlyList<TranscriptLineView> Lines)
{
    /// <summary>Everything pasted whole, oldest first.</summary>
    public static IReadOnlyList<TranscriptView> Of(IReadOnlyList<Entry> entries, Func<PersonId, PersonView> name) =>
        [.. entries.Where(entry => entry.Fact is TranscriptAdded).Select(entry => One(entry.Head, ((TranscriptAdded)entry.Fact).Text, entries, name))];

    static TranscriptView One(EntryHead head, string text, IReadOnlyList<Entry> entries, Func<PersonId, PersonView> name)
    {
        // The same words twice in a chat are two lines: each quote marks one of them.
        var quotes = entries.Select(entry => entry.Fact).OfType<StatementAdded>().Where(said => said.From == head.Id)
            .GroupBy(said => (said.Text, said.SaidBy, said.SaidAt)).ToDictionary(group => group.Key, group => group.Count());
        return new TranscriptView(head.Id.ToString(), text, head.OccurredAt, name(head.Author), [.. TranscriptReader.Read(text).Select(Line)]);

        TranscriptLineView Line(TranscriptLine line)
        {
            var key = (line.Text, line.Speaker, line.Time);
            var quoted = quotes.GetValueOrDefault(key) > 0;
            if (quoted)
            {
                quotes[key]--;
            }

            return new TranscriptLineView(line.Start, line.Length, line.Speaker, line.Time, line.Text, line.Part.ToString().ToLowerInvariant(), quoted);
        }
    }
}

/// <summary>One part of a transcript.</summary>
/// <param name="Part">"words", "header" or "earlier".</param>
/// <param name="Quoted">Whether its words were made an exact quote.</param>
public sealed record TranscriptLineView(int Start, int Length, string? Speaker, string? Time, string Text, string Part, bool Quoted)
{
    /// <summary>The line as an exact quote that names where it was taken from.</summary>
    public StatementAdded ToQuote(TranscriptView of) => new(Text, EntryId.TryParse(of.Id, out var from) ? from : null, Speaker, Time);

    /// <summary>The id of that quote, from where it stands: pressed twice it is one, and another line is never taken for its correction.</summary>
    public EntryId QuoteId(TranscriptView of) => EntryId.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"quote/{of.Id}/{Start}")));
}
