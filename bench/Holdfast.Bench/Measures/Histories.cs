using Holdfast.Bench.Sites;
using Microsoft.Playwright;

namespace Holdfast.Bench.Measures;

/// <summary>
/// Part of <c>faults</c>: histories of a live screen, 200 of them. Somebody types while tabs crash, browser and server are killed, the network goes, the
/// session ends and people come and go; then the record must hold what was typed, each entry once, in order.
/// </summary>
public static class Histories
{
    const ulong First = 1;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var count = options.Quick ? 10 : 200;
        using var playwright = await Playwright.CreateAsync();
        var broken = 0;
        for (var n = 0; n < count; n++)
        {
            var outcome = await site.PlayAsync(playwright, First + (ulong)n);
            if (outcome.Whole) continue;
            broken++;
            Console.Error.WriteLine(outcome);
        }

        return [new(site.Name("faults-histories"), count, "played", count, AtLeast: true), new(site.Name("faults-histories-broken"), broken, "broken", 0)];
    }
}
