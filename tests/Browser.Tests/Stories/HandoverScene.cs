using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What the stories of who comes share: an agent who calls for somebody, supervisors at desk or phone, the steps of a transfer.</summary>
public abstract class HandoverScene(Site site) : CaseScene(site)
{
    /// <summary>A phone in one hand.</summary>
    protected static void Phone(BrowserNewContextOptions options)
    {
        options.ViewportSize = new() { Width = 390, Height = 844 };
        options.HasTouch = true;
    }

    /// <summary>A supervisor's desk, whatever became of the calls before: nothing rings on it yet, and whoever took a transfer is free again.</summary>
    protected async Task<IPage> DeskAsync(string userName, Action<BrowserNewContextOptions>? change = null)
    {
        var desk = await Site.OpenAsync(userName, "/desk", change);
        (await SendAsync(desk, "/api/v1/people/me/presence", new { availability = "available" })).Ok.ShouldBeTrue();
        foreach (var row in (await ReadAsync(desk, "/api/v1/incidents?limit=200")).GetProperty("rows").EnumerateArray())
        {
            if (row.GetProperty("acknowledged").ValueKind == JsonValueKind.Null)
            {
                await SendAsync(desk, $"/api/v1/incidents/{row.GetProperty("id").GetString()}/acknowledgement", new { });
            }
        }

        return desk;
    }

    static Task<IAPIResponse> SendAsync(IPage page, string path, object body) => page.APIRequest.PostAsync(path, new()
    {
        DataObject = body,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1" },
    });

    /// <summary>An agent's live screen on which somebody threatens, with a supervisor called for.</summary>
    protected async Task<IPage> ThreatenedAsync(string words, string key = "g")
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, words);
        await SavedAsync(live);
        await KeyAsync(live, key);
        return live;
    }

    protected static ILocator Coming(IPage live) => live.Locator("#coming");

    /// <summary>A step of the transfer, on either side's screen.</summary>
    protected static ILocator Part(IPage page, string step) => page.Locator($".handover [data-step={step}]");

    /// <summary>A step is done, and its time stands beside it.</summary>
    protected static async Task DoneAsync(IPage page, string step, string words)
    {
        await Expect(Part(page, step)).ToHaveClassAsync("done");
        await Expect(Part(page, step)).ToContainTextAsync(words);
        (await Part(page, step).Locator("time").InnerTextAsync()).ShouldContain(":");
    }

    /// <summary>The latest transfer, as the API tells it.</summary>
    protected static async Task<JsonElement> HandoverAsync(IPage page, string id) => (await IncidentAsync(page, id)).GetProperty("row").GetProperty("handover");

    /// <summary>Nothing lies beside the screen.</summary>
    protected static async Task FitsAsync(IPage page) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, page.Url);
}
