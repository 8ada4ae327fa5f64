using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Escalation;
using Holdfast.Web.Evidence;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>One incident as those who handle it see it. Works as plain forms; the script sends the same forms through the JSON doors.</summary>
[Authorize]
public sealed partial class IncidentModel(
    IncidentDoors doors, EvidenceDoors evidence, EvidenceLimit limit, Decisions decisions, IncidentReader incidents, IncidentViews views, Directory people, Procedures.Procedures procedures, TimeProvider clock)
    : PageModel
{
    string? spoken;
    Incident? incident;
    IncidentView? content;

    [FromRoute]
    public string Id { get; set; } = "";

    /// <summary>What the page shows; every handler fills it first or answers that there is nothing.</summary>
    public Incident Incident => incident ?? throw new InvalidOperationException("The page was not filled.");

    public Person Reader => HttpContext.Person;

    /// <summary>The procedure that the incident is read by, in the reader's language.</summary>
    public Procedure Procedure => procedures.Of(Incident).Spoken;

    /// <summary>The language that the exact words are in; empty where nobody said.</summary>
    public string Speaks => Incident.Speaks(Procedure);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool MayRead { get; private set; }

    /// <summary>The ledger's position that the page is at least as new as.</summary>
    public long Position { get; private set; }

    /// <summary>The content, once somebody may read it.</summary>
    public IncidentView View => content ?? throw new InvalidOperationException("The page was not filled.");

    public IReadOnlyList<StatementView> Statements => View.Statements;

    /// <summary>Newest first.</summary>
    public ImmutableArray<TimelineEntryView> Timeline { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await FillAsync("page") ? Page() : NotFound();

    /// <summary>The parts that change, for the script.</summary>
    public async Task<IActionResult> OnGetLiveAsync() =>
        await FillAsync("page") && MayRead ? Partial("/Incidents/_Incident.cshtml", this) : NotFound();

    /// <summary>What others are typing, for the script; part of the same visit as the page.</summary>
    public async Task<IActionResult> OnGetDraftsAsync() =>
        IncidentId.TryParse(Id, out var id) && await doors.ReadAsync(Reader, id, "page") is { } incident
            ? new JsonResult(await views.DraftsAsync(Reader, incident)) : NotFound();

    /// <summary>Expects no version: a deadline that fires meanwhile must not turn it away; only another acknowledgement does.</summary>
    public Task<IActionResult> OnPostAcknowledgeAsync(string? entry) =>
        AfterAsync("Acknowledge", id => decisions.AcknowledgeAsync(Reader, id, EntryOf(entry)));

    public Task<IActionResult> OnPostPriorityAsync(string? entry, string? to, string? reason, int? version) =>
        AfterAsync("Priority", id => Words<Priority>.TryParse(to, out var priority)
            ? decisions.SetPriorityAsync(Reader, id, EntryOf(entry), priority, reason, version)
            : Task.FromResult<Outcome>(new Outcome.Refused("to", T("Choose a priority."))));

    public Task<IActionResult> OnPostOwnerAsync(string? entry, string? owner, string? reason, int? version) =>
        AfterAsync("Owner", id => decisions.AssignAsync(Reader, id, EntryOf(entry), owner, reason, version));

    public Task<IActionResult> OnPostShareAsync(string? entry, string? to, string? reason) =>
        AfterAsync("Share", id => decisions.ShareAsync(Reader, id, EntryOf(entry), to, reason));

    public Task<IActionResult> OnPostCloseAsync(string? entry, string? outcome, string? reason, int? version) =>
        AfterAsync("Close", id => decisions.CloseAsync(Reader, id, EntryOf(entry), outcome, reason, version));

    public Task<IActionResult> OnPostReopenAsync(string? entry, string? reason, int? version) =>
        AfterAsync("Reopen", id => decisions.ReopenAsync(Reader, id, EntryOf(entry), reason, version));

    public Task<IActionResult> OnPostBreakGlassAsync(string? entry, string? reason) =>
        AfterAsync("BreakGlass", id => decisions.BreakGlassAsync(Reader, id, EntryOf(entry), reason));

    public Task<IActionResult> OnPostNoteAsync(string? entry, string? text) =>
        AfterAsync("Note", id => AppendAsync(id, entry, string.IsNullOrWhiteSpace(text) ? null : new NoteAdded(text.Trim())));

    // What the parts of the page ask.
    public bool May(Operation operation) => Access.Decide(Reader, Incident, operation, Now).IsAllowed;

    public string Name(PersonId id) => people.Find(id)?.DisplayName ?? T("Somebody");

    public string Team => people.TeamName(Incident.Team);

    Labels Words => new(Procedure, people);

    public string Threat => Words.Threat(Incident) is { Length: > 0 } known ? known : T("Not known yet");

    /// <summary>What was answered, as people read it; null when nothing was.</summary>
    public string? Said(string field) =>
        Incident.Answers.TryGetValue(field, out var answer) && answer.State != AnswerState.Blank ? Capital(Words.Values(field, answer)) : null;

    /// <summary>What was answered to the field of that meaning.</summary>
    public string? Said(Meaning meaning) => Procedure.Field(meaning) is { } field ? Said(field.Id) : null;

    public string RingsWhom => RingWords.Whom(Incident, Reader, Name);

    public string RingCause => Incident.Ring is { } ring ? RingWords.Because(ring.Cause, Incident.CustomerAsked) : "";

    public string RingShown => Incident.Ring?.People.Where(one => one is { State: RungState.Ringing, ShownAt: not null } && one.Person != Reader.Id).Select(one => Name(one.Person)).ToArray() is { Length: > 0 } shown
        ? T("On the screen of {0}.", RingWords.Names(shown)) : Incident.Ring?.IsRinging(Reader.Id) == true ? "" : T("No screen has shown it yet.");

    /// <summary>Who was tried before and did not answer, or can't come.</summary>
    public string RingTried => string.Join(' ', new[]
    {
        Tried(RungState.Missed) is { Length: > 0 } missed ? T("{0} did not answer.", RingWords.Names(missed)) : "",
        Tried(RungState.Declined) is { Length: > 0 } declined ? T("{0} can’t come.", RingWords.Names(declined)) : "",
    }.Where(sentence => sentence.Length > 0));

    string[] Tried(RungState state) => Incident.Ring?.People.Where(one => one.State == state && one.Person != Reader.Id).Select(one => Name(one.Person)).ToArray() ?? [];

    public string SeenLine
    {
        get
        {
            var others = Incident.SeenBy.Where(seen => seen.Person != Reader.Id).OrderByDescending(seen => seen.LastAt).Select(seen => Name(seen.Person)).ToArray();
            return others.Length switch
            {
                0 => T("Opened by you alone"),
                1 => T("Opened by you and {0}", others[0]),
                _ => T("Opened by you, {0} and {1} more", others[0], others.Length - 1),
            };
        }
    }

    public string SharedWith => Incident.Grants.Count(grant => grant.Until is null) is > 0 and var count ? $"{count}" : "";

    /// <summary>Until when broken glass keeps it open for this reader, if that is what lets them in.</summary>
    public DateTimeOffset? OpenUntil => Access.Decide(Reader, Incident, Operation.Read, Now).Ground == Ground.BrokenGlass
        ? Incident.Grants.Where(grant => grant.To == Reader.Id).Max(grant => grant.Until) : null;

    public IEnumerable<Person> Owners => Colleagues.Where(person => person.IsRung && person.Id != Incident.Owner);

    public IEnumerable<Person> Colleagues => people.Active.Where(person =>
        !person.Is(Role.Administrator) && !person.Is(Role.Auditor) && !Incident.Excluded.Contains(person.Id) && person.Id != Incident.Agent);

    public EntryId Fresh() => EntryId.New(clock);

    public string Post(string handler) => $"/incidents/{Incident.Id}?handler={handler}";

    /// <summary>What was typed into a form that could not be done.</summary>
    public string? Kept(string form, string field) => IsOpen(form) ? Request.Form[field].ToString() : null;

    public bool IsOpen(string form) => spoken is not null && Handler == form;

    /// <summary>Why a form could not be done.</summary>
    public string? NoteOf(string form) => IsOpen(form) ? spoken : null;

    string? Handler => Request.Query["handler"];

    static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    EntryId EntryOf(string? entry) => EntryId.TryParse(entry, out var id) ? id : EntryId.New(clock);

    Task<Outcome> AppendAsync(IncidentId id, string? entry, Fact? fact) => fact is null
        ? Task.FromResult<Outcome>(new Outcome.Refused("", T("Write something first.")))
        : doors.AppendAsync(Reader, id, [new NewEntry(EntryOf(entry), fact, clock.GetUtcNow())]);

    async Task<IActionResult> AfterAsync(string form, Func<IncidentId, Task<Outcome>> act)
    {
        if (!IncidentId.TryParse(Id, out var id))
        {
            return NotFound();
        }

        switch (await act(id))
        {
            case Outcome.Done:
                return Redirect(Request.HasFormContentType && Request.Form["back"] == "report" ? $"/report/{id}#{(form == "Case" ? "case" : "evidence")}" : $"/incidents/{id}");
            case Outcome.Conflict conflict:
                spoken = conflict.Words;
                Response.StatusCode = StatusCodes.Status409Conflict;
                break;
            case Outcome.Refused refused:
                spoken = refused.Words;
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
            default:
                return NotFound();
        }

        return await FillAsync("page") ? Page() : NotFound();
    }

    async Task<bool> FillAsync(string door)
    {
        if (!IncidentId.TryParse(Id, out var id))
        {
            return false;
        }

        Position = await incidents.HeadAsync();
        var found = await incidents.FindAsync(id);
        MayRead = found is not null && Access.Decide(Reader, found, Operation.Read, Now).IsAllowed;
        if (MayRead)
        {
            found = await doors.ReadAsync(Reader, id, door);
        }
        else
        {
            // Those who may know the number are offered to open it with a reason; for others it isn't there, and the denial is on record.
            found = Reader.IsRung ? await doors.AllowedAsync(Reader, id, Operation.SeeNumber, door) : await doors.ReadAsync(Reader, id, door);
        }

        if (found is null)
        {
            return false;
        }

        incident = found;
        if (MayRead)
        {
            content = await views.ContentAsync(Reader, found);
            await FillToldAsync();
            arriving = await evidence.ArrivingAsync(Reader, found);
            Timeline = [.. (await views.TimelineAsync(Reader, found, Math.Max(0, found.Sequence - TimelineLength))).Entries.Reverse()];
        }

        return true;
    }

    /// <summary>Lines of the timeline that the page shows at most; the print has all.</summary>
    const int TimelineLength = 500;
}
