using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The server is killed while somebody types and while a supervisor waits. A site of its own, because it goes down.</summary>
public sealed class ServerGoneStories(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Words_typed_while_the_server_is_gone_are_saved_once_when_it_is_back()
    {
        var desk = await Site.OpenAsync("dana", "/desk");
        await Expect(desk.Locator("[data-line=feed]")).ToContainTextAsync("live");
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "Before");
        await SavedAsync(live);
        var id = await IdAsync(live);

        await Site.Server.KillAsync();
        await SayAsync(live, "While it was gone");
        await live.FillAsync("[name=caller-name]", "Jo");
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Not saved yet");
        await PictureAsync(live, "not-saved");
        await Expect(desk.Locator("[data-alarm]")).ToContainTextAsync("You will not be rung", new() { Timeout = 30_000 });
        await PictureAsync(desk, "will-not-be-rung");

        await Site.StartAsync();
        await Expect(live.Locator("#saved")).ToContainTextAsync("Saved", new() { Timeout = 60_000 });
        await Expect(desk.Locator("[data-alarm]")).Not.ToContainTextAsync("You will not be rung", new() { Timeout = 60_000 });
        var incident = await IncidentAsync(live, id);
        incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("text").GetString()).ShouldBe(["Before", "While it was gone"]);
        incident.GetProperty("answers").GetProperty("caller-name").GetProperty("values")[0].GetString().ShouldBe("Jo");
    }

    [Fact]
    public async Task What_a_server_that_hung_reads_late_keeps_its_true_time()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "Before");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var givenUp = new TaskCompletionSource();
        live.RequestFailed += (_, request) => { if (request.Url.EndsWith("/entries", StringComparison.Ordinal)) givenUp.TrySetResult(); };
        await Site.Server.HangAsync();
        try
        {
            await SayAsync(live, "While it hung");
            var typed = TimeProvider.System.GetUtcNow();
            await Expect(live.Locator("#saved")).ToContainTextAsync("Not saved yet");
            await givenUp.Task.WaitAsync(Wait.Patience);
            var back = TimeProvider.System.GetUtcNow();
            await Site.Server.GoOnAsync();
            await Expect(live.Locator("#saved.safe")).ToBeVisibleAsync();
            var lines = (await ReadAsync(live, $"/api/v1/incidents/{id}/timeline")).GetProperty("entries").EnumerateArray();
            var line = lines.Single(one => one.GetProperty("body").TryGetProperty("text", out var text) && text.ValueEquals("While it hung"));
            (line.GetProperty("at").GetDateTimeOffset() - line.GetProperty("occurredAt").GetDateTimeOffset()).ShouldBeGreaterThanOrEqualTo(back - typed);
        }
        finally
        {
            await Site.Server.GoOnAsync();
        }
    }
}
