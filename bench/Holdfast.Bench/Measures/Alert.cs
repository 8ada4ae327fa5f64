using System.Diagnostics;
using System.Threading.Channels;
using Holdfast.Bench.Limits;
using Holdfast.Bench.Sites;
using Holdfast.Harness;
using Holdfast.Harness.Http;

namespace Holdfast.Bench.Measures;

/// <summary><c>alert</c>: from the agent's filing, as it leaves the agent's machine, until the supervisor's live feed has it.</summary>
public static class Alert
{
    public static async Task<List<Figure>> MeasureAsync(Site site, Machine machine, Options options)
    {
        var rounds = options.Quick ? 200 : 1_000;
        using var agent = site.As(site.Agent);
        using var supervisor = site.As(site.Supervisor);
        using var end = new CancellationTokenSource();
        var seen = Channel.CreateUnbounded<(string Id, long At)>();
        var listening = ListenAsync(supervisor, seen.Writer, end.Token);
        var (hello, _) = await seen.Reader.ReadAsync();
        if (hello != "hello") throw new InvalidOperationException("The feed does not begin with hello.");

        var samples = new Samples();
        var incidents = site.StartIncidents(rounds + (rounds / 4));
        for (var n = 0; n < incidents.Length; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var filing = agent.FileAsync(incidents[n]);
            var at = await SeenAsync(seen.Reader, incidents[n].ToString());
            if (n >= rounds / 4) samples.Add(Stopwatch.GetElapsedTime(began, at).TotalMilliseconds);
            (await filing).Ok();
            (await supervisor.AcknowledgeAsync(incidents[n])).Ok();
        }

        await end.CancelAsync();
        await listening;
        return
        [
            new(site.Name("alert"), samples.P99, "ms", (10 + (4 * machine.Fsync)) * site.Slack),
            new(site.Name("alert-p50"), samples.P50, "ms"),
        ];
    }

    static async Task ListenAsync(Api supervisor, ChannelWriter<(string, long)> seen, CancellationToken end)
    {
        try
        {
            await foreach (var one in supervisor.FeedAsync(cancel: end))
            {
                if (one.Name == "hello") await seen.WriteAsync(("hello", 0), end);
                if (one.Name == "incident" && one.Data.GetProperty("state").ValueEquals("filed") && one.Data.GetProperty("ringing").GetBoolean())
                    await seen.WriteAsync((one.Data.GetProperty("id").GetString() ?? "", Stopwatch.GetTimestamp()), end);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    static async Task<long> SeenAsync(ChannelReader<(string Id, long At)> seen, string id)
    {
        using var late = new CancellationTokenSource(Wait.Patience);
        while (true)
        {
            var (incident, at) = await seen.ReadAsync(late.Token);
            if (incident == id) return at;
        }
    }
}
