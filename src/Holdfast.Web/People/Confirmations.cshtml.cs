using Holdfast.Core.People;
using Holdfast.Storage.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>Corporate Security's page: content roles that wait, confirmed with one button each.</summary>
[Authorize(Roles = nameof(Role.CorporateSecurity))]
public sealed class ConfirmationsPage(PeopleDesk desk, Directory directory) : PageModel
{
    public IReadOnlyList<(Member Member, PendingRole Pending)> Waiting { get; private set; } = [];

    public PersonId Own => HttpContext.Person.Id;

    public string? Says { get; private set; }

    public bool Refused { get; private set; }

    public string TeamOf(Person person) => directory.TeamName(person.Team);

    public string GivenBy(PendingRole pending) => pending.GivenBy is { } by ? directory.Find(by)?.DisplayName ?? T("Unknown") : T("Command line");

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostAsync(string? person, string? role)
    {
        if (!PersonId.TryParse(person, out var id) || !Roles.TryParse(role, out var given))
        {
            return NotFound();
        }

        var outcome = await desk.ConfirmAsync(id, given, Own);
        Refused = outcome != PeopleOutcome.Done;
        Says = Refused ? outcome.Say() : T("{0} is {1} now.", directory.Find(id)?.DisplayName, RoleWords.Of(given));
        Show();
        return Page();
    }

    void Show() => Waiting = [.. directory.Members
        .Where(member => !member.Person.Disabled)
        .SelectMany(member => member.Pending.Select(pending => (member, pending)))
        .OrderBy(waiting => waiting.pending.GivenAt)];
}
