using Deque.AxeCore.Commons;
using Microsoft.Playwright;

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
    /// <summary>What another theme can break; the rest is the same page.</summary>
    static readonly string[] Colors = ["color-contrast", "link-in-text-block"];

    static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    /// <summary>All rules, or some; what passes is not described node by node. Once in a page, and not once more for each look: no page here has frames.</summary>
    const string Run = """
        async rules => {
          const { violations } = await axe.run(document, { resultTypes: ["violations"], selectors: false, preload: false, ...(rules && { runOnly: { type: "rule", values: rules } }) });
          return violations.map(one => `${one.id} ${one.help}: ${one.nodes.map(node => node.html).join(" | ")}`);
        }
        """;

    /// <summary>Names what was found, one line each; empty when all is well.</summary>
    public static async Task<List<string>> FindAsync(IPage page, string name)
    {
        var found = new List<string>();
        var widths = new HashSet<int>();
        if (await page.EvaluateAsync<bool>("() => !window.axe")) await page.EvaluateAsync(Axe.Value);
        foreach (var look in Look.All)
        {
            await look.TakeAsync(page);

            // Colors that a system forces are the system's: what there is to see is in the picture.
            if (look.Forced == ForcedColors.None)
            {
                found.AddRange((await page.EvaluateAsync<string[]>(Run, widths.Add(look.Width) ? null : Colors)).Select(violation => $"{name} ({look.Name}): {violation}"));
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
