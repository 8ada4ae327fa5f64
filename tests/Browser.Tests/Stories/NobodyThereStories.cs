using Holdfast.Browser.Tests.Sites;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No desk is open. A site of its own, so that no other test's supervisor is there.</summary>
public sealed class NobodyThereStories(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task The_screen_says_that_nobody_is_there_and_shows_whom_to_call_until_a_desk_opens()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I am outside your office");
        await KeyAsync(live, "g");
        await Expect(live.Locator("#coming")).ToContainTextAsync("desk is open");
        await Expect(live.Locator("#call-them")).ToBeVisibleAsync();
        await PictureAsync(live, "nobody-there");

        var number = await NumberAsync(live);
        var desk = await Site.OpenAsync("dana", "/desk");
        await Expect(Ring(desk, number)).ToBeVisibleAsync();
        await Expect(live.Locator("#coming")).ToContainTextAsync("Dana Reyes");
        await Expect(live.Locator("#call-them")).ToBeHiddenAsync();
    }
}
