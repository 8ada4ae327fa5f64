using System.Collections.Concurrent;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Time;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Looks after what arrived and has no entry: an upload that is over is kept as it came, one that is all there and whose entry could not be written gets
/// it, whoever may know of it by now. The sender stays the author. Several nodes may do so at once; one writer alone has each piece.
/// </summary>
public sealed class ArrivalWorker(Keeping keeping, Uploads uploads, IEvidenceStore store, TimeProvider clock, ILogger<ArrivalWorker> log) : Rounds(TimeSpan.FromSeconds(20), clock)
{
    /// <summary>How long the sender is left to go on by itself, even with all of it there.</summary>
    static readonly TimeSpan Left = TimeSpan.FromMinutes(1);

    /// <summary>Uploads of one round at most: the longest waiting come first.</summary>
    const int Round = 1000;

    /// <summary>What was found not to be whole, with its last sign: it isn't read again until more of it came. As many as a round has, at most.</summary>
    readonly ConcurrentDictionary<(IncidentId, EvidenceId), (DateTimeOffset LastAt, bool IsOver)> seen = [];

    /// <summary>One round, at an instant of the clock: for whoever can't wait for the next.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        foreach (var upload in await uploads.DueAsync(UploadState.Arriving, now - Left, Round))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await LookAtAsync(upload, now - upload.LastAt >= Limits.Abandoned);
            }
#pragma warning disable CA1031 // Whatever is wrong with one must not keep the others waiting.
            catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
            {
                EvidenceLog.OneWaits(log, upload.Incident.ToString(), upload.Evidence.ToString(), broken.GetType().Name);
            }
        }
    }

    protected override Task RoundAsync(CancellationToken cancel) => LookAsync(cancel);

    protected override void Tell(string failure) => EvidenceLog.Waits(log, failure);

    async Task LookAtAsync(Upload upload, bool isOver)
    {
        // Most of them only pause; what is stored says so without being read.
        var piece = (upload.Incident, upload.Evidence);
        if (seen.TryGetValue(piece, out var before) && before == (upload.LastAt, isOver))
        {
            return;
        }

        if (!isOver && !Intake.MayBeWhole(store, upload.Incident, upload.Evidence, upload.Words.Length))
        {
            return;
        }

        var isEmpty = false;
        var taken = await keeping.OpenAsync(upload, async (intake, before) =>
        {
            var isWhole = intake.Offset == upload.Words.Length || (intake.IsFinished && upload.Words.Length is null);
            if (!isWhole && !isOver)
            {
                return new Taken.Partly(intake.Offset, upload.Words.Length);
            }

            if (!isWhole && intake.Offset == 0)
            {
                isEmpty = true;
                await uploads.RemoveAsync(upload.Incident, upload.Evidence);
                return new Taken.Cancelled();
            }

            return await keeping.FinishAsync(upload, intake, before, asks: null, isPartial: !isWhole);
        });
        if (taken is Taken.Partly or Taken.Nothing or Taken.Refused { Why: Refusal.TooMany })
        {
            if (seen.Count >= Round)
            {
                seen.Clear();
            }

            seen[piece] = (upload.LastAt, isOver);
        }

        if (isEmpty && taken is Taken.Cancelled)
        {
            store.Remove(upload.Incident, upload.Evidence);
        }
    }
}
