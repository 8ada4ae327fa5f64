using System.Globalization;
using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.People;
using Holdfast.Web.Incidents;
using Holdfast.Web.Layout;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Desk;

/// <summary>One tab; null counts nothing.</summary>
public sealed record DeskTab(string Word, string Label, int? Count);

/// <summary>One list of the desk, newest first.</summary>
/// <param name="Older">The address of the next page, or null at the end.</param>
public sealed record DeskPanel(string Word, string Label, string Hint, string Empty, ImmutableArray<DeskLine> Lines, string? Older);

/// <summary>That somebody opened an incident without a grant, as Corporate Security is told.</summary>
public sealed record GlassNotice(string By, string Number, DateTimeOffset At);

/// <summary>The supervisors' queue. Works as links and forms; the script keeps it live.</summary>
[Authorize(Roles = "Supervisor,Lead,CorporateSecurity")]
public sealed class DeskModel(IncidentReader incidents, IncidentDoors doors, Decisions decisions, Directory people, Procedures.Procedures procedures, TimeProvider clock) : PageModel
{
    const int PageLength = 50;

    [BindProperty(SupportsGet = true)]
    public string Tab { get; set; } = "open";

    [BindProperty(SupportsGet = true, Name = "priority")]
    public string? PriorityWord { get; set; }

