using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What the stories of words that the server does not have yet share: faults, and looks at what the machine keeps.</summary>
public abstract class KeepScene(Site site) : Scene(site)
{
    /// <summary>The tab's process is killed: no script of it runs any more.</summary>
    protected static async Task CrashAsync(IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        var devtools = await page.Context.NewCDPSessionAsync(page);
        _ = devtools.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await crashed.Task.WaitAsync(Wait.Patience);
        await page.CloseAsync();
    }

    /// <summary>What keeps the words has come: it is fetched once the screen can be typed on.</summary>
    protected static Task ReadyAsync(IPage live) => live.WaitForFunctionAsync("() => document.querySelector('link[href$=\"/css/keep.css\"]')");

    /// <summary>All that has been typed until now is on the machine.</summary>
    protected static async Task KeptAsync(IPage live)
    {
        await live.EvaluateAsync("""
            () => {
              const now = performance.now();
              window.keptAll = false;
              document.addEventListener("holdfast:kept", event => { window.keptAll ||= event.detail >= now; });
              document.querySelector("#words").dispatchEvent(new Event("input", { bubbles: true }));
            }
            """);
        await live.WaitForFunctionAsync("() => window.keptAll");
    }

    /// <summary>What lies in the browser's storage, as anybody at the machine could look at it: the records' fields, and how many keys.</summary>
    protected static async Task<JsonElement> DumpAsync(IPage page) => JsonElement.Parse(await page.EvaluateAsync<string>("""
        () => new Promise((done, failed) => {
          const asked = indexedDB.open("holdfast-journal");
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            const turn = asked.result.transaction(["words", "keys"]);
            const words = turn.objectStore("words").getAll(), keys = turn.objectStore("keys").count();
            turn.oncomplete = () => {
              asked.result.close();
              done(JSON.stringify({ keys: keys.result, words: words.result.map(one => ({ ...one, box: new TextDecoder().decode(one.box) })) }));
            };
          };
        })
        """));

    protected static Task<int> LeftAsync(IPage page) => page.EvaluateAsync<int>("""
        () => new Promise((done, failed) => {
          const asked = indexedDB.open("holdfast-journal");
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            const count = asked.result.transaction("words").objectStore("words").count();
            count.onsuccess = () => { asked.result.close(); done(count.result); };
          };
        })
        """);

    /// <summary>Sealed words of a window that died may come after those of the next one; by their times they stand as they were said.</summary>
    protected static IEnumerable<string?> ByTime(JsonElement incident) =>
        incident.GetProperty("statements").EnumerateArray().OrderBy(said => said.GetProperty("at").GetDateTimeOffset()).Select(said => said.GetProperty("text").GetString());

    protected static IEnumerable<string?> Said(JsonElement incident) => incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("text").GetString());
}
