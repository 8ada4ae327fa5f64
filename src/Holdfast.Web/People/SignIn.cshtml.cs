using Holdfast.Web.Evidence;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.People;

/// <summary>The page for signing in. Its address takes <c>next=</c>, a path of ours.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SignInPage(SignInDesk desk, IAntiforgery antiforgery) : PageModel
{
    /// <summary>One sentence about why the last try did not open.</summary>
    public string? Says { get; private set; }

    public string Next { get; private set; } = "/";

    public string UserName { get; private set; } = "";

    public IActionResult OnGet(string? next)
    {
        Next = LocalAddress.Or(next);
        return HttpContext.PersonOrNull is null ? Page() : Redirect(Next);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var form = await FormAsync();
        Next = LocalAddress.Or(form["next"]);
        UserName = form["userName"].ToString();
        if (!SameOrigin.Says(HttpContext) && !await antiforgery.IsOursAsync(HttpContext))
        {
            // Two pages of one browser that open at once can take each other's token away: whoever is in a hurry gets the form, not an error.
            Says = T("This page was open twice, or for long. Please sign in once more.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        switch (await desk.SignInAsync(UserName, form["password"].ToString(), HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted))
        {
            case SignInOutcome.Welcome welcome:
                SessionCookie.Give(HttpContext, welcome.Session);
                return Redirect(Next);
            case SignInOutcome.Later:
                Says = SignInDesk.SaysLater;
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Page();
            default:
                Says = SignInDesk.SaysRefused;
                Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Page();
        }
    }

    /// <summary>What was sent; nothing where it is no form. Read by hand: here it comes before anybody has shown that it is from a page of ours.</summary>
    async Task<IFormCollection> FormAsync()
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(HttpContext.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception odd) when (odd is InvalidDataException or IOException)
        {
            return FormCollection.Empty;
        }
    }
}
