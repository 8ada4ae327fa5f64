using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.Escalation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>The administrator's page: everybody, adding, roles, the on-call list, links, disabling. Links and tokens are on the one answer alone.</summary>
[Authorize(Roles = nameof(Role.Administrator))]
public sealed class EverybodyPage(PeopleDesk desk, Directory directory) : PageModel
{
    const int PageLength = 100;

    public IEnumerable<Member> Shown { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public int? More { get; private set; }

    public string? Find { get; private set; }

    public ImmutableArray<Team> Teams => directory.Teams;

    public PersonId Own => HttpContext.Person.Id;

    /// <summary>Whom the procedure counts on, and nobody is there to be rung.</summary>
    public ImmutableArray<string> Gaps => CoverageWarning.Sentences(HttpContext.RequestServices);

    /// <summary>How the last change ended.</summary>
    public string? Says { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>A link or token, never to be seen again, and what it is for.</summary>
    public string? Once { get; private set; }

    public string? OnceFor { get; private set; }

    public string? UserName { get; private set; }

    public string? DisplayName { get; private set; }

    public string? TeamName { get; private set; }

    public string TeamOf(Person person) => directory.TeamName(person.Team);

    public bool IsForScripts(Member member) => !member.HasPassword && member.Pending.Length == 0 && !member.Person.Roles.Any(role => role.ReadsContent());

    public void OnGet(string? find, int after = 0) => Show(find, after);

    public async Task<IActionResult> OnPostAddAsync(string? userName, string? displayName, string? team, string[]? roles)
    {
        var given = (roles ?? []).Select(word => Roles.TryParse(word, out var role) ? role : (Role?)null).OfType<Role>().ToArray();
        var (outcome, link) = await desk.AddAsync(userName ?? "", displayName ?? "", team ?? "", given, Own);
        if (outcome != PeopleOutcome.Done)
        {
            (UserName, DisplayName, TeamName) = (userName, displayName, team);
        }

        return Answer(outcome, link, T("The one-time link to hand over; it works for 24 hours."));
    }

    public async Task<IActionResult> OnPostRoleAsync(string? person, string? role) =>
        Read(person, role) is var (id, given) ? Answer(await desk.ProposeAsync(id, given, Own)) : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(string? person, string? role) =>
        Read(person, role) is var (id, given) ? Answer(await desk.WithdrawAsync(id, given, Own)) : NotFound();

    public async Task<IActionResult> OnPostDisableAsync(string? person, string? sure) =>
        PersonId.TryParse(person, out var id) && sure == "yes" ? Answer(await desk.DisableAsync(id, Own)) : NotFound();

    public async Task<IActionResult> OnPostOnCallAsync(string? person, string? onCall) =>
        PersonId.TryParse(person, out var id) ? Answer(await desk.SetOnCallAsync(id, onCall == "yes", Own)) : NotFound();

    public async Task<IActionResult> OnPostPhoneAsync(string? person, string? phone) =>
        PersonId.TryParse(person, out var id) ? Answer(await desk.SetPhoneAsync(id, phone)) : NotFound();

    public async Task<IActionResult> OnPostResetAsync(string? person)
    {
        if (!PersonId.TryParse(person, out var id))
        {
            return NotFound();
        }

        var (outcome, link) = await desk.ResetAsync(id, Own);
        return Answer(outcome, link, T("The one-time link to hand over; it works for 24 hours."));
    }

    public async Task<IActionResult> OnPostTokenAsync(string? person)
    {
        if (!PersonId.TryParse(person, out var id))
        {
            return NotFound();
        }

        var (outcome, token) = await desk.TokenAsync(id, Own);
        return Answer(outcome, token, T("The token; it works for 90 days."));
    }

    static (PersonId, Role)? Read(string? person, string? role) =>
        PersonId.TryParse(person, out var id) && Roles.TryParse(role, out var given) ? (id, given) : null;

    PageResult Answer(PeopleOutcome outcome, string? once = null, string? onceFor = null)
    {
        Says = outcome.Say();
        Refused = outcome != PeopleOutcome.Done;
        Once = once is ['/', ..] ? $"{Request.Scheme}://{Request.Host}{once}" : once;
        OnceFor = onceFor;
        Show(null, 0);
        return Page();
    }

    void Show(string? find, int after)
    {
        Find = string.IsNullOrWhiteSpace(find) ? null : find.Trim();
        var matching = directory.Members
            .Where(member => Find is null || member.Person.DisplayName.Contains(Find, StringComparison.OrdinalIgnoreCase) || member.Person.UserName.Contains(Find, StringComparison.OrdinalIgnoreCase))
            .Skip(Math.Max(0, after))
            .Take(PageLength + 1)
            .ToArray();
        Shown = matching.Take(PageLength);
        More = matching.Length > PageLength ? after + PageLength : null;
    }
}
