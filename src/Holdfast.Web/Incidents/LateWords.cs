using System.Globalization;
using System.Text;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Puts on the record what one author typed of one incident some time ago, through the same doors as what is typed now. Access is asked for the author as they
/// were when they were signed in, and as of the time of typing; a denial is on record like any other. Thread-safe.
/// </summary>
public sealed class LateWords(IncidentDoors doors, EntryRequests entries, IncidentReader reader)
{
    /// <summary>How far back "typed at" reaches; anything beyond is this far back, which is more than any ticket covers.</summary>
    static readonly TimeSpan LongestAgo = Ticket.Good + 2 * Ticket.Offline;

    /// <summary>Keeps all of them, or those that the author may write.</summary>
    /// <param name="person">The author as their account is now.</param>
    /// <param name="words">Theirs, of one incident, under tickets with the same roles, in the order sent.</param>
    /// <param name="now">By the clock that the words' times are of.</param>
    /// <exception cref="LedgerUnavailableException">Not now: again later is the same.</exception>
    internal async Task KeepAsync(Person person, Unsealed[] words, DateTimeOffset received, double? now)
    {
        var author = words[0].Ticket.Of(person);
        var id = words[0].Incident;
        var said = words.Where((one, i) => !one.IsStart && !words.Skip(i + 1).Any(one.IsOutdoneBy)).Select(one => Said(author, one, received, now)).OfType<Typed>().ToArray();
        var start = words.FirstOrDefault(one => one.IsStart);
        if (start is null && said.Length == 0)
        {
            return;
        }

        var incident = await reader.FindAsync(id);
        if (incident is null || (start is not null && incident.Agent != author.Id))
        {
            // Words whose start got lost are words all the same: the incident begins with them.
            var channel = start is not null && Words<Channel>.TryParse(IncidentsApi.Text(start.Body, "channel"), out var given) ? given : Channel.Phone;
            var began = At(start ?? words[0], received, now) is (var at, true) ? at : (DateTimeOffset?)null;
            await doors.StartAsync(author, id, channel, null, [.. said.Select(one => one.Entry)], began);
            return;
        }

        var drafts = await reader.DraftsAsync(id);
        said = [.. said.Select(one => GoneOn(author, one, drafts))];

        // Broken glass is open for an hour: what was typed within it is apart from what came after.
        foreach (var group in said.GroupBy(one => Access.Decide(author, incident, Operation.Write, one.AsOf).IsAllowed))
        {
            await doors.AppendAsync(author, id, [.. group.Select(one => one.Entry)], late: group.Max(one => one.AsOf));
        }
    }

    /// <summary>The server may have heard more of a line than its machine could keep before it went: what goes on from these words stands for them.</summary>
    static Typed GoneOn(Person author, Typed said, IReadOnlyList<Draft> drafts)
    {
        var draft = drafts.FirstOrDefault(one => one.Entry == said.Entry.Id && one.Person == author.Id);
        var heard = draft?.Text.Trim();
        return heard is not null && draft!.SavedAt >= said.AsOf && WordsOf(said.Entry.Fact) is { } words && heard.Length > words.Length && heard.StartsWith(words, StringComparison.Ordinal)
            ? said with { Entry = said.Entry with { Fact = (draft with { Text = heard }).ToFact() } }
            : said;
    }

    static string? WordsOf(Fact fact) => fact switch
    {
        StatementAdded said => said.Text,
        StatementCorrected corrected => corrected.Text,
        AnswerGiven { Values: [var value] } => value,
        NoteAdded note => note.Text,
        TranscriptAdded pasted => pasted.Text,
        _ => null,
    };

    /// <summary>The entry that it becomes; null for none.</summary>
    Typed? Said(Person author, Unsealed words, DateTimeOffset received, double? now)
    {
        var (at, credible) = At(words, received, now);
        return Entry(author, words, at) is not { Fact: not AlertShown } entry ? null
            : credible ? new Typed(entry, at) : new Typed(entries.ToBeChecked(entry), received);
    }

    /// <summary>Null for an empty text, or one too long to be kept.</summary>
    NewEntry? Entry(Person author, Unsealed words, DateTimeOffset at)
    {
        if (words.IsEntry)
        {
            return entries.ReadOne(author, words.Incident, words.Body, at);
        }

        var odd = new NewEntry(words.Entry ?? OfContent(author, words), new KeptAsItCame(words.Op.Length <= 200 ? words.Op : words.Op[..200], 1, words.Body.Clone()), at);
        if (!words.IsDraft || IncidentsApi.Text(words.Body, "text") is not { } text)
        {
            return odd;
        }

        var field = IncidentsApi.Text(words.Body, "field") is { Length: > 0 and <= 100 } name ? name : Fields.Note;
        return string.IsNullOrWhiteSpace(text) || Encoding.UTF8.GetByteCount(text) > EntryRequests.LargestEntry ? null : odd with { Fact = entries.Known(Draft.ToFact(field, text)) };
    }

    static EntryId OfContent(Person author, Unsealed words) =>
        EntryId.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{words.Incident}/{author.Id}/{words.Op}/{words.At}/{words.Body.GetRawText()}")));

    /// <summary>
    /// When it was typed, and whether it can have been. The machine's clock may be wrong by years; how long it says has passed since is believed. Words that
    /// say no time count as typed when they came.
    /// </summary>
    static (DateTimeOffset At, bool Credible) At(Unsealed words, DateTimeOffset received, double? now)
    {
        var at = words.At is { } typed && now is { } sent ? received - TimeSpan.FromMilliseconds(Math.Clamp(sent - typed, 0, LongestAgo.TotalMilliseconds)) : received;
        return (at, words.At is not null && now is not null && words.Ticket.Covers(at));
    }

    /// <param name="AsOf">The time as of which Access is asked: that of typing, where it can have been.</param>
    sealed record Typed(NewEntry Entry, DateTimeOffset AsOf);
}
