using Holdfast.Core.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Time;

namespace Holdfast.Web.Evidence;

/// <summary>
/// What remains to be done once a piece is kept, and nobody waits for: its attachments are taken out, it is scanned. The row of the upload stands for that work
/// until it is done, so a restart loses none of it, and one node at a time has it. Each step may be done twice without harm.
/// </summary>
public sealed class AfterKept(Uploads uploads, IncidentReader reader, MailAttachments attachments, Scans scans, TimeProvider clock, ILogger<AfterKept> log) : Rounds(TimeSpan.FromSeconds(1), clock)
{
    /// <summary>How long one node has it for itself, unless it says that it is still at it. If that node dies, another does it then.</summary>
    static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    static readonly TimeSpan SoonestAgain = TimeSpan.FromSeconds(15);
    static readonly TimeSpan LatestAgain = TimeSpan.FromMinutes(15);

    /// <summary>Pieces of one round at most, and of those that are worked on at once.</summary>
    const int Round = 100;
    const int AtOnce = 4;

    /// <summary>One round, at an instant of the clock: for whoever can't wait for the next.</summary>
    /// <returns>How many pieces were worked on.</returns>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var due = await uploads.DueAsync(UploadState.Kept, Clock.GetUtcNow(), Round);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (upload, stop) => await WorkAsync(upload, stop));
        return due.Count;
    }

    protected override Task RoundAsync(CancellationToken cancel) => LookAsync(cancel);

    protected override void Tell(string failure) => EvidenceLog.Waits(log, failure);

    async Task WorkAsync(Upload upload, CancellationToken cancel)
    {
        if (!await uploads.ClaimAsync(upload, Clock.GetUtcNow() + Claim))
        {
            return;
        }

        var isDone = false;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var holding = HoldAsync(upload, over.Token);
        try
        {
            isDone = await DoAsync(upload, cancel);
        }
        catch (DamagedEvidenceException damaged)
        {
            EvidenceLog.Damaged(log, upload.Incident.ToString(), damaged.Evidence.ToString(), damaged.Frame);
        }
#pragma warning disable CA1031 // Whatever is wrong with one must not keep the others waiting.
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EvidenceLog.WorkWaits(log, upload.Incident.ToString(), upload.Evidence.ToString(), broken.GetType().Name);
        }

        await over.CancelAsync();
        await holding;
        await (isDone ? uploads.RemoveAsync(upload.Incident, upload.Evidence) : uploads.PostponeAsync(upload.Incident, upload.Evidence, Clock.GetUtcNow() + Again(upload.Attempts)));
    }

    /// <summary>A scan of two gigabytes takes longer than a claim.</summary>
    async Task HoldAsync(Upload upload, CancellationToken over)
    {
        using var tick = new PeriodicTimer(Claim / 3, Clock);
        try
        {
            while (await tick.WaitForNextTickAsync(over))
            {
                await uploads.PostponeAsync(upload.Incident, upload.Evidence, Clock.GetUtcNow() + Claim);
            }
        }
#pragma warning disable CA1031 // Then somebody else may begin it as well, without harm.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            if (broken is not OperationCanceledException)
            {
                EvidenceLog.Waits(log, broken.GetType().Name);
            }
        }
    }

    /// <summary>Attachments first: they never wait for a scanner that is away.</summary>
    async Task<bool> DoAsync(Upload upload, CancellationToken cancel)
    {
        if (await reader.FindAsync(upload.Incident) is not { } incident || incident.Evidence.Find(upload.Evidence) is not { } item)
        {
            return true;
        }

        var areOut = await attachments.TakeOutAsync(incident, item, cancel);
        return await scans.ScanAsync(incident, item, cancel) && areOut;
    }

    static TimeSpan Again(int attempts) => TimeSpan.FromSeconds(Math.Min(LatestAgain.TotalSeconds, SoonestAgain.TotalSeconds * Math.Pow(2, Math.Min(attempts, 10))));
}
