using Holdfast.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Notices;

/// <summary>
/// The page of one notice, for whoever holds its link. Reading it changes nothing. Its button posts the link's token in the body: no other site knows
/// it, so the form needs no other proof, and works in a browser that keeps no cookies.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class NoticePage(NoticeDoor door) : PageModel
{
    public string Token { get; private set; } = "";

    public Linked Linked { get; private set; } = new Linked.Nothing();

    public bool IsSignedIn => HttpContext.PersonOrNull is not null;

    public async Task<IActionResult> OnGetAsync(string token)
    {
        Token = token;
        return Answer(await door.LookAsync(token, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted));
    }

    public async Task<IActionResult> OnPostAsync(string token, [FromForm(Name = "token")] string? sent)
    {
        Token = token;
        return Answer(await door.TakeAsync(sent == token ? token : null, HttpContext.Connection.RemoteIpAddress, HttpContext.RequestAborted));
    }

    IActionResult Answer(Linked linked)
    {
        Linked = linked;
        return linked switch
        {
            Linked.Nothing => NotFound(),
            Linked.TooMany => StatusCode(StatusCodes.Status429TooManyRequests),
            _ => Page(),
        };
    }
}
