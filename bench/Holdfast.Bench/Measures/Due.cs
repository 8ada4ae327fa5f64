using System.Diagnostics;
using Holdfast.Bench.Sites;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;

namespace Holdfast.Bench.Measures;

/// <summary><c>due</c>: among many pending deadlines 200 a second fall due; how late each fires by the record's own times, and that each does once.</summary>
public static class Due
{
    const int Many = 100_000;
    const int EachSecond = 200;

    /// <summary>Milliseconds of lateness that 99 of 100 keep within.</summary>
    const double Goal = 300;

    /// <summary>Seconds that the fill and the start may take before the first is due.</summary>
    const int Ahead = 90;

    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var pending = options.Quick ? Many / 10 : Many;
        var seconds = options.Quick ? 15 : 60;
        var falling = EachSecond * seconds;
        var began = Stopwatch.GetTimestamp();
        var first = TimeProvider.System.GetUtcNow().AddSeconds(options.Quick ? Ahead / 3 : Ahead);
        var due = Enumerable.Range(0, pending).Select(n => n < falling ? first.AddSeconds(n / (double)EachSecond) : first.AddDays(30).AddSeconds(n)).ToArray();
        var ids = await site.FillPendingAsync(due);
        if (TimeProvider.System.GetUtcNow() >= first) throw new InvalidOperationException($"The fill took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s; the first deadlines were over before it ended.");

        using var agent = site.As(site.Agent);
        await Wait.UntilAsync("the last has fired", async () => (await FiredAsync(agent, ids[falling - 1])).Length > 0, TimeSpan.FromSeconds(Ahead + seconds + 60));
        var samples = new Samples();
        var wrong = 0;
        foreach (var id in ids.Take(falling))
        {
            var fired = await FiredAsync(agent, id);
            if (fired.Length != 1) wrong++;
            foreach (var (dueAt, at) in fired) samples.Add((at - dueAt).TotalMilliseconds);
        }

        return
        [
            new(site.Name("due"), samples.P99, "ms", Goal * site.Slack),
            new(site.Name("due-p50"), samples.P50, "ms"),
            new(site.Name("due-not-once"), wrong, "deadlines", 0),
        ];
    }

    static async Task<(DateTimeOffset DueAt, DateTimeOffset At)[]> FiredAsync(Api agent, IncidentId id) =>
    [
        .. (await agent.TimelineAsync(id)).Ok()["entries"].EnumerateArray().Where(one => one.GetProperty("type").ValueEquals("deadline-passed"))
            .Select(one => (one.GetProperty("body").GetProperty("dueAt").GetDateTimeOffset(), one.GetProperty("at").GetDateTimeOffset())),
    ];
}
