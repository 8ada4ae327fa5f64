using Holdfast.Core.Text;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Text;

/// <summary>The language that one reads. It is the person's, on every machine.</summary>
public sealed class LanguagePage(PeopleDesk desk) : PageModel
{
    public Language? Chosen => HttpContext.Person.Language;

    /// <summary>Whether it was chosen just now.</summary>
    public bool Kept => Request.Query.ContainsKey("kept");

    public void OnGet()
    {
        // What is chosen is shown by the page itself.
    }

    /// <summary>Keeps the choice and shows the page in it; an unknown language is the browser's.</summary>
    public async Task<IActionResult> OnPostAsync(string? language, string? back)
    {
        await desk.SetLanguageAsync(HttpContext.Person.Id, Language.TryParse(language, out var chosen) && Texts.Has(chosen) ? chosen : null);
        return LocalAddress.IsLocal(back) ? LocalRedirect(back!) : Redirect("/account/language?kept");
    }
}
