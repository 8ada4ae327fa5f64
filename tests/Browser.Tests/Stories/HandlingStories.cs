using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What supervisors do on the page of one incident besides the case: their steps, and linking what belongs together.</summary>
public sealed class HandlingStories(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task The_tenth_call_of_the_same_person_is_linked_by_hand()
    {
        var first = await BeginAsync("phone");
        await SayAsync(first, "You know who this is");
        var (earlier, number) = (await IdAsync(first), await NumberAsync(first));
        var second = await BeginAsync("phone");
        await SayAsync(second, "It is me again");
        var (id, later) = (await IdAsync(second), await NumberAsync(second));
        await SavedAsync(second);

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await desk.GetByText("Link with…").ClickAsync();
        await desk.FillAsync("#link-other", "HF-2026-999999");
        await desk.FillAsync("#link-reason", "The same caller");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("[data-part=links]")).ToContainTextAsync("There is no incident with that number.");
        await desk.FillAsync("#link-other", number);
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator(".links-list")).ToContainTextAsync(number);
        await desk.GetByRole(AriaRole.Link, new() { Name = number, Exact = true }).ClickAsync();
        await Expect(desk.Locator(".links-list")).ToContainTextAsync(later);
        await Expect(desk.Locator(".links-list")).ToContainTextAsync("The same caller");
        (await IncidentAsync(desk, earlier)).GetProperty("row").GetProperty("priority").GetString().ShouldBe("P2", "known lowers nothing");
    }

    [Fact]
    public async Task Steps_are_ticked_skipped_and_opened_again_without_scripts()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "You will see");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var plain = await Site.OpenAsync("dana", $"/incidents/{id}", options => options.JavaScriptEnabled = false);
        var now = plain.Locator("[data-step-state=now]").First;
        var step = await now.GetAttributeAsync("data-step") ?? "";
        var line = plain.Locator($"[data-step='{step}']");
        await line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Done", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(line).ToHaveAttributeAsync("data-step-state", "done");
        await line.GetByRole(AriaRole.Button, new() { NameRegex = new("^Open again", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(line).ToHaveAttributeAsync("data-step-state", "now");
        await line.Locator("summary").ClickAsync();
        await line.Locator("input[name=word]").FillAsync("the lead has it");
        await plain.Keyboard.PressAsync("Enter");
        await Expect(line).ToHaveAttributeAsync("data-step-state", "skipped");
        await Expect(line).ToContainTextAsync("the lead has it");
        var marks = (await IncidentAsync(plain, id)).GetProperty("steps").GetProperty(step);
        (marks.GetProperty("state").GetString(), marks.GetProperty("word").GetString()).ShouldBe(("skipped", "the lead has it"));
    }
}
