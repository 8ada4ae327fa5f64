using Holdfast.Browser.Tests.Sites;
using Holdfast.Tests;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation where the case card, a pasted text and the steps are full in any look; and a picture of each.</summary>
[Long]
public sealed class AccessibleCase(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task The_full_screens_are_accessible()
    {
        var live = await BeginAsync("chat");
        var id = await IdAsync(live);
        await live.FillAsync("#paste-text", "[14:02:11] Agent: Hello, how can I help?\n[14:02:40] Ana: If this issue is not resolved, I will hurt my family.\n[14:03:02] Agent: Where are you?");
        await live.ClickAsync("button[value=paste]");
        await live.Locator(".transcript-lines button").Nth(1).ClickAsync();
        await Expect(live.Locator(".transcript-lines .quoted")).ToHaveCountAsync(1);
        await live.Locator("input[name=kind][value=harm-to-others]").CheckAsync();
        await AnswerAsync(live, "outside-form-answered", "Yes");
        await AnswerAsync(live, "case-answered", "No");
        await Expect(Value(live, "Classification of Threat")).ToBeVisibleAsync();
        await SavedAsync(live);
        await AccessibleAsync(live, "case-live", whole: true);
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await desk.Locator("[data-step-state=open] summary").First.ClickAsync();
        await desk.Locator(".skip-step[open] input[name=word]").FillAsync("not needed");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("[data-step-state=skipped]")).ToContainTextAsync("not needed");
        await desk.Locator("[data-step-state=now] button").First.ClickAsync();
        await Expect(desk.Locator("[data-step-state=done]").First).ToBeVisibleAsync();
        await desk.GetByText("Link with…").ClickAsync();
        await AccessibleAsync(desk, "case-incident", whole: true);
        await desk.GotoAsync($"/incidents/{id}/print");
        await AccessibleAsync(desk, "case-print", whole: true);
        await desk.GotoAsync("/desk");
        await Expect(desk.Locator(".case-due").First).ToBeVisibleAsync();
        await AccessibleAsync(desk, "case-desk", whole: true);
    }
}
