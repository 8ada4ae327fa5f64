using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness.Procedures;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What the stories share: an agent's live screen, a supervisor's desk, and the words for what is done and seen there.</summary>
public abstract class Scene(Site site) : IAsyncDisposable
{
    protected Site Site => site;

    /// <summary>The procedure in the words of the site's pack, asked for by the default pack's: <c>Words.Field("caller-name")</c>, <c>Words.Text("DO NOT HANG UP")</c>.</summary>
    protected PackWords Words => site.Words;

    /// <summary>The story is over: everybody's browsers are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await site.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The name of a picture; only one site's run makes pictures.</summary>
    protected async Task PictureAsync(IPage page, string name, bool whole = false)
    {
        if (site is HttpSite)
        {
            await Screens.TakeAsync(page, name, whole);
        }
    }

    /// <summary>Makes pictures, and finds no axe violation and nothing too wide in any look. The page keeps the size that it had.</summary>
    protected async Task AccessibleAsync(IPage page, string name, bool whole = false) => (await FindAsync(page, name, whole)).ShouldBeEmpty();

    /// <summary>The same, and names what was found.</summary>
    protected async Task<List<string>> FindAsync(IPage page, string name, bool whole = false)
    {
        var size = page.ViewportSize!;
        await PictureAsync(page, name, whole);
        await page.SetViewportSizeAsync(390, 844);
        await PictureAsync(page, name + "-phone", whole);
        var found = await Looks.FindAsync(page, name);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, Contrast = Contrast.NoPreference, ForcedColors = ForcedColors.None });
        await PictureAsync(page, name + "-phone-dark", whole);
        await page.SetViewportSizeAsync(size.Width, size.Height);
        await PictureAsync(page, name + "-dark", whole);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return found;
    }

    /// <summary>Types a line of the caller's words and enters it.</summary>
    protected static async Task SayAsync(IPage live, string words)
    {
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync(words);
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.Locator("#lines li q").Last).ToHaveTextAsync(words);
    }

    /// <summary>The number, once it is shown.</summary>
    protected static async Task<string> NumberAsync(IPage live)
    {
        await Expect(live.Locator("#number")).ToContainTextAsync("HF-");
        return (await live.Locator("#number").InnerTextAsync()).Trim();
    }

    /// <summary>The incident's id, out of the address.</summary>
    protected static async Task<string> IdAsync(IPage live)
    {
        await live.ComesToAsync("/report/");
        return new Uri(live.Url).Segments[^1];
    }

    protected static Task SavedAsync(IPage live) => Expect(live.Locator("#saved")).ToContainTextAsync("Saved");

    /// <summary>Leaves the field and presses one letter.</summary>
    protected static async Task KeyAsync(IPage live, string key)
    {
        await live.Keyboard.PressAsync("Escape");
        await live.Keyboard.PressAsync(key);
    }

    /// <summary>A field's row on the live screen, by the default pack's name.</summary>
    protected ILocator Row(IPage live, string field) => live.Locator($".answer[data-field={Words.Field(field)}]");

    /// <summary>The field to write in.</summary>
    protected ILocator Input(IPage live, string field) => live.Locator($"[name={Words.Field(field)}]").First;

    /// <summary>The box of a choice.</summary>
    protected ILocator Box(IPage live, string field, string choice) => live.Locator($"input[name={Words.Field(field)}][value={Words.Choice(field, choice)}]");

    /// <summary>A section of the form.</summary>
    protected ILocator Section(IPage live, string section) => live.Locator($"[data-section={Words.Id(section)}]");

    protected ILocator Step(IPage live, string step) => live.Locator($"#steps [data-step={Words.Id(step)}]");

    protected Task HasStateAsync(IPage live, string field, string state) => Expect(Row(live, field)).ToHaveAttributeAsync("data-state", state);

    /// <summary>What the record says of a field.</summary>
    protected JsonElement Answer(JsonElement incident, string field) => incident.GetProperty("answers").GetProperty(Words.Field(field));

    /// <summary>Its values, parted by a bar.</summary>
    protected string Values(JsonElement incident, string field) => string.Join("|", Answer(incident, field).GetProperty("values").EnumerateArray().Select(value => value.GetString()));

    /// <summary>Asks the API in the page's own session.</summary>
    protected static async Task<JsonElement> ReadAsync(IPage page, string path)
    {
        var answer = await page.APIRequest.GetAsync(path);
        Assert.True(answer.Ok, $"{path}: {answer.Status}");
        return JsonElement.Parse(await answer.TextAsync());
    }

    protected static async Task<JsonElement> IncidentAsync(IPage page, string id) => await ReadAsync(page, $"/api/v1/incidents/{id}");

    /// <summary>The whole timeline as plain lines.</summary>
    protected static async Task<string[]> TimelineAsync(IPage page, string id) =>
        [.. (await ReadAsync(page, $"/api/v1/incidents/{id}/timeline")).GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!)];

    /// <summary>How many incidents this person's own list has.</summary>
    protected static async Task<int> CountAsync(IPage page) =>
        (await ReadAsync(page, "/api/v1/incidents?limit=200")).GetProperty("rows").GetArrayLength();

    protected static ILocator Ring(IPage desk, string number) => desk.Locator("section.ring", new() { HasText = number });
}
