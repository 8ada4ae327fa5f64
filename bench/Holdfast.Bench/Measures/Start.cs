using System.Diagnostics;
using Holdfast.Bench.Client;
using Holdfast.Bench.Sites;
using Holdfast.Harness;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>start</c>: from starting the process until the queue's first page is answered in full, on the database as it is. <c>memory</c>: what the
/// process holds once it has been idle after that.
/// </summary>
public static class Start
{
    const double Bound = 1_000;
    const double MegabytesBound = 150;

    /// <summary>Starts the site several times over; it runs afterwards.</summary>
    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var samples = new Samples();
        for (var round = 0; round < (options.Quick ? 3 : 7); round++)
        {
            await site.StopAsync();
            var began = Stopwatch.GetTimestamp();
            site.Launch();
            await Wait.UntilAsync("the first page", () => Task.FromResult(Answered(site)), pause: TimeSpan.FromMilliseconds(2));
            samples.Since(began);
        }

        return [new(site.Name("start"), samples.P50, "ms", Bound * site.Slack)];
    }

    /// <summary>Resident memory after five seconds without a request.</summary>
    public static async Task<List<Figure>> MemoryAsync(Site site)
    {
        // A stretch of idleness is what is to be measured, not waited out.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        return [new(site.Name("memory"), site.ResidentBytes / 1e6, "MB", MegabytesBound)];
    }

    static bool Answered(Site site)
    {
        if (!Line.Answers(site.Address)) return false;
        using var line = new Line(site.Address);
        line.Ask(Request.Get("/api/v1/incidents?limit=50", site.Address, site.Supervisor.Token), out var status);
        return status == 200;
    }
}
