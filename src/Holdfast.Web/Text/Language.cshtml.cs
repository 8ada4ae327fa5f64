using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Text;

/// <summary>The language that one reads and how one's screens look. Both are the person's, on every machine.</summary>
public sealed class LanguagePage(PeopleDesk desk) : PageModel
{
    public Language? Chosen => HttpContext.Person.Language;

    public Theme? Theme => HttpContext.Person.Theme;

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

    /// <summary>Keeps the look; an unknown one is the system's.</summary>
    public async Task<IActionResult> OnPostThemeAsync(string? theme)
    {
        await desk.SetThemeAsync(HttpContext.Person.Id, Words<Theme>.TryParse(theme, out var chosen) ? chosen : null);
        return Redirect("/account/language?kept");
    }

    public static string Of(Theme theme) => theme switch
    {
        Core.People.Theme.Light => T("Light"),
        Core.People.Theme.Dark => T("Dark"),
        Core.People.Theme.HighContrast => T("High contrast, black on white"),
        Core.People.Theme.HighContrastDark => T("High contrast, white on black"),
    };
}
