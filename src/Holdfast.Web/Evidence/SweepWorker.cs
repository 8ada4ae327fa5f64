using Holdfast.Storage.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>Clears the evidence store of what a kill left behind: at the start, and each hour after.</summary>
public sealed class SweepWorker(EvidenceSweep sweep, TimeProvider clock, ILogger<SweepWorker> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await RoundAsync(stoppingToken);
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task RoundAsync(CancellationToken cancel)
    {
        try
        {
            var swept = await sweep.RunAsync(cancel);
            if (swept is { Removed: > 0 } or { Left: > 0 })
            {
                EvidenceLog.Swept(log, swept.Removed, swept.Left);
            }
        }
#pragma warning disable CA1031 // Whatever breaks one round must not end the rounds.
        catch (Exception away) when (away is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EvidenceLog.SweepWaits(log, away.GetType().Name);
        }
    }
}
