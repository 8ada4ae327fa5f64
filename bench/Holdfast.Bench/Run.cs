using System.Diagnostics;
using Holdfast.Bench.Limits;
using Holdfast.Bench.Measures;
using Holdfast.Bench.Sites;

namespace Holdfast.Bench;

/// <summary>Takes the measurements asked for, one database after the other, each with an installation of its own.</summary>
public static class Run
{
    const int Small = 1_000;
    const double QueueBound = 8;
    const double QueueGrowth = 1.25;

    /// <returns>0 when every goal was reached, 1 when one was missed or a measurement broke.</returns>
    public static async Task<int> AllAsync(Options options)
    {
        var report = new Report(options.Json);
        var broken = 0;
        foreach (var database in new[] { Databases.Sqlite, Databases.Postgres }.Where(one => options.Databases.HasFlag(one)))
        {
            foreach (var group in Groups(options.Names))
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    // Just before each measurement, because what else the machine does changes from minute to minute.
                    var machine = await Machine.MeasureAsync(options);
                    report.Add([new("fsync", machine.Fsync, "ms"), new("kestrel", machine.Kestrel, "ms")]);
                    await using var site = await Site.MakeAsync(options.Disk, database);
                    await MeasureAsync(group, site, machine, options, report);
                }
                catch (Exception failure) when (failure is not ArgumentException)
                {
                    broken++;
                    Console.Error.WriteLine($"{string.Join(", ", group)}: {failure.Message} {failure.InnerException?.Message}");
                }

                Console.Error.WriteLine($"({string.Join(", ", group)} took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s)");
            }
        }

        report.Write(options.Quick);
        return report.Reached && broken == 0 ? 0 : 1;
    }

    /// <summary>Queue, start and memory share the large database; each other measurement has an installation of its own.</summary>
    static IEnumerable<string[]> Groups(string[] names)
    {
        string[] large = ["queue", "start", "memory"];
        foreach (var name in names.Except(large)) yield return [name];
        if (names.Intersect(large).ToArray() is { Length: > 0 } together) yield return together;
    }

    static async Task MeasureAsync(string[] names, Site site, Machine machine, Options options, Report report)
    {
        switch (names[0])
        {
            case "save": report.Add(Save.Measure(site, machine, options)); break;
            case "save-many": report.Add(await SaveMany.MeasureAsync(site, machine, options)); break;
            case "report": report.Add(WholeReport.Measure(site, options)); break;
            case "evidence": report.Add(Evidence.Measure(site, options)); break;
            case "alert":
                report.Add(await Alert.MeasureAsync(site, machine, options));
                report.Add(await AlertInBrowser.MeasureAsync(site, options));
                break;
            case "due": report.Add(await Due.MeasureAsync(site, options)); break;
            case "fanout": report.Add(await Fanout.MeasureAsync(site, options)); break;
            case "page": report.Add(await Page.MeasureAsync(site, options)); break;
            case "keep": report.Add(await Keep.MeasureAsync(site, options)); break;
            case "bomb": report.Add(await Bomb.MeasureAsync(site)); break;
            case "faults": report.Add(await Faults.MeasureAsync(site, options)); report.Add(await Measures.Histories.MeasureAsync(site, options)); break;
            default: await LargeAsync(names, site, options, report); break;
        }
    }

    static async Task LargeAsync(string[] names, Site site, Options options, Report report)
    {
        var incidents = options.Quick ? 10_000 : 100_000;
        if (names.Contains("queue"))
        {
            await site.FillAsync(Small);
            var small = Queue.Measure(site, options).P50;
            await site.FillAsync(incidents);
            var large = Queue.Measure(site, options);
            report.Add(
            [
                new(site.Name("queue"), large.P50, "ms", QueueBound * site.Slack),
                new(site.Name("queue-p99"), large.P99, "ms"),
                new(site.Name("queue-growth"), large.P50 / small, "x", QueueGrowth),
            ]);
        }
        else
        {
            await site.FillAsync(incidents);
        }

        if (names.Contains("start") || names.Contains("memory"))
        {
            var start = await Start.MeasureAsync(site, options);
            if (names.Contains("start")) report.Add(start);
        }

        if (names.Contains("memory")) report.Add(await Start.MemoryAsync(site));
    }
}
