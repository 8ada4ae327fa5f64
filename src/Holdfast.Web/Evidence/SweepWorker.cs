using Holdfast.Storage.Evidence;
using Holdfast.Web.Time;

namespace Holdfast.Web.Evidence;

/// <summary>Clears the evidence store of what a kill left behind: at the start, and each hour after.</summary>
public sealed class SweepWorker(EvidenceSweep sweep, TimeProvider clock, ILogger<SweepWorker> log) : Rounds(TimeSpan.FromHours(1), clock)
{
    protected override async Task RoundAsync(CancellationToken cancel)
    {
        var swept = await sweep.RunAsync(cancel);
        if (swept is { Removed: > 0 } or { Left: > 0 })
        {
            EvidenceLog.Swept(log, swept.Removed, swept.Left);
        }
    }

    protected override void Tell(string failure) => EvidenceLog.SweepWaits(log, failure);
}
