using Holdfast.Core.People;
using Holdfast.Core.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>How this works for one's roles. It stands on one's first page until it is read, and here for good.</summary>
public sealed class GuidancePage(PeopleDesk desk) : PageModel
{
    /// <summary>The roles as they are noted once their guidance is read; other roles have other guidance.</summary>
    public static string Roles(Person person) => string.Join(' ', person.Roles.Order().Select(Words<Role>.Of));

    public void OnGet()
    {
        // The page shows the same part as one's first page.
    }

    /// <summary>It is read.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await desk.SetGuidedAsync(HttpContext.Person.Id, Roles(HttpContext.Person));
        return Redirect("/");
    }
}
