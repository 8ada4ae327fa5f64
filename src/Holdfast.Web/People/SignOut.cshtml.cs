using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>Ends the browser's session and everything that is open by it.</summary>
[AllowAnonymous]
public sealed class SignOutPage(Sessions sessions, OpenRequests open) : PageModel
{
    public IActionResult OnGet() => HttpContext.PersonOrNull is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        await SigningOut.EndAsync(HttpContext, sessions, open);
        return Redirect("/sign-in");
    }
}
