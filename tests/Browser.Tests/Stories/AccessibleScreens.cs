using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation on any screen in any look; and a picture of each.</summary>
public sealed class AccessibleScreens(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Every_screen_is_accessible()
    {
        var signIn = await Site.OpenAsync("", "/sign-in");
        await AccessibleAsync(signIn, "sign-in");
        var live = await Site.OpenAsync("maria", "/report");
        await AccessibleAsync(live, "live-empty");
        await SayAsync(live, "There is a bomb");
        await SayAsync(live, "it's in your building, second floor");
        await live.Locator("input[name=kind][value=bomb]").CheckAsync();
        await live.Locator("input[name=manner][value=direct]").CheckAsync();
        await live.Locator("[name=threat-place]").FillAsync("second floor");
        await live.Keyboard.PressAsync("Escape");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await AccessibleAsync(live, "live");
        var desk = await Site.OpenAsync("dana", "/desk");
        await Expect(desk.Locator("section.ring")).ToBeVisibleAsync();
        await AccessibleAsync(desk, "desk");
        await desk.GotoAsync($"/incidents/{id}");
        await Expect(desk.Locator("main")).ToContainTextAsync("second floor");
        await AccessibleAsync(desk, "incident");
        await desk.Keyboard.PressAsync("a");
        await desk.GotoAsync($"/incidents/{id}/print");
        await AccessibleAsync(desk, "print");
        await live.GotoAsync("/reports");
        await AccessibleAsync(live, "reports");
        await live.GotoAsync("/procedure");
        await AccessibleAsync(live, "procedure");
        await live.GotoAsync("/procedure/versions");
        await AccessibleAsync(live, "procedure-versions");
        var other = await Site.OpenAsync("tomas", "/desk");
        await AccessibleAsync(other, "desk-other-team");
        var administrator = await Site.OpenAsync("ada", "/people");
        await AccessibleAsync(administrator, "people");
        var security = await Site.OpenAsync("grace", "/people/confirmations");
        await AccessibleAsync(security, "confirmations");
    }
}
