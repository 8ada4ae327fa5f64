using Holdfast.Harness;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>Pictures of what a person sees: into <c>artifacts/screens</c>, and into <c>docs/screens</c> when <c>HOLDFAST_SCREENS=1</c>.</summary>
public static class Screens
{
    public static async Task TakeAsync(IPage page, string name, bool whole = false)
    {
        var folder = Path.Combine(Checkout.Root, Environment.GetEnvironmentVariable("HOLDFAST_SCREENS") == "1" ? "docs" : "artifacts", "screens");
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }
}
