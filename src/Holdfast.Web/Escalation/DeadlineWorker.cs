using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Escalation;

/// <summary>
/// Claims what is due by appending the fact that it fired, with the version expected: on any number of nodes exactly one wins, and what became due
/// while nobody ran fires at once, with both times on record.
/// </summary>
public sealed class DeadlineWorker(IncidentReader reader, Ledger ledger, TimeProvider clock, ILogger<DeadlineWorker> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Deadlines of one round.</summary>
    const int Round = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await FireAsync();
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task FireAsync()
    {
        try
        {
            var due = await reader.DueAsync(clock.GetUtcNow(), Round);
            await Task.WhenAll(due.Select(FireAsync));
        }
#pragma warning disable CA1031 // Whatever breaks one round must not end the rounds.
        catch (Exception away)
#pragma warning restore CA1031
        {
            EscalationLog.DeadlinesWait(log, away.GetType().Name);
        }
    }

    Task<Appended> FireAsync(Incident incident) => ledger.AppendAsync(new Append
    {
        Incident = incident.Id,
        Author = HouseRecord.Author,
        ExpectedVersion = incident.Version,
        Entries = [new NewEntry(EntryId.New(clock), new TierReached(Ring.EveryoneTier, incident.DueAt!.Value), clock.GetUtcNow())],
    });
}
