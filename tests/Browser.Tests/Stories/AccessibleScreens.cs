using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation on any screen, light and dark, wide and phone-sized; and a picture of each.</summary>
public sealed class AccessibleScreens(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    public static TheoryData<ColorScheme, int> Looks => new()
    {
        { ColorScheme.Light, 1440 },
        { ColorScheme.Dark, 1440 },
        { ColorScheme.Light, 390 },
        { ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_screen_is_accessible(ColorScheme scheme, int width)
    {
        void Look(BrowserNewContextOptions options)
        {
            options.ColorScheme = scheme;
            options.ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 };
            options.HasTouch = width < 500;
        }

        var name = (width < 500 ? "-phone" : "") + (scheme == ColorScheme.Dark ? "-dark" : "");
        var signIn = await Site.OpenAsync("", "/sign-in", Look);
        await AccessibleAsync(signIn, "sign-in" + name);
        var live = await Site.OpenAsync("maria", "/report", Look);
        await AccessibleAsync(live, "live-empty" + name);
        await SayAsync(live, "There is a bomb");
        await SayAsync(live, "it's in your building, second floor");
        await live.Locator("input[name=kind][value=bomb]").CheckAsync();
        await live.Locator("input[name=manner][value=direct]").CheckAsync();
        await live.Locator("[name=threat-place]").FillAsync("second floor");
        await live.Keyboard.PressAsync("Escape");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await AccessibleAsync(live, "live" + name);
        var desk = await Site.OpenAsync("dana", "/desk", Look);
        await Expect(desk.Locator("section.ring")).ToBeVisibleAsync();
        await AccessibleAsync(desk, "desk" + name);
        await desk.GotoAsync($"/incidents/{id}");
        await Expect(desk.Locator("main")).ToContainTextAsync("second floor");
        await AccessibleAsync(desk, "incident" + name);
        await desk.Keyboard.PressAsync("a");
        await desk.GotoAsync($"/incidents/{id}/print");
        await AccessibleAsync(desk, "print" + name);
        await live.GotoAsync("/reports");
        await AccessibleAsync(live, "reports" + name);
        await live.GotoAsync("/procedure");
        await AccessibleAsync(live, "procedure" + name);
        await live.GotoAsync("/procedure/versions");
        await AccessibleAsync(live, "procedure-versions" + name);
        var other = await Site.OpenAsync("tomas", "/desk", Look);
        await AccessibleAsync(other, "desk-other-team" + name);
        var administrator = await Site.OpenAsync("ada", "/people", Look);
        await AccessibleAsync(administrator, "people" + name);
        var security = await Site.OpenAsync("grace", "/people/confirmations", Look);
        await AccessibleAsync(security, "confirmations" + name);
    }
}
