using System.Text.Json;
using Holdfast.Bench.Sites;
using Holdfast.Harness;

namespace Holdfast.Bench.Measures;

/// <summary><c>keep</c>: from a key pressed on the live screen until what it wrote is on the machine, encrypted and sealed, in a transaction that is complete when it is on the disk.</summary>
public static class Keep
{
    const double Bound = 100;

    /// <summary>Every key's time goes into the list of those that wait; each complete write says until when everything typed was in it.</summary>
    const string Watch = """
        window.took = [];
        const waiting = [];
        addEventListener("input", () => waiting.push(performance.now()), true);
        document.addEventListener("holdfast:kept", event => {
          while (waiting.length && waiting[0] <= event.detail) window.took.push(performance.now() - waiting.shift());
        });
        """;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var keys = options.Quick ? 200 : 1000;
        await using var browser = await Browser.OpenAsync();
        await using var context = await browser.NewContextAsync(await browser.SignInAsync(site, site.Agent));
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(site.Address, "/report").ToString());
        await page.Locator("#words").FillAsync("There");
        await Wait.UntilAsync("the first words are kept", async () => await page.EvaluateAsync<int>("window.took.length") > 0);
        await page.EvaluateAsync("window.took.length = 0");

        // As fast as somebody types who types fast.
        for (var line = 0; line < keys / 50; line++)
        {
            await page.Locator("#words").PressSequentiallyAsync(new string('x', 50), new() { Delay = 80 });
            await page.Keyboard.PressAsync("Enter");
        }

        await Wait.UntilAsync("all keys are kept", async () => await page.EvaluateAsync<int>("window.took.length") >= keys);
        var samples = new Samples();
        using var took = JsonDocument.Parse(await page.EvaluateAsync<string>("JSON.stringify(window.took)"));
        foreach (var one in took.RootElement.EnumerateArray()) samples.Add(one.GetDouble());
        return [new(site.Name("keep"), samples.P99, "ms", Bound), new(site.Name("keep-p50"), samples.P50, "ms")];
    }
}
