using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Layout;

/// <summary>
/// What a browser shows in place of a page while the server is down: the numbers to call, and the way to the kept live screen. Fetched and kept by the
/// service worker; nobody comes here by a link. It has nothing of an incident and nothing of a person.
/// </summary>
public sealed class UnreachableModel(Procedures.Procedures procedures) : PageModel
{
    public Procedure Procedure => procedures.Current.Spoken;

    public void OnGet()
    {
    }
}
