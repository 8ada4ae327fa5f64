using System.Collections.Immutable;
using System.Text.Json;
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
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>
/// The agent's screen while somebody threatens. GET never starts anything: the script begins the incident at first touch. The posts are for
/// browsers without scripts; each form brings the ids of what it writes, so that sending it twice writes once.
/// </summary>
public sealed class LiveModel(Procedures.Procedures procedures, IncidentDoors doors, IncidentViews views, IncidentReader reader, Decisions decisions, Directory directory, EvidenceLimit limit, Tickets tickets, TimeProvider clock) : PageModel
{
    /// <summary>People that a list without scripts offers at most; beyond it a user name is written.</summary>
    const int MostColleagues = 200;

    /// <summary>The procedure whose words the screen shows: the version that the incident began with.</summary>
    public Procedure Procedure { get; private set; } = procedures.Current.Spoken;

    /// <summary>The incident's id; absent on an empty screen.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>What is on record so far.</summary>
    public LiveView Incident { get; private set; } = LiveView.Empty;

    /// <summary>Whose page it is: the name that is signed in with again over it.</summary>
    public string UserName => HttpContext.Person.UserName;

    /// <summary>The server's time when the page was made.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What can be said of it so far, in the words of the procedure's conditions.</summary>
    public Circumstances Circumstances { get; private set; } = Circumstances.Of(Channel.Phone);

    /// <summary>The channel that the screen is for.</summary>
    public Channel Channel { get; private set; } = Channel.Phone;

    public ChannelGuide Guide => Procedure.Channel(Channel);

    /// <summary>The order across the top: while contact lasts, after it, or for whoever has handed it over to somebody else.</summary>
    public Order Order => Incident.Ended ? Guide.Ended : HandedOver ? LiveChannels.Left(Channel) : Guide.Order;

    /// <summary>Whether this reader's part of the contact is over while somebody else goes on with it.</summary>
    public bool HandedOver => Incident is { Ended: false, Record.Handover: { Step: HandoverStep.Released, To: var to } } && to != HttpContext.Person.Id;

    public LiveSay Say => LiveSay.Of(this);

    public LiveSteps Steps => LiveSteps.Of(this);

    /// <summary>The first sections as far as the one with the kinds: they are laid out as choices, always in sight.</summary>
    public IEnumerable<Section> Lead => Procedure.Sections.Take(LeadCount);

    /// <summary>The form's other sections and the checklists.</summary>
    public IEnumerable<Section> Sections => Procedure.Sections.Skip(LeadCount);

    /// <summary>The zone in which a browser without scripts writes dates and times.</summary>
    public TimeZoneInfo Zone => clock.LocalTimeZone;

    /// <summary>Colleagues to choose from without scripts; null where they are too many for a list.</summary>
    public IReadOnlyList<Person>? Colleagues => directory.Members.Length > MostColleagues ? null : [.. directory.Active];

    int LeadCount => Procedure.Sections.TakeWhile(section => section.Fields.All(one => one.Means != Meaning.Kind)).Count() is var before && before < Procedure.Sections.Length ? before + 1 : 0;

    /// <summary>Ticks that make it as urgent as can be, the one for "happening now" first: they stand apart, each with a key.</summary>
    public bool IsUrgent(Field field) => field.Type == FieldType.Tick && (field.Means == Meaning.Imminent
        || Procedure.Priorities.Any(rule => rule.Priority == Priority.P0 && rule.When.Conditions.Any(condition => condition.Key == field.Id)));

    /// <summary>The language that the exact words are in; empty where nobody said.</summary>
    public string Speaks => Incident.Record?.Speaks(Procedure) ?? "";

    /// <summary>The field for it, which stands beside the words; null where the pack asks for it on some incidents only, in its section, or not at all.</summary>
    public LiveField? LanguageField => Procedure.Sections.Where(section => section.When.Conditions.IsEmpty).SelectMany(section => section.Fields)
        .FirstOrDefault(one => one.Means == Meaning.Language) is { } language ? new LiveField(this, language, Aloud: false) : null;

    public bool Holds(When when) => when.Holds(Circumstances);

    /// <summary>The evidence's panel; null before first touch. What is arriving comes with the script's first look.</summary>
    public EvidencePart? Evidence => Incident is not { Record: { } record, Content: { } content } ? null
        : EvidencePart.Of(record, Procedure, content.May.Contains(Words<Operation>.Of(Operation.Write)), Now, Name) with { Back = "report", Fresh = NewId, Limit = Limit, Note = EvidenceNotes.Of(Request.Query, Limit) };

