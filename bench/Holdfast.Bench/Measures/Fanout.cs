using System.Diagnostics;
using System.Globalization;
using Holdfast.Bench.Client;
using Holdfast.Bench.Sites;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>fanout</c>: from the agent's filing, as it leaves the agent's machine, until the last of thousands of open live feeds has it; and what the
/// server holds in memory with so many. One listener in ten is of the agent's team and is rung; the others see the number's row.
/// </summary>
public static class Fanout
{
    const int Many = 10_000;
    const int FeedsEach = 20;
    const int Teams = 10;

    /// <summary>Feeds opened at once.</summary>
    const int Batch = 100;

    /// <summary>Files a server and a bench need besides their connections.</summary>
    const int OtherFiles = 500;

    // What fewer listeners may take: an alert to nobody, and so much for each thousand.
    const double Milliseconds = 50;
    const double MillisecondsEachThousand = 20;
    const double Megabytes = 150;
    const double MegabytesEachThousand = 10;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var feeds = options.Quick ? Many / 5 : Many;
        CheckFiles(feeds + OtherFiles);
        var tokens = await site.HireAsync(feeds / FeedsEach, Teams);
        using var listeners = new Listeners(site.Address, feeds);
        foreach (var batch in Enumerable.Range(0, feeds).Select(n => tokens[n % tokens.Length]).Chunk(Batch)) await listeners.OpenAsync(batch);

        using var agent = new Line(site.Address);
        using var supervisor = new Line(site.Address);
        var (last, all, memory) = (new Samples(), new Samples(), site.ResidentBytes);
        var rounds = options.Quick ? 10 : 20;
        var processor = TimeSpan.Zero;
        for (var round = -2; round < rounds; round++)
        {
            // Everybody is told of each step before the next, so that an alert is measured alone.
            listeners.Expect("event: incident", "\"state\":\"live\"");
            var id = site.StartIncidents(1)[0].ToString();
            await listeners.HeardAsync(feeds);

            listeners.Expect($"\"id\":\"{id}\"", "\"state\":\"filed\"");
            var before = site.ProcessorTime;
            var filing = Request.Post($"/api/v1/incidents/{id}/filing", site.Address, site.Agent.Token, "{}");
            var began = Stopwatch.GetTimestamp();
            agent.Ask(filing);
            var heard = await listeners.HeardAsync(feeds);
            if (round >= 0)
            {
                processor += site.ProcessorTime - before;
                last.Add(Stopwatch.GetElapsedTime(began, heard.Max()).TotalMilliseconds);
                foreach (var at in heard) all.Add(Stopwatch.GetElapsedTime(began, at).TotalMilliseconds);
            }

            listeners.Expect($"\"id\":\"{id}\"", "\"acknowledged\":{");
            supervisor.Ask(Request.Post($"/api/v1/incidents/{id}/acknowledgement", site.Address, site.Supervisor.Token, "{}"));
            await listeners.HeardAsync(feeds);
            memory = Math.Max(memory, site.ResidentBytes);
        }

        var thousands = feeds / 1000.0;
        return
        [
            new(site.Name("fanout"), last.P50, "ms", (Milliseconds + (MillisecondsEachThousand * thousands)) * site.Slack),
            new(site.Name("fanout-p99"), all.P99, "ms"),
            new(site.Name("fanout-processor"), processor.TotalMilliseconds / rounds, "ms"),
            new(site.Name("fanout-memory"), memory / 1e6, "MB", Megabytes + (MegabytesEachThousand * thousands)),
        ];
    }

    /// <summary>Each connection is an open file on either side; the runtime itself goes up to the hard limit.</summary>
    static void CheckFiles(int needed)
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits)) throw new PlatformNotSupportedException("fanout is measured on Linux only.");
        var words = File.ReadLines(limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (int.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < needed)
            throw new InvalidOperationException($"fanout needs {needed} open files in each process, and the hard limit here is {most}. Raise it (ulimit -Hn), or ask for --quick.");
    }
}
