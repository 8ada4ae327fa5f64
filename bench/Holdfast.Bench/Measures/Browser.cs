using Holdfast.Bench.Sites;
using Holdfast.Harness.Browsers;
using Holdfast.Harness.People;
using Microsoft.Playwright;

namespace Holdfast.Bench.Measures;

/// <summary>A Chromium without a window, for what has to be measured where a person sees it.</summary>
public sealed class Browser : IAsyncDisposable
{
    readonly IPlaywright playwright;
    readonly IBrowser chromium;

    Browser(IPlaywright playwright, IBrowser chromium)
    {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static async Task<Browser> OpenAsync()
    {
        var started = await Playwright.CreateAsync();
        return new Browser(started, await started.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Executable, Args = Chromium.Arguments }));
    }

    /// <summary>Signs somebody in by the page, as a person does.</summary>
    /// <returns>The cookies, for contexts that begin signed in.</returns>
    public async Task<string> SignInAsync(Site site, Hired person)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(site.Address, "/sign-in").ToString());
        await page.FillAsync("input[name$='UserName' i]", person.UserName);
        await page.FillAsync("input[type=password]", person.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return await context.StorageStateAsync();
    }

    public Task<IBrowserContext> NewContextAsync(string? signedIn) => chromium.NewContextAsync(new() { StorageState = signedIn });

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
