using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Procedures;

/// <summary>
/// The versions of the procedure that this house has stored, and two of them side by side. How many incidents began with each is not told: it would
/// count what a person may not know of.
/// </summary>
public sealed class VersionsModel(Procedures procedures) : PageModel
{
    /// <summary>Lines around a change that are shown as well.</summary>
    const int Around = 1;

    /// <summary>The earlier version's number or hash; without it, the one stored before <see cref="After"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>The later version's; without it, the current one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Whether what is the same is shown too.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Whole { get; set; }

    public IReadOnlyList<(StoredPack Stored, Procedure? Procedure)> Versions { get; private set; } = [];

    public Procedure? Old { get; private set; }

    public Procedure? New { get; private set; }

    /// <summary>Empty where there is nothing to compare.</summary>
    public ImmutableArray<ComparedPart> Parts { get; private set; } = [];

    /// <summary>Shows the list, and the two versions where there are two. One that was never stored here is not found.</summary>
    public IActionResult OnGet()
    {
        Versions = [.. procedures.Versions.Select(stored => (stored, procedures.Find(stored.Version.Hash)?.Spoken))];
        var after = After is null ? procedures.Versions.FirstOrDefault(stored => stored.IsCurrent) : procedures.Named(After);
        var before = Before is null ? procedures.Versions.FirstOrDefault(stored => stored.StoredAt < after?.StoredAt && stored.Version != after.Version) : procedures.Named(Before);
        if ((After is not null && after is null) || (Before is not null && before is null))
        {
            return NotFound();
        }

        New = after is null ? null : procedures.Find(after.Version.Hash)?.Spoken;
        Old = before is null ? null : procedures.Find(before.Version.Hash)?.Spoken;
        if (Old is not null && New is not null)
        {
            Parts = Comparison.Of(ArticleText.Of(Old), ArticleText.Of(New));
        }

        return Page();
    }

    /// <summary>The lines to show; a number stands for that many lines that are the same in both.</summary>
    public IEnumerable<(ComparedLine? Line, int Same)> Shown(ComparedPart part)
    {
        var same = 0;
        for (var i = 0; i < part.Lines.Length; i++)
        {
            if (!Whole && part.Lines[Math.Max(0, i - Around)..Math.Min(part.Lines.Length, i + Around + 1)].All(line => line.IsKept))
            {
                same++;
                continue;
            }

            if (same > 0)
            {
                yield return (null, same);
                same = 0;
            }

            yield return (part.Lines[i], 0);
        }

        if (same > 0)
        {
            yield return (null, same);
        }
    }
}