    [BindProperty(SupportsGet = true, Name = "channel")]
    public string? ChannelWord { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public string? TeamWord { get; set; }

    [BindProperty(SupportsGet = true, Name = "mine")]
    public string? MineWord { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    public Priority? Priority => Words<Priority>.TryParse(PriorityWord, out var value) ? value : null;

    public Channel? Channel => Words<Channel>.TryParse(ChannelWord, out var value) ? value : null;

    public TeamId? Team => TeamId.TryParse(TeamWord, out var value) ? value : null;

    public bool Mine => MineWord is "1";

    public string? Message { get; private set; }

    /// <summary>The ledger's position that the lists are at least as new as.</summary>
    public long Position { get; private set; }

    public ImmutableArray<DeskTab> Tabs { get; private set; } = [];

    public ImmutableArray<DeskPanel> Panels { get; private set; } = [];

    public ImmutableArray<Team> Teams => people.Teams;

    /// <summary>Who opened what is listed here with a reason, newest first.</summary>
    public ImmutableArray<GlassNotice> Glass { get; private set; } = [];

    public bool ToldOfGlass => HttpContext.Person.Is(Role.CorporateSecurity);

    public async Task<IActionResult> OnGetAsync()
    {
        if (Number is { Length: > 0 } wanted)
        {
            if (await FindAsync(wanted) is { } found)
            {
                return Redirect($"/incidents/{found}");
            }

            Message = T("There is no incident {0} that you can see.", wanted);
        }

        await FillAsync();
        return Page();
    }

    /// <summary>The live part alone, for the script.</summary>
    public async Task<IActionResult> OnGetListAsync()
    {
        await FillAsync();
        return Partial("/Desk/_Changing.cshtml", this);
    }

    public async Task<IActionResult> OnPostAcknowledgeAsync(string incident)
    {
        var outcome = IncidentId.TryParse(incident, out var id) ? await decisions.AcknowledgeAsync(HttpContext.Person, id, EntryId.New(clock)) : new Outcome.Nothing();
        switch (outcome)
        {
            case Outcome.Done:
                return Redirect($"/incidents/{id}");
            case Outcome.Conflict conflict:
                Message = $"{conflict.Current.Number}: {conflict.Words}";
                break;
            default:
                return NotFound();
        }

        await FillAsync();
        return Page();
    }

    /// <summary>This page's address with another tab, or further down a list.</summary>
    public string Address(string? tab = null, long? before = null) => QueryHelpers.AddQueryString("/desk", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["tab"] = tab ?? Tab,
        ["priority"] = PriorityWord is "" ? null : PriorityWord,
        ["channel"] = ChannelWord is "" ? null : ChannelWord,
        ["team"] = TeamWord is "" ? null : TeamWord,
        ["mine"] = Mine ? "1" : null,
        ["before"] = before?.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is not null));

    async Task<IncidentId?> FindAsync(string wanted)
    {
        if (ProvisionalCode.TryParse(wanted, out var code))
        {
            return (await doors.FindAsync(HttpContext.Person, code, "number"))?.Id;
        }

        return IncidentNumber.TryParse(wanted, clock.GetUtcNow().Year, out var number) && await doors.FindAsync(HttpContext.Person, number, "number") is { } incident
            ? incident.Id : null;
    }

    async Task FillAsync()
    {
        var person = HttpContext.Person;
        Position = await incidents.HeadAsync();
        var counts = await incidents.CountAsync(person);
        Tabs =
        [
            new("open", T("All open"), counts.Open), new("live", T("Live"), counts.Live), new("filed", T("Filed"), counts.Filed),
            new("overdue", T("Overdue"), counts.Overdue), new("closed", T("Closed"), null),
        ];
        Panels = Tab switch
        {
            "live" => [await LiveAsync(counts)],
            "filed" => [await FiledAsync(counts)],
            "overdue" => [await PanelAsync("overdue", T("Overdue"), Count(counts.Overdue), T("Nothing is overdue."), new QueueFilter { Overdue = true })],
            "closed" => [await PanelAsync("closed", T("Closed"), T("newest first"), T("Nothing has been closed."), new QueueFilter { States = StateFilter.Closed })],
            _ when Before is not null => [await PanelAsync("open", T("All open"), T("older"), T("Nothing older."), new QueueFilter { States = StateFilter.Open })],
            _ => [await LiveAsync(counts), await FiledAsync(counts)],
        };
        Glass = [.. Panels.SelectMany(panel => panel.Lines).Select(line => line.Incident).SelectMany(Broken).OrderByDescending(notice => notice.At).Take(20)];
    }

    Task<DeskPanel> LiveAsync(QueueCounts counts) =>
        PanelAsync("live", T("Live"), Count(counts.Live), T("Nothing is live."), new QueueFilter { States = StateFilter.Live });

    Task<DeskPanel> FiledAsync(QueueCounts counts) =>
        PanelAsync("filed", T("Filed"), Count(counts.Filed), T("Nothing filed is open."), new QueueFilter { States = StateFilter.Filed });

    async Task<DeskPanel> PanelAsync(string word, string label, string hint, string empty, QueueFilter filter)
    {
        var person = HttpContext.Person;
        var now = clock.GetUtcNow();
        var rows = await incidents.ListAsync(person, filter with { Priority = Priority, Channel = Channel, Team = Team, Mine = Mine, Before = Before, Limit = PageLength + 1 });
        var lines = rows.Take(PageLength).Where(row => Access.Decide(person, row, Operation.SeeNumber, now).IsAllowed).Select(row => new DeskLine(row, person, people, new Labels(procedures.Of(row).Spoken, people), now)).ToImmutableArray();
        var older = rows.Count > PageLength ? Address(tab: word, before: rows[PageLength - 1].FirstPosition) : null;
        return new DeskPanel(word, label, hint, empty, lines, older);
    }

    IEnumerable<GlassNotice> Broken(Incident incident) => incident.Grants.Where(grant => grant.Until is not null)
        .Select(grant => new GlassNotice(people.Find(grant.To)?.DisplayName ?? "-", incident.Number.ToString(), grant.Until!.Value - Access.GlassStaysOpen));

    /// <summary>The tabs count everything; a list that leaves some out says so instead.</summary>
    string Count(int count) => Priority is not null || Channel is not null || Team is not null || Mine ? T("filtered") : count >= QueueCounts.Most ? T("{0} and more", QueueCounts.Most) : count.ToString(CultureInfo.InvariantCulture);
}
