using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Saying whether one can come, seeing who can, and leaving nothing behind at the end of a shift.</summary>
public sealed class PresenceStories(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task One_key_or_one_press_says_whether_one_can_come_and_colleagues_see_it()
    {
        var dana = await Site.OpenAsync("dana", "/reports");
        await IsAsync(dana, "Available");
        await dana.Keyboard.PressAsync("l");
        await IsAsync(dana, "On a call");
        new Uri(dana.Url).AbsolutePath.ShouldBe("/reports", "in place");
        var lee = await Site.OpenAsync("lee", "/presence");
        await Expect(Line(lee, "Dana Reyes")).ToContainTextAsync("On a call");
        await Choice(dana, "Away").ClickAsync();
        await IsAsync(dana, "Away");
        await Choice(lee, "On a call").ClickAsync();
        await Expect(Line(lee, "Dana Reyes")).ToContainTextAsync("Away");
        await lee.FillAsync("#phone", "4711");
        await lee.Locator("#phone").PressAsync("Enter");
        await Expect(Line(lee, "Lee Novak").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "tel:4711");
        await dana.Keyboard.PressAsync("v");
        await IsAsync(dana, "Available");
        await Choice(lee, "Available").ClickAsync();
        await Expect(Line(lee, "Dana Reyes")).ToContainTextAsync("Available");
        await PictureAsync(lee, "presence");
    }

    [Fact]
    public async Task Without_scripts_it_is_a_form_that_comes_back_to_where_one_was()
    {
        var tomas = await Site.OpenAsync("tomas", "/desk", options => options.JavaScriptEnabled = false);
        await Choice(tomas, "Away").ClickAsync();
        await IsAsync(tomas, "Away");
        new Uri(tomas.Url).AbsolutePath.ShouldBe("/desk");
        await Choice(tomas, "Available").ClickAsync();
        await IsAsync(tomas, "Available");
    }

    [Fact]
    public async Task Nobody_s_shift_ends_with_something_left_to_nobody()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "You will see");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await SavedAsync(live);
        var dana = await Site.OpenAsync("dana", $"/incidents/{id}");
        await dana.Keyboard.PressAsync("a");
        await Expect(dana.Locator(".acknowledged")).ToContainTextAsync("You acknowledged");
        await Choice(dana, "Off").ClickAsync();
        await dana.ComesToAsync("/presence");
        await Expect(dana.Locator("#end")).ToContainTextAsync(number);
        await IsAsync(dana, "Available");
        await PictureAsync(dana, "shift-end");

        await dana.Locator("#hand-to").SelectOptionAsync(new SelectOptionValue { Label = (await dana.Locator("#hand-to option").AllInnerTextsAsync()).Single(text => text.StartsWith("Lee Novak", StringComparison.Ordinal)) });
        await dana.GetByRole(AriaRole.Button, new() { Name = "Hand all on and go off" }).ClickAsync();
        await Expect(dana.GetByText(new Regex("You are off. [0-9]+ handed on.", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await IsAsync(dana, "Off");
        (await IncidentAsync(live, id)).GetProperty("row").GetProperty("owner").GetProperty("name").GetString().ShouldBe("Lee Novak");
        await dana.Keyboard.PressAsync("v");
        await IsAsync(dana, "Available");
    }

    [Fact]
    public async Task Who_is_here_is_accessible()
    {
        var omar = await Site.OpenAsync("omar", "/presence?end=yes");
        await Expect(Line(omar, "Omar Farouk")).ToContainTextAsync("Available");
        await AccessibleAsync(omar, "presence-page");
    }

    static ILocator Choice(IPage page, string word) => page.Locator("[data-presence]").GetByRole(AriaRole.Button, new() { NameRegex = new("^" + word, RegexOptions.None, TimeSpan.FromSeconds(1)) });

    static Task IsAsync(IPage page, string word) => Expect(page.Locator("[data-presence] [aria-pressed=true]")).ToContainTextAsync(word);

    static ILocator Line(IPage page, string name) => page.Locator(".presence-list tbody tr", new() { HasText = name });
}
