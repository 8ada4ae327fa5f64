using System.Text.RegularExpressions;
using Holdfast.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Histories;

/// <summary>Waits for an address by looking at it again and again: what changes in the wrong instant is missed by whoever waits to be told of it.</summary>
static class Addresses
{
    /// <summary>The page's address contains <paramref name="part"/>, and the page is loaded.</summary>
    public static async Task ComesToAsync(this IPage page, string part)
    {
        await Expect(page).ToHaveURLAsync(With(part), new() { Timeout = (float)Wait.Patience.TotalMilliseconds });
        await LoadedAsync(page);
    }

    /// <summary>The page's address does not contain <paramref name="part"/> any more, and the page is loaded.</summary>
    public static async Task LeavesAsync(this IPage page, string part)
    {
        await Expect(page).Not.ToHaveURLAsync(With(part), new() { Timeout = (float)Wait.Patience.TotalMilliseconds });
        await LoadedAsync(page);
    }

    static Task LoadedAsync(IPage page) => Wait.UntilAsync("the page is loaded", async () => await page.EvaluateAsync<string>("document.readyState") == "complete");

    /// <summary>Whole words of it: "/report" is not in "/reports".</summary>
    static Regex With(string part) => new(Regex.Escape(part) + (part.EndsWith('/') ? "" : @"(?![\w-])"), RegexOptions.None, TimeSpan.FromSeconds(1));
}
