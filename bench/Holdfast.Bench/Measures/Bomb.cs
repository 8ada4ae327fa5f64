using System.Diagnostics;
using Holdfast.Bench.Sites;
using Microsoft.Playwright;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>bomb</c>: a person's time from the sign-in page to a filed "There is a bomb", by keyboard alone, at 200 ms a key (about 60 words a minute) and
/// half a second before each new act; the pages' own time is part of it. The password is typed whole.
/// </summary>
public static class Bomb
{
    const float Key = 200;
    const float Act = 500;

    /// <summary>Seconds from the sign-in page to filed.</summary>
    const double Bound = 20;

    /// <summary>As long as the passwords that the sample desk prints.</summary>
    const int PasswordLength = 14;

    public static async Task<List<Figure>> MeasureAsync(Site site)
    {
        await using var browser = await Browser.OpenAsync();
        await using var context = await browser.NewContextAsync(null);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(site.Address, "/sign-in").ToString());
        var began = Stopwatch.GetTimestamp();
        await TypeAsync(page, site.Agent.UserName);
        await PressAsync(page, "Tab");

        // A long password stands in for the sample's: what goes beyond its length is put in without a key's time.
        var password = site.Agent.Password;
        await page.Keyboard.InsertTextAsync(password[..^Math.Min(PasswordLength, password.Length)]);
        await page.Keyboard.TypeAsync(password[^Math.Min(PasswordLength, password.Length)..], new() { Delay = Key });
        await PressAsync(page, "Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await PressAsync(page, "r");
        await page.Locator("#words").WaitForAsync();
        var touched = Stopwatch.GetTimestamp();
        await TypeAsync(page, "There is a bomb");
        await PressAsync(page, "Enter");
        await PressAsync(page, "Escape");
        await PressAsync(page, "1");
        await PressAsync(page, "l");
        await PressAsync(page, "n");
        await PressAsync(page, "Control+Enter");
        await page.Locator("#filed", new() { HasText = "HF-" }).WaitForAsync();
        return
        [
            new(site.Name("bomb"), Stopwatch.GetElapsedTime(began).TotalSeconds, "s", Bound),
            new(site.Name("bomb-on-the-line"), Stopwatch.GetElapsedTime(touched).TotalSeconds, "s"),
        ];
    }

    static Task TypeAsync(IPage page, string words) => page.Keyboard.TypeAsync(words, new() { Delay = Key });

    static async Task PressAsync(IPage page, string key)
    {
        await page.WaitForTimeoutAsync(Act);
        await page.Keyboard.PressAsync(key, new() { Delay = Key });
    }
}
