using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>One way in which a page may have to look: how wide, and what the person's system asks for.</summary>
public sealed record Look(string Name, int Width, ColorScheme Scheme = ColorScheme.Light, Contrast Contrast = Contrast.NoPreference, ForcedColors Forced = ForcedColors.None)
{
    /// <summary>Narrow is 320 px: a phone, or 1280 px at 400 %. Middle is 768 px: a tablet, or 1440 px at not quite 200 %.</summary>
    public static readonly Look[] All =
    [
        new("light", 1440), new("dark", 1440, ColorScheme.Dark), new("contrast", 1440, Contrast: Contrast.More), new("contrast-dark", 1440, ColorScheme.Dark, Contrast.More),
        new("forced", 1440, ColorScheme.Dark, Forced: ForcedColors.Active),
        new("middle", 768), new("middle-dark", 768, ColorScheme.Dark), new("narrow", 320), new("narrow-dark", 320, ColorScheme.Dark),
    ];

    /// <summary>Nobody has to see anything move.</summary>
    public async Task TakeAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = Scheme, Contrast = Contrast, ForcedColors = Forced, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(Width, Width < 500 ? 844 : 900);
    }
}

/// <summary>A page in every look: no axe violation, nothing that is wider than the window, nothing cut off.</summary>
static class Looks
{
    /// <summary>All rules; what passes is not described node by node.</summary>
    static readonly AxeRunOptions Everything = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>What another theme can break; the rest is the same page.</summary>
    static readonly AxeRunOptions Colors = new() { ResultTypes = [ResultType.Violations], RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    /// <summary>Names what was found, one line each; empty when all is well.</summary>
    public static async Task<List<string>> FindAsync(IPage page, string name)
    {
        var found = new List<string>();
        var widths = new HashSet<int>();
        foreach (var look in Look.All)
        {
            await look.TakeAsync(page);

            // Colors that a system forces are the system's: what there is to see is in the picture.
            if (look.Forced == ForcedColors.None)
            {
                var result = await page.RunAxe(widths.Add(look.Width) ? Everything : Colors);
                found.AddRange(result.Violations.Select(violation => $"{name} ({look.Name}): {violation.Id} {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            }

            found.AddRange((await page.EvaluateAsync<string[]>(TooWide)).Select(one => $"{name} ({look.Name}): wider than the window: {one}"));
        }

        return found;
    }

    /// <summary>A page scrolls down, never sideways (WCAG 1.4.10); a table or a list may within itself.</summary>
    const string TooWide = """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= width) return [];
          const inside = element => { for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
          return [...document.body.querySelectorAll("*")].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > width + 1 && !inside(one))
            .slice(-3).map(one => one.outerHTML.slice(0, 160));
        }
        """;
}
