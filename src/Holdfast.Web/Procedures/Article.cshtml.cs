using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Procedures;

/// <summary>The whole procedure to read, for whoever is signed in. It tells of no incident, so reading it is not put on record.</summary>
public sealed class ArticleModel(Procedures procedures) : PageModel
{
    /// <summary>A stored version: its number, its hash, or the first eight digits of it. Nothing means the current one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Version { get; set; }

    public Procedure Procedure { get; private set; } = procedures.Current.Spoken;

    public bool IsCurrent => Procedure.Version == procedures.Current.Version;

    /// <summary>Shows it; a version that was never stored here is not found.</summary>
    public IActionResult OnGet()
    {
        if (Version is null)
        {
            return Page();
        }

        if (procedures.Named(Version) is not { } stored || procedures.Find(stored.Version.Hash) is not { } procedure)
        {
            return NotFound();
        }

        Procedure = procedure.Spoken;
        return Page();
    }

    /// <summary>The article's contents: each part's anchor and title.</summary>
    public IEnumerable<(string Anchor, string Title)> Contents =>
    [
        .. Procedure.Articles.Select(article => (Guidance.Anchor + article.Id, article.Title)),
        ("form", ArticleTitles.Forms), ("steps", ArticleTitles.Steps), ("channels", ArticleTitles.Channels), ("say", ArticleTitles.SayNext), ("notices", ArticleTitles.Callouts),
        ("priorities", ArticleTitles.Priorities), ("labels", ArticleTitles.Labels), ("case", Procedure.Case.Title), ("nobody", ArticleTitles.Escalation), ("numbers", ArticleTitles.Emergency),
    ];
}
