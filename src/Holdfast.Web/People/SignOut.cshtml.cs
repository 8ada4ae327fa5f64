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
        if (Request.Cookies[Signing.Cookie] is { Length: > 0 and < 128 } session)
        {
            await sessions.EndAsync(session);
            var own = HttpContext.Features.Get<Bearer>();
            SessionCookie.Take(HttpContext);
            if (own is not null)
            {
                // After the answer: this request came by the same session.
                Response.OnCompleted(() =>
                {
                    open.Close(own.Key);
                    return Task.CompletedTask;
                });
            }
        }

        return Redirect("/sign-in");
    }
}
