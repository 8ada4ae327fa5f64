using System.Globalization;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Where what was taken on paper is entered with its true times; the answers follow on the live screen. GET starts nothing. The form brings the ids
/// of what it writes, so that sending it twice writes once.
/// </summary>
public sealed class OnPaperModel(Procedures.Procedures procedures, IncidentDoors doors, IncidentViews views, TimeProvider clock) : PageModel
{
    const string Address = "/report/paper";

    /// <summary>Where it is entered: for an incident that is there already, or for a new one.</summary>
    public static string AddressOf(string? incident) => incident is null ? Address : $"{Address}/{incident}";

    /// <summary>The incident's id; absent where it isn't entered yet.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public Procedure Procedure { get; private set; } = procedures.Current.Spoken;

    public Incident? Incident { get; private set; }

    /// <summary>What is on record so far; absent where it isn't entered yet.</summary>
    public IncidentView? Recorded { get; private set; }

    public Paper? Paper => Incident?.Paper;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What the exact words are called, on its channel or the first one.</summary>
    public string WordsTitle => (Incident is { } incident ? Procedure.Channel(incident.Channel) : Procedure.Channels[0]).WordsTitle;

    /// <summary>The ways in which contact ends, each with the words of all channels that know it: without a script they can't change with the channel.</summary>
    public IEnumerable<(string Value, string Label)> Ends =>
    [
        .. from end in Ending.SelectMany(guide => guide.Ends)
           group end.Label by end.How into how
           select (Words<Contact>.Of(how.Key), string.Join(" / ", how.Distinct())),
        (Words<Contact>.Of(Contact.OnTheLine), T("Still in contact")),
    ];

    /// <summary>The end that stands chosen: what is on record, else the first one, because a paper is entered when it is over.</summary>
    public string End => Incident is null ? Ends.First().Value : Words<Contact>.Of(Incident.Contact);

    public TimeZoneInfo Zone => clock.LocalTimeZone;

    /// <summary>The offset in which the paper's times are written, in minutes east; null where none is on record.</summary>
    public int? Offset => Instant is { } at ? (int)at.Offset.TotalMinutes : null;

    public string? OddBegan => PaperWords.Odd(OddTimes.Of(Paper?.BeganAt, Paper?.EnteredAt ?? Now));

    public string? OddEnded => PaperWords.Odd(OddTimes.Of(Paper?.EndedAt, Paper?.EnteredAt ?? Now, Paper?.BeganAt));

    DateTimeOffset? Instant => Paper?.BeganAt ?? Paper?.EndedAt;

    IEnumerable<ChannelGuide> Ending => Incident is { } incident ? [Procedure.Channel(incident.Channel)] : Procedure.Channels;

    public EntryId NewId() => EntryId.New(clock);

    /// <summary>A time of the paper as a field for date and time holds it; null where words stand instead.</summary>
    public static string? Field(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public static string? OddLine(StatementView said, Paper paper) => PaperWords.OddLine(OddTimes.Of(said.At, said.EnteredAt ?? paper.EnteredAt, paper.BeganAt));

    public async Task<IActionResult> OnGetAsync()
    {
        if (Id is null) return Page();
        if (await doors.ReadAsync(HttpContext.Person, new IncidentId(Id.Value), "report") is not { } found) return NotFound();
        Procedure = procedures.Of(found).Spoken;
        Incident = found;
        Recorded = await views.ContentAsync(HttpContext.Person, found);
        return Page();
    }

    /// <summary>Puts it on record. A time that is odd is taken, and told at its field; else the live screen has the next word.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var form = new PaperForm(await Request.ReadFormAsync(), Zone);
        var person = HttpContext.Person;
        Outcome outcome;
        if (Id is null)
        {
            var mayEnd = !Procedure.Channel(form.Channel).Ends.IsEmpty;
            outcome = await doors.StartAsync(person, form.Fresh, form.Channel, null, form.Entries(null, mayEnd, Now));
        }
        else
        {
            var id = new IncidentId(Id.Value);
            if (await doors.AllowedAsync(person, id, Operation.Write, "report") is not { } incident) return NotFound();
            var mayEnd = !procedures.Of(incident).Channel(incident.Channel).Ends.IsEmpty;
            var entries = form.Entries(incident, mayEnd, Now);
            outcome = entries.IsEmpty ? new Outcome.Done(incident) : await doors.AppendAsync(person, id, entries);
        }

        if (outcome is not Outcome.Done { Incident: var after }) return NotFound();
        var content = await views.ContentAsync(person, after);
        var odd = after.Paper is { } paper && (content.Paper!.Odd.Count > 0 || content.Statements.Any(said => said.EnteredAt is not null && OddLine(said, paper) is not null));
        return Redirect(form.More || odd ? AddressOf(after.Id.ToString()) : $"/report/{after.Id}");
    }
}
