using Holdfast.Bench.Sites;
using Holdfast.Harness;
using Holdfast.Harness.Http;

namespace Holdfast.Bench.Measures;

/// <summary><c>alert-dom</c>: from the agent's filing until the supervisor's desk, open in a browser, shows the incident as filed.</summary>
public static class AlertInBrowser
{
    const double Bound = 60;

    /// <summary>Notes, by the wall clock that page and bench share, when a row of the desk first reads "Filed".</summary>
    const string Watch = """
        window.seen = {};
        new MutationObserver(() => {
          for (const row of document.querySelectorAll('tr[data-key]'))
            if (!window.seen[row.dataset.key] && /filed/i.test(row.innerText)) window.seen[row.dataset.key] = Date.now();
        }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        """;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        await using var browser = await Browser.OpenAsync();
        await using var context = await browser.NewContextAsync(await browser.SignInAsync(site, site.Supervisor));
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(site.Address, "/desk").ToString());
        using var agent = site.As(site.Agent);
        var samples = new Samples();
        var rounds = options.Quick ? 30 : 100;
        for (var n = -5; n < rounds; n++)
        {
            var incident = site.StartIncidents(1)[0];
            await page.Locator($"tr[data-key='{incident}']").WaitForAsync();
            var began = TimeProvider.System.GetUtcNow();
            var filing = agent.FileAsync(incident);
            var at = await Wait.ForAsync("the desk shows it as filed", async () => await page.EvaluateAsync<double?>($"window.seen['{incident}'] ?? null") is { } seen ? (object)seen : null);
            (await filing).Ok();
            // The page's clock counts whole milliseconds, rounded down: one is added.
            if (n >= 0) samples.Add((double)at + 1 - began.ToUnixTimeMilliseconds());
        }

        return [new(site.Name("alert-dom"), samples.P99, "ms", Bound * site.Slack), new(site.Name("alert-dom-p50"), samples.P50, "ms")];
    }
}
