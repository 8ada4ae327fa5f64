using Holdfast.Bench.Sites;
using Holdfast.Harness;

namespace Holdfast.Bench.Measures;

/// <summary><c>alert-dom</c>: from the agent's filing until the supervisor's desk, open in a browser, holds the banner that rings for it.</summary>
public static class AlertInBrowser
{
    const double Bound = 60;
    const int WarmUp = 5;

    /// <summary>Notes, by the wall clock that page and bench share, when the banner of an incident first stands in the page.</summary>
    const string Watch = """
        window.rang = {};
        new MutationObserver(() => {
          for (const banner of document.querySelectorAll('section.ring[data-id]')) window.rang[banner.dataset.id] ??= Date.now();
        }).observe(document, { subtree: true, childList: true, attributes: true });
        """;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        await using var browser = await Browser.OpenAsync();
        await using var context = await browser.NewContextAsync(await browser.SignInAsync(site, site.Supervisor));
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(site.Address, "/desk").ToString());
        using var agent = site.As(site.Agent);
        using var supervisor = site.As(site.Supervisor);
        var samples = new Samples();
        var rounds = options.Quick ? 30 : 100;
        for (var n = -WarmUp; n < rounds; n++)
        {
            var incident = site.StartIncidents(1)[0];
            var began = TimeProvider.System.GetUtcNow();
            var filing = agent.FileAsync(incident);
            var at = await Wait.ForAsync("the banner rings", async () => await page.EvaluateAsync<double?>($"window.rang['{incident}'] ?? null") is { } seen ? (object)seen : null);
            (await filing).Ok();

            // The page's clock counts whole milliseconds, rounded down: one is added.
            if (n >= 0) samples.Add((double)at + 1 - (began.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerMillisecond);
            (await supervisor.AcknowledgeAsync(incident)).Ok();
            await page.WaitForFunctionAsync("() => !document.querySelector('section.ring')");
        }

        return [new(site.Name("alert-dom"), samples.P99, "ms", Bound * site.Slack), new(site.Name("alert-dom-p50"), samples.P50, "ms")];
    }
}
