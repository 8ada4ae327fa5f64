using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation while somebody is rung, declines, takes it and says how far the transfer is, on both sides' screens; and a picture of each.</summary>
public sealed class AccessibleHandover(HttpSite site) : HandoverScene(site), IClassFixture<HttpSite>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Who_comes_is_accessible(ColorScheme scheme, int width)
    {
        void Look(BrowserNewContextOptions options)
        {
            options.ColorScheme = scheme;
            options.ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 };
            options.HasTouch = width < 500;
        }

        var name = (width < 500 ? "-phone" : "") + (scheme == ColorScheme.Dark ? "-dark" : "");
        var dana = await DeskAsync("dana", Look);
        var grace = await DeskAsync("grace", Look);
        var live = await Site.OpenAsync("maria", "/report", Look);
        await SayAsync(live, "There is a bomb on the second floor");
        await Box(live, "kind", "bomb").CheckAsync();
        await SavedAsync(live);
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Ring(dana, number)).ToBeVisibleAsync();
        await Expect(Ring(grace, number)).ToBeVisibleAsync();
        await AccessibleAsync(dana, "who-banner" + name);
        await grace.GetByRole(AriaRole.Button, new() { Name = "I can’t come" }).ClickAsync();
        await Expect(Coming(live)).ToContainTextAsync("Grace Kim, can’t come");
        await AccessibleAsync(grace, "who-declined" + name);
        await AccessibleAsync(live, "who-ringing" + name);
        await dana.GotoAsync($"/incidents/{id}");
        await Expect(dana.Locator("[data-part=taken]")).ToContainTextAsync("Ringing you");
        await AccessibleAsync(dana, "who-incoming" + name);
        await dana.GetByRole(AriaRole.Button, new() { Name = "Accept handover" }).ClickAsync();
        await DoneAsync(live, "accepted", "Dana Reyes accepted");
        await DoneAsync(dana, "accepted", "You accepted");
        await live.Locator("#handover summary").ClickAsync();
        await AccessibleAsync(live, "who-accepted" + name, whole: width < 500);
        await AccessibleAsync(dana, "who-taken" + name);
        await FitsAsync(live);
        await FitsAsync(dana);
    }
}
