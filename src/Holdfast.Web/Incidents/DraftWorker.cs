using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Escalation;

namespace Holdfast.Web.Incidents;

/// <summary>Makes an entry of what somebody was typing when their page went away: 30 seconds after its last sign.</summary>
public sealed class DraftWorker(IncidentReader reader, EntryRequests entries, Ledger ledger, TimeProvider clock, ILogger<DraftWorker> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>How long after the last key a draft is left to its page.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(30);
    const int Round = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                await EnterAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task EnterAsync()
    {
        try
        {
            var stale = await reader.StaleDraftsAsync(clock.GetUtcNow() - Lost, Round);
            await Task.WhenAll(stale.Select(draft => ledger.AppendAsync(new Append
            {
                Incident = draft.Incident,
                Author = draft.Person,
                Entries = [new NewEntry(draft.Entry, entries.Known(draft.ToFact()), draft.SavedAt)],
            })));
        }
#pragma warning disable CA1031 // Whatever breaks one round must not end the rounds.
        catch (Exception away)
#pragma warning restore CA1031
        {
            EscalationLog.DraftsWait(log, away.GetType().Name);
        }
    }
}
