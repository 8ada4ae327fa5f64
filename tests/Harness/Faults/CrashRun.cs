using System.Globalization;
using Holdfast.Harness.Processes;

namespace Holdfast.Harness.Faults;

/// <summary>
/// <c>kill -9</c> amid acknowledged writes: writers send, a process is killed at a random moment and started again, the writers go on, and in the
/// end the record is held against their own lists. With a PostgreSQL of its own, the database server is killed every other time.
/// </summary>
public sealed class CrashRun
{
    const int Writers = 8;
    const int RequestsKept = 3;

    /// <summary>Acknowledged requests that the run goes on to, at least.</summary>
    public required int Writes { get; init; }

    public required int Kills { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Runs on a house that is open; it is open afterwards.</summary>
    public async Task<CrashOutcome> RunAsync(House house)
    {
        var dice = new Dice(Seed);
        using var api = house.As(house.Staff.Agent);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, Writers).Select(n => new Writer($"Writer {n.ToString(CultureInfo.InvariantCulture)}", api, new Dice(Seed + (ulong)n + 1))).ToList();
        var writing = Task.WhenAll(writers.Select(writer => writer.RunAsync(() => Interlocked.Increment(ref acknowledged), stop.Token)));
        for (var kill = 0; kill < Kills; kill++)
        {
            var share = Math.Max(Writes / Kills, 1);
            await ReachAsync((kill * share) + 1 + dice.Below(share));
            if (house.Postgres is { } postgres && kill % 2 == 0)
            {
                await postgres.KillAsync();
                await postgres.StartAgainAsync();
            }
            else
            {
                await house.KillAsync();
                await house.StartAsync();
            }
        }

        await ReachAsync(Writes);
        await stop.CancelAsync();
        await writing;
        return await new Audit(api).RunAsync(writers, Kills);

        Task ReachAsync(int count) => Wait.UntilAsync($"{count} acknowledged writes", () =>
        {
            // A writer that ended before it was told to has something to say.
            if (writing.IsFaulted) throw new InvalidOperationException($"A writer gave up: {writing.Exception.InnerException?.Message}\n{Printed(house)}", writing.Exception);
            return Task.FromResult(Volatile.Read(ref acknowledged) >= count);
        }, TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(1));
    }

    /// <summary>What the server printed of requests that failed, without those that only found the database away.</summary>
    static string Printed(House house) => string.Join('\n', (house.Server?.Printed ?? "").Split("fail: ").Where(one => one.Contains("A request failed", StringComparison.Ordinal) && !one.Contains("Unavailable", StringComparison.Ordinal)).TakeLast(RequestsKept));
}
