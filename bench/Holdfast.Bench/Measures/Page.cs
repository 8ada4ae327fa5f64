using System.Text.Json;
using Holdfast.Bench.Sites;
using Microsoft.Playwright;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>page</c>: the new-report page in a browser that has nothing cached. The first input is ready when the field for the caller's words is there
/// and the page's scripts have run (DOMContentLoaded); that it is, is checked by typing and seeing the incident begin.
/// </summary>
public static class Page
{
    const string Words = "#words";

    const string Look = """
        () => {
          const page = performance.getEntriesByType('navigation')[0], ready = page.domContentLoadedEventEnd;
          const before = [page, ...performance.getEntriesByType('resource').filter(one => one.startTime < ready && !one.name.startsWith('data:'))];
          return JSON.stringify({
            ready: ready - page.startTime,
            requests: before.length,
            bytes: before.reduce((sum, one) => sum + one.transferSize, 0),
            names: before.map(one => new URL(one.name).pathname),
          });
        }
        """;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        await using var browser = await Browser.OpenAsync();
        var signedIn = await browser.SignInAsync(site, site.Agent);
        var ready = new Samples();
        double requests = 0, bytes = 0;
        for (var round = 0; round < (options.Quick ? 5 : 15); round++)
        {
            // A context has a cache of its own; the cookie is all that it inherits.
            await using var cold = await browser.NewContextAsync(signedIn);
            var page = await cold.NewPageAsync();
            await page.GotoAsync(new Uri(site.Address, "/report").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            using var seen = JsonDocument.Parse(await page.EvaluateAsync<string>(Look));
            if (round == 0) await TypeAsync(page);
            ready.Add(seen.RootElement.GetProperty("ready").GetDouble());
            requests = Math.Max(requests, seen.RootElement.GetProperty("requests").GetInt32());
            bytes = Math.Max(bytes, seen.RootElement.GetProperty("bytes").GetInt64());
        }

        return
        [
            new(site.Name("page-requests"), requests, "before", 3),
            new(site.Name("page-size"), bytes / 1024, "KB", 60),
            new(site.Name("page-ready"), ready.P50, "ms", 300),
        ];
    }

    static async Task TypeAsync(IPage page)
    {
        var started = page.WaitForRequestAsync(request => request.Method == "POST" && request.Url.EndsWith("/api/v1/incidents", StringComparison.Ordinal));
        await page.Locator(Words).PressSequentiallyAsync("There");
        await started;
    }
}
