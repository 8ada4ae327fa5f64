using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What the stories of the case and of pasted texts share.</summary>
public abstract class CaseScene(Site site) : Scene(site)
{
    /// <summary>An agent's live screen on a channel, with the incident begun.</summary>
    protected async Task<IPage> BeginAsync(string channel, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await Site.OpenAsync("maria", "/reports", options =>
        {
            options.Permissions = ["clipboard-read", "clipboard-write"];
            change?.Invoke(options);
        });
        var started = await page.APIRequest.PostAsync("/api/v1/incidents", new()
        {
            DataObject = new { channel, entries = Array.Empty<object>() },
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1" },
        });
        started.Ok.ShouldBeTrue();
        await page.GotoAsync($"/report/{JsonElement.Parse(await started.TextAsync()).GetProperty("id").GetString()}");
        await Expect(page.Locator("#coming")).ToBeVisibleAsync();
        return page;
    }

    protected static ILocator Card(IPage page) => page.Locator("#case");

    /// <summary>Answers one of the card's two questions.</summary>
    protected static async Task AnswerAsync(IPage page, string type, string name)
    {
        var button = Card(page).Locator($"form[data-entry='{type}']").First.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>The value that the card shows beside a label.</summary>
    protected static ILocator Value(IPage page, string label) => Card(page).Locator($".card-item[data-key='{label}'] .card-value");

    /// <summary>Presses a value's button, and looks into the clipboard.</summary>
    protected static async Task<string> CopyAsync(IPage page, string label)
    {
        var item = Card(page).Locator($".card-item[data-key='{label}']");
        await item.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(item.GetByRole(AriaRole.Button)).ToContainTextAsync("Copied");
        return await page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }

    /// <summary>The bodies of all entries of a type, oldest first.</summary>
    protected static async Task<JsonElement[]> EntriesAsync(IPage page, string id, string type) =>
        [.. (await ReadAsync(page, $"/api/v1/incidents/{id}/timeline")).GetProperty("entries").EnumerateArray()
            .Where(entry => entry.GetProperty("type").ValueEquals(type)).Select(entry => entry.GetProperty("body"))];
}
