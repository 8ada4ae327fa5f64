using System.Text.RegularExpressions;
using Holdfast.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Histories;

/// <summary>Waits for an address by looking at it again and again: an address that a script changes in the wrong instant is missed by whoever waits to be told of it.</summary>
static class Addresses
{
    /// <summary>The page's address contains <paramref name="part"/>, and the page is loaded.</summary>
    public static async Task ComesToAsync(this IPage page, string part)
    {
        await Expect(page).ToHaveURLAsync(With(part), new() { Timeout = (float)Wait.Patience.TotalMilliseconds });
        await page.WaitForLoadStateAsync();
    }

    /// <summary>The page's address does not contain <paramref name="part"/> any more, and the page is loaded.</summary>
    public static async Task LeavesAsync(this IPage page, string part)
    {
        await Expect(page).Not.ToHaveURLAsync(With(part), new() { Timeout = (float)Wait.Patience.TotalMilliseconds });
        await page.WaitForLoadStateAsync();
    }

    static Regex With(string part) => new(Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1));
}
