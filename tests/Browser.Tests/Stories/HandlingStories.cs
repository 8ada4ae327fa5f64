using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What is done on the page of one incident besides the case: steps, links, the log of calls, care, passing on, closing.</summary>
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

    [Fact]
    public async Task Emergency_services_are_logged_whole_the_agent_is_looked_after_and_Corporate_Security_closes_it()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "You will see");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await Expect(live.Locator("#care")).ToBeHiddenAsync();
        await live.ClickAsync("#file-button");
        await Expect(live.Locator("#care")).ToBeVisibleAsync();
        await PictureAsync(live, "filed-care");

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator(".acknowledged")).ToContainTextAsync("You acknowledged");
        await desk.FillAsync("#whom", "Police");
        await desk.FillAsync("#called-number", "555-0199");
        await desk.FillAsync("#place-told", "Second floor");
        await desk.FillAsync("#reference", "A-17");
        await desk.SelectOptionAsync("#answered", "yes");
        await desk.Locator("#emergency form[data-entry=emergency-called] button").ClickAsync();
        var call = desk.Locator(".call-log > li");
        foreach (var said in new[] { "Police", "555-0199", "Second floor", "A-17", "Yes" }) await Expect(call).ToContainTextAsync(said);
        await desk.GetByText("Break offered").ClickAsync();
        await desk.FillAsync("#care-note", "Break until four");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("#care")).ToContainTextAsync("Dana Reyes looked after them, break offered");
        await PictureAsync(desk, "incident-handling", whole: true);

        await desk.GetByText("Pass to Corporate Security").ClickAsync();
        await desk.FillAsync("#pass-note", "He named the office");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Pass on" }).ClickAsync();
        var grace = await Site.OpenAsync("grace", $"/incidents/{id}");
        await Expect(grace.Locator(".acknowledged")).ToContainTextAsync("Passed on to Corporate Security.");
        await grace.Keyboard.PressAsync("a");
        await Expect(grace.Locator(".acknowledged")).ToContainTextAsync("You acknowledged");
        await grace.GetByText("Close", new() { Exact = true }).First.ClickAsync();
        await grace.FillAsync("#outcome", "With law enforcement");
        await grace.FillAsync("#close-reason", "They have the recording");
        await grace.Keyboard.PressAsync("Enter");
        await Expect(grace.Locator(".timeline")).ToContainTextAsync("They have the recording");
        await grace.GetByText("Reopen", new() { Exact = true }).First.ClickAsync();
        await grace.FillAsync("#reopen-reason", "He called again");
        await grace.Keyboard.PressAsync("Enter");
        await Expect(grace.Locator(".timeline")).ToContainTextAsync("He called again");
    }

    [Fact]
    public async Task Without_scripts_it_is_taken_over_the_agent_is_looked_after_and_it_is_passed_on()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "You will see");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var plain = await Site.OpenAsync("dana", $"/incidents/{id}", options => options.JavaScriptEnabled = false);
        await plain.GetByText("Take over", new() { Exact = true }).First.ClickAsync();
        await plain.FillAsync("#take-reason", "I know the caller");
        await plain.Keyboard.PressAsync("Enter");
        await Expect(plain.Locator("[data-part=is-owner]")).ToContainTextAsync("Dana Reyes");
        await plain.FillAsync("#whom", "Fire brigade");
        await plain.FillAsync("#called-number", "555-0198");
        await plain.SelectOptionAsync("#answered", "no");
        await plain.Locator("#emergency form[data-entry=emergency-called] button").ClickAsync();
        await Expect(plain.Locator(".call-log > li")).ToContainTextAsync("555-0198");
        await Expect(plain.Locator(".call-log .reached")).ToContainTextAsync("No");
        await plain.FillAsync("#care-note", "A walk");
        await plain.Keyboard.PressAsync("Enter");
        await Expect(plain.Locator("#care")).ToContainTextAsync("Dana Reyes looked after them");
        await plain.GetByText("Pass to Corporate Security").ClickAsync();
        await plain.GetByRole(AriaRole.Button, new() { Name = "Pass on" }).ClickAsync();
        (await TimelineAsync(plain, id)).ShouldContain("Passed on to Corporate Security");
    }
}
