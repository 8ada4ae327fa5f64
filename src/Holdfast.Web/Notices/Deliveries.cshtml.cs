using System.Collections.Immutable;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Notices;

/// <summary>For administrators: who can't be reached and why, and what was given up. No number of an incident is on it: an administrator may not know of one.</summary>
[Authorize(Roles = nameof(Role.Administrator))]
public sealed class DeliveriesPage(KnownMethods known, NoticeReader reader, NoticeStore store, Notices notices, Directory directory) : PageModel
{
    public const string Path = "/deliveries";
    const int PageLength = 200;

    public ImmutableArray<Method> Failing => known.Failing;

    public IReadOnlyList<Delivery> Dead { get; private set; } = [];

    public string? Says { get; private set; }

    public string Name(PersonId person) => directory.Find(person)?.DisplayName ?? T("Somebody");

    public async Task OnGetAsync() => Dead = await reader.DeadAsync(PageLength);

    public async Task<IActionResult> OnPostAgainAsync(string? notice, string? method)
    {
        if (!NoticeId.TryParse(notice, out var id) || !MethodId.TryParse(method, out var by))
        {
            return NotFound();
        }

        Says = await store.SendAgainAsync(id, by) ? T("It is sent again.") : T("It is not there any more, or somebody else sent it again.");
        notices.Wake();
        await known.RefreshAsync();
        await OnGetAsync();
        return Page();
    }
}
