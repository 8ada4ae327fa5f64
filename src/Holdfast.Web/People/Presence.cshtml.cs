using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>One person of the list.</summary>
/// <param name="Now">Whether they can come.</param>
/// <param name="Note">Why not, where they chose otherwise; null where that says it.</param>
/// <param name="Latest">Whether nobody took one later.</param>
public sealed record PresenceLine(Person Person, string Team, Availability Now, DateTimeOffset? Since, DateTimeOffset? HandledAt, string? Note, bool Latest);

/// <summary>Who is here, and the end of one's own shift. For everybody who can be rung.</summary>
[Authorize(Roles = "Supervisor,Lead,CorporateSecurity")]
public sealed class PresencePage(Presences presences, PresenceDesk desk, PeopleDesk people, Directory directory, TimeProvider clock) : PageModel
{
    /// <summary>People that the list shows at most; a house that can ring more has the JSON door.</summary>
    const int MostLines = 500;

    /// <summary>Numbers named at the end of a shift at most.</summary>
    public const int MostNamed = 20;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Person Reader => HttpContext.Person;

    public ImmutableArray<PresenceLine> Lines { get; private set; } = [];

    /// <summary>What the reader has open, where they are about to go off.</summary>
    public IReadOnlyList<Incident> Owned { get; private set; } = [];

    public bool Ends => Owned.Count > 0;

    /// <summary>What came of the last choice.</summary>
    public string? Says { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>Who can be given what is left: whoever is available first.</summary>
    public IEnumerable<PresenceLine> Takers => Lines.Where(line => line.Person.Id != Reader.Id).OrderBy(line => line.Now);

    /// <summary>Where colleagues call the reader, also when that was changed a moment ago.</summary>
    public string? Phone => directory.Find(Reader.Id)?.Phone;

    public string Available => Lines.Count(line => line.Now == Availability.Available) switch
    {
        0 => T("Nobody is available."),
        var count => N(count, "1 is available.", "{0} are available."),
    };

    public async Task OnGetAsync(string? end, int? handed, int? rung)
    {
        if (end is not null)
        {
            Owned = await desk.OwnedAsync(Reader);
        }
        else if (handed is not null || rung is not null)
        {
            Says = Went(Math.Max(0, handed ?? 0), Math.Max(0, rung ?? 0));
        }

        Show();
    }

    /// <summary>The list alone, for the script.</summary>
    public IActionResult OnGetList()
    {
        Show();
        return Partial("/People/_PresenceList.cshtml", this);
    }

    public async Task<IActionResult> OnPostAsync(string? availability, string? handTo, string? back)
    {
        if (!Words<Availability>.TryParse(availability, out var chosen))
        {
            return NotFound();
        }

        switch (await desk.ChooseAsync(Reader, chosen, handTo))
        {
            case PresenceOutcome.Done { HandedOn: 0, Rung: 0 }:
                return Redirect(LocalAddress.IsLocal(back) ? back! : "/presence");
            case PresenceOutcome.Done done:
                return Redirect(string.Create(CultureInfo.InvariantCulture, $"/presence?handed={done.HandedOn}&rung={done.Rung}"));
            case PresenceOutcome.Owns:
                break;
            default:
                (Says, Refused) = (T("Choose somebody who can be rung, or have others rung."), true);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
        }

        Owned = await desk.OwnedAsync(Reader);
        Show();
        return Page();
    }

    /// <summary>Where colleagues call the reader.</summary>
    public async Task<IActionResult> OnPostPhoneAsync(string? phone)
    {
        var outcome = await people.SetPhoneAsync(Reader.Id, phone);
        (Says, Refused) = (outcome == PeopleOutcome.Done ? T("Saved.") : outcome.Say(), outcome != PeopleOutcome.Done);
        Show();
        return Page();
    }

    /// <summary>What became of what somebody left behind.</summary>
    public static string Went(int handed, int rung)
    {
        string?[] parts =
        [
            handed > 0 ? N(handed, "1 handed on.", "{0} handed on.") : null,
            rung > 0 ? T("Others are rung for {0}.", rung) : null,
        ];
        return string.Join(' ', parts.Prepend(T("You are off.")).OfType<string>());
    }

    void Show()
    {
        var candidates = presences.Candidates();
        var latest = candidates.Max(one => one.Presence.HandledAt);
        Lines = [.. PresenceApi.InOrder(candidates, Now).Take(MostLines).Select(one => Line(one, latest))];
    }

    PresenceLine Line(Candidate one, DateTimeOffset? latest) => new(
        one.Person, directory.TeamName(one.Person.Team), one.Presence.At(Now), PresenceApi.Since(one.Presence), one.Presence.HandledAt,
        one.Presence.At(Now) == one.Presence.Chosen ? null : T("No screen open"), one.Presence.HandledAt is { } at && at == latest);
}
