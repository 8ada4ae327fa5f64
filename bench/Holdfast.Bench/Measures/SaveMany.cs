using System.Collections.Concurrent;
using System.Diagnostics;
using Holdfast.Bench.Client;
using Holdfast.Bench.Limits;
using Holdfast.Bench.Sites;
using Holdfast.Core.Ledger;

namespace Holdfast.Bench.Measures;

/// <summary>
/// <c>save-many</c>: durable answers over HTTP by 64 writers, each on a connection and a thread of its own, each over ten incidents.
/// Afterwards every acknowledged answer is looked for in the timelines: one that is missing makes the measurement worthless.
/// </summary>
public static class SaveMany
{
    const int Writers = 64;
    const int IncidentsEach = 10;
    const double SlowestMilliseconds = 50;
    const double OnPostgres = 5_000;

    public static async Task<List<Figure>> MeasureAsync(Site site, Machine machine, Options options)
    {
        var incidents = site.StartIncidents(Writers * IncidentsEach);
        Run(site, incidents, TimeSpan.FromSeconds(options.Quick ? 2 : 5));
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var kept = Run(site, incidents, TimeSpan.FromSeconds(options.Quick ? 4 : 15));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var client = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / seconds;

        var samples = new Samples();
        foreach (var writer in kept) samples.Add(writer.Samples);
        var found = await site.EntriesAsync(incidents);
        var lost = kept.SelectMany(writer => writer.Acknowledged).Count(id => !found.Contains(id));
        var goal = site.OnPostgres ? OnPostgres : 2.5 * 1000 / machine.Fsync;
        return
        [
            new(site.Name("save-many"), samples.Count / seconds, "/s", goal, AtLeast: true),
            new(site.Name("save-many-p99"), samples.P99, "ms", SlowestMilliseconds * site.Slack),
            new(site.Name("save-many-lost"), lost, "of " + samples.Count, 0),
            new(site.Name("save-many-client"), client, "cores"),
        ];
    }

    static ConcurrentBag<(Samples Samples, List<EntryId> Acknowledged)> Run(Site site, IncidentId[] incidents, TimeSpan time)
    {
        var results = new ConcurrentBag<(Samples, List<EntryId>)>();
        var failures = new ConcurrentQueue<Exception>();
        var began = Stopwatch.GetTimestamp();
        var threads = incidents.Chunk(IncidentsEach).Select(mine => new Thread(() =>
        {
            try
            {
                results.Add(Write(site, mine, began, time));
            }
            catch (Exception broken)
            {
                failures.Enqueue(broken);
            }
        }, maxStackSize: 256 * 1024)).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return failures.TryDequeue(out var first) ? throw new InvalidOperationException("A writer was refused.", first) : results;
    }

    static (Samples, List<EntryId>) Write(Site site, IncidentId[] incidents, long began, TimeSpan time)
    {
        using var line = new Line(site.Address);
        var requests = incidents.Select(id => new AnswerRequest(site.Address, site.Agent.Token, id)).ToArray();
        var samples = new Samples();
        var acknowledged = new List<EntryId>();
        for (var n = 0; Stopwatch.GetElapsedTime(began) < time; n++)
        {
            var id = EntryId.New(TimeProvider.System);
            var sent = Stopwatch.GetTimestamp();
            line.Ask(requests[n % requests.Length].With(id));
            samples.Since(sent);
            acknowledged.Add(id);
        }

        return (samples, acknowledged);
    }
}