    /// <summary>The transfer under way or the last one; null where none was offered.</summary>
    public HandoverPart? Handover => Incident.Record is { } record ? HandoverPart.Of(record, Procedure, HttpContext.Person, Name) : null;

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? T("Somebody");

    /// <summary>Bytes of one file at most.</summary>
    public long Limit => limit.Bytes;

    /// <summary>A condition as the page's script reads it; null for one that always holds.</summary>
    public static string? Json(When when) => when.Conditions.IsEmpty ? null
        : JsonSerializer.Serialize(when.Conditions.ToDictionary(condition => condition.Key, condition => condition.Values));

    /// <summary>What the page's script begins with.</summary>
    public string CircumstancesJson => JsonSerializer.Serialize(Circumstances.Values);

    /// <summary>What the page's script seals words with that it may not be able to send while their author is signed in.</summary>
    public string Seal => tickets.OfferJson(HttpContext.Person);

    /// <summary>An id for what a form writes.</summary>
    public EntryId NewId() => EntryId.New(clock);

    /// <summary>Shows the screen, empty or with what is on record.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (Id is null)
        {
            Channel = Words<Channel>.TryParse(Request.Query["channel"], out var asked) ? asked : Channel.Phone;
            Circumstances = Circumstances.Of(Channel);
            return Page();
        }

        var id = new IncidentId(Id.Value);
        if (await doors.ReadAsync(HttpContext.Person, id, "report") is not { } incident) return NotFound();
        Procedure = procedures.Of(incident).Spoken;
        Circumstances = Circumstances.Of(incident);
        Channel = incident.Channel;
        var drafts = await reader.DraftsAsync(id);
        Incident = new LiveView(
            incident,
            await views.ContentAsync(HttpContext.Person, incident),
            drafts.Where(draft => draft.Person == HttpContext.Person.Id).GroupBy(draft => draft.Field, StringComparer.Ordinal)
                .ToImmutableDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal));
        return Page();
    }

    /// <summary>Takes the whole form of a browser without scripts: starts the incident if need be, writes what changed, does what the button says.</summary>
    public async Task<IActionResult> OnPostAsync([FromServices] EntryRequests requests, [FromServices] Handovers handovers)
    {
        var person = HttpContext.Person;
        var sent = await Request.ReadFormAsync();
        var form = new LiveForm(sent, Procedure, Zone);
        var id = new IncidentId(Id ?? form.Id("fresh"));
        var outcome = Id is null ? await doors.StartAsync(person, id, form.Channel ?? Channel.Phone, null, []) : null;
        if (outcome is null && await doors.ReadAsync(person, id, "report") is { } read) outcome = new Outcome.Done(read);
        if (outcome is not Outcome.Done { Incident: var incident }) return NotFound();
        form = new LiveForm(sent, procedures.Of(incident), Zone);

        var now = clock.GetUtcNow();
        var entries = form.Facts(incident).Select(fact => new NewEntry(EntryId.New(clock), requests.Known(fact), now)).ToList();
        if (form.Words is { } words) entries.Add(new NewEntry(new EntryId(form.Id("line")), new StatementAdded(words), now));
        entries.AddRange(form.Corrections.Select(one => new NewEntry(EntryId.New(clock), one, now)));
        if (form.Pasted is { } pasted) entries.Add(new NewEntry(new EntryId(form.Id("pasted")), new TranscriptAdded(pasted), now));
        if (form.Quoted is { } line && TranscriptPart.Find((await views.ContentAsync(person, incident)).Transcripts, line) is { } found)
            entries.Add(new NewEntry(found.Line.QuoteId(found.Transcript), found.Line.ToQuote(found.Transcript), now));
        if (form.Act is { } done) entries.Add(new NewEntry(new EntryId(form.Id("act")), done, now));
        if (entries.Count > 0) await doors.AppendAsync(person, id, [.. entries]);

        var act = new EntryId(form.Id("act"));
        if (form.Do == "supervisor") await decisions.RequestSupervisorAsync(person, id, act, AskedBy.Agent);
        if (form.Do == "customer-asked") await decisions.RequestSupervisorAsync(person, id, act, AskedBy.Customer);
        if (form.Handover is { } step) await handovers.StepAsync(person, id, act, step, AskedBy.Agent, form.HandoverWhy);
        if (form.Do == "file") await decisions.FileAsync(person, id, act);
        return Redirect($"/report/{id}");
    }
}
