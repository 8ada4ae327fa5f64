using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Text;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>
/// What was taken on paper, as the page for it posts it. Times are in the offset that the form names, else in <paramref name="zone"/>; one that is
/// no time stays as it was written. Nothing is refused.
/// </summary>
public sealed class PaperForm(IFormCollection form, TimeZoneInfo zone)
{
    /// <summary>Empty lines that the page offers at a time.</summary>
    public const int Rows = 6;

    /// <summary>A line that would be said this long before the beginning was said after midnight.</summary>
    static readonly TimeSpan OverMidnight = TimeSpan.FromHours(12);

    readonly TimeZoneInfo zone = Offset(form) ?? zone;

    /// <summary>The id of the incident that it begins, where there is none yet.</summary>
    public IncidentId Fresh => new(Id("fresh"));

    public Channel Channel => Words<Channel>.TryParse(form["channel"], out var channel) ? channel : Channel.Phone;

    /// <summary>Whether more lines are to follow at once.</summary>
    public bool More => form["do"] == "more";

    /// <summary>What it says of the paper itself. How contact ended is left out where the channel has no such thing.</summary>
    public TakenOnPaper Paper(bool mayEnd) => new(
        Moment("began"), Moment("ended"), Given("taken-by"), mayEnd && Words<Contact>.TryParse(form["how"], out var how) ? how : null);

    /// <summary>The paper, unless it says nothing new, and its lines of exact words, each with its time.</summary>
    public ImmutableArray<NewEntry> Entries(Incident? incident, bool mayEnd, DateTimeOffset now)
    {
        var sheet = new EntryId(Id("sheet"));
        var paper = Paper(mayEnd);
        var entries = ImmutableArray.CreateBuilder<NewEntry>();
        if (incident?.Paper is not { } known || !Says(known, incident.Contact, paper)) entries.Add(new NewEntry(sheet, paper, now));
        var from = entries.Count > 0 ? sheet : incident!.Paper!.Sheets[0];
        var (ids, texts, times) = (form["line"], form["words"], form["at"]);
        for (var i = 0; i < Math.Min(texts.Count, Math.Min(ids.Count, EntryRequests.MostEntries - 2)); i++)
        {
            if (texts[i]?.Trim() is { Length: > 0 } text && Guid.TryParseExact(ids[i], "D", out var id))
            {
                entries.Add(new NewEntry(new EntryId(id), new StatementAdded(text, from, SaidAt: At(i < times.Count ? times[i] : null, paper.BeganAt)), now));
            }
        }

        return entries.ToImmutable();
    }

    static bool Says(Paper known, Contact contact, TakenOnPaper said) =>
        known.Began == said.BeganAt && known.Ended == said.EndedAt && known.TakenBy == said.TakenBy && (said.How is null || said.How == contact);

    /// <summary>A time of day, on the day on which it began.</summary>
    string? At(string? time, string? began)
    {
        if (string.IsNullOrWhiteSpace(time) || !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var clock) || Core.Incidents.Paper.Instant(began) is not { } start)
        {
            return string.IsNullOrWhiteSpace(time) ? null : time.Trim();
        }

        var local = TimeZoneInfo.ConvertTime(start, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var said = day.ToDateTime(clock);
        return Iso(local.DateTime - said > OverMidnight ? said.AddDays(1) : said);
    }

    string? Moment(string name)
    {
        if (Given(name + ".words") is { } words) return words;
        return Given(name) is not { } sent ? null : DateTime.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Kind == DateTimeKind.Unspecified ? Iso(local) : sent;
    }

    string Iso(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The offset that the page's script or an earlier entry named, in minutes east.</summary>
    static TimeZoneInfo? Offset(IFormCollection form) =>
        int.TryParse(form["offset"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes) && Math.Abs(minutes) <= 14 * 60
            ? TimeZoneInfo.CreateCustomTimeZone("paper", TimeSpan.FromMinutes(minutes), null, null) : null;

    /// <exception cref="BadHttpRequestException">It isn't one: the form isn't ours.</exception>
    Guid Id(string name) => Guid.TryParseExact(form[name], "D", out var id) && id != Guid.Empty ? id : throw new BadHttpRequestException("The form is incomplete.");

    string? Given(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
