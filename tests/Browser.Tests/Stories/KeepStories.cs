using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Words that the server does not have yet are on the machine, whatever becomes of the page. A site of its own, because it goes down.</summary>
public sealed class KeepStories(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Words_typed_without_a_server_outlast_the_tab_and_arrive_once_and_in_order()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await Site.Server.KillAsync();
        await SayAsync(live, "It goes off at noon");
        await Box(live, "kind", "bomb").CheckAsync();
        await Input(live, "caller-name").FillAsync("Jo");
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("and nobody will");
        await KeptAsync(live);
        var context = live.Context;
        await CrashAsync(live);

        await Site.StartAsync();
        var again = await context.NewPageAsync();
        again.Console += (_, m) => Console.Error.WriteLine("CONSOLE " + m.Text);
        again.PageError += (_, m) => Console.Error.WriteLine("ERROR " + m);
        await again.GotoAsync($"/report/{id}");
        await Expect(again.Locator("#words")).ToHaveValueAsync("and nobody will");
        await again.Locator("#words").PressAsync("End");
        await again.Keyboard.TypeAsync(" stop it");
        await again.Keyboard.PressAsync("Enter");
        await SavedAsync(again);
        Said(await IncidentAsync(again, id)).ShouldBe(["There is a bomb", "It goes off at noon", "and nobody will stop it"]);
        Values(await IncidentAsync(again, id), "caller-name").ShouldBe("Jo");
        await Wait.UntilAsync("nothing is left on the machine", async () => await LeftAsync(again) == 0);
    }

    /// <summary>The tab's process is killed: no script of it runs any more.</summary>
    static async Task CrashAsync(IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        var devtools = await page.Context.NewCDPSessionAsync(page);
        _ = devtools.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await crashed.Task.WaitAsync(Wait.Patience);
        await page.CloseAsync();
    }

    /// <summary>All that has been typed until now is on the machine.</summary>
    static async Task KeptAsync(IPage live) => await live.EvaluateAsync("""
        () => new Promise(done => {
          const now = performance.now();
          document.addEventListener("holdfast:kept", event => { if (event.detail >= now) done(); });
          document.querySelector("#words").dispatchEvent(new Event("input", { bubbles: true }));
        })
        """);

    static Task<int> LeftAsync(IPage page) => page.EvaluateAsync<int>("""
        () => new Promise((done, failed) => {
          const asked = indexedDB.open("holdfast-journal");
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            const count = asked.result.transaction("words").objectStore("words").count();
            count.onsuccess = () => { asked.result.close(); done(count.result); };
          };
        })
        """);

    static IEnumerable<string?> Said(JsonElement incident) => incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("text").GetString());
}
