using Holdfast.Browser.Tests.Sites;
using Holdfast.Tests;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation while somebody is rung, declines, takes it and says how far the transfer is, on both sides' screens; and a picture of each.</summary>
[Long]
public sealed class AccessibleHandover(HttpSite site) : HandoverScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Who_comes_is_accessible()
    {
        var dana = await DeskAsync("dana");
        var grace = await DeskAsync("grace");
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb on the second floor");
        await Box(live, "kind", "bomb").CheckAsync();
        await SavedAsync(live);
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Ring(dana, number)).ToBeVisibleAsync();
        await Expect(Ring(grace, number)).ToBeVisibleAsync();
        await AccessibleAsync(dana, "who-banner");
        await grace.GetByRole(AriaRole.Button, new() { Name = "I can’t come" }).ClickAsync();
        await Expect(Coming(live)).ToContainTextAsync("Grace Kim, can’t come");
        await AccessibleAsync(grace, "who-declined");
        await AccessibleAsync(live, "who-ringing");
        await dana.GotoAsync($"/incidents/{id}");
        await Expect(dana.Locator("[data-part=taken]")).ToContainTextAsync("Ringing you");
        await AccessibleAsync(dana, "who-incoming");
        await dana.GetByRole(AriaRole.Button, new() { Name = "Accept handover" }).ClickAsync();
        await DoneAsync(live, "accepted", "Dana Reyes accepted");
        await DoneAsync(dana, "accepted", "You accepted");
        await live.Locator("#handover summary").ClickAsync();
        await AccessibleAsync(live, "who-accepted");
        await AccessibleAsync(dana, "who-taken");
        await FitsAsync(live);
        await FitsAsync(dana);
    }
}
