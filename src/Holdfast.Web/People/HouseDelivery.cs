using System.Data.Common;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.People;

namespace Holdfast.Web.People;

/// <summary>
/// Brings the house's facts into the ledger: when somebody says that there is one, and every 2 s what the command line or another node left.
/// </summary>
public sealed class HouseDelivery(HouseOutbox outbox, Ledger ledger, TimeProvider clock, ILogger<HouseDelivery> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    readonly SemaphoreSlim wake = new(0);

    /// <summary>Says that a fact waits. Never blocks.</summary>
    public void Wake()
    {
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        var ticked = tick.WaitForNextTickAsync(stoppingToken).AsTask();
        var woken = wake.WaitAsync(stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await DeliverAsync();
                await await Task.WhenAny(ticked, woken);
                ticked = ticked.IsCompleted ? tick.WaitForNextTickAsync(stoppingToken).AsTask() : ticked;
                woken = woken.IsCompleted ? wake.WaitAsync(stoppingToken) : woken;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what waits is delivered at the next start.
        }
    }

    async Task DeliverAsync()
    {
        try
        {
            while (await outbox.DeliverAsync(ledger.AppendAsync) > 0)
            {
                // Until nothing waits.
            }
        }
        catch (Exception away) when (away is LedgerUnavailableException or DatabaseUnavailableException or DbException)
        {
            PeopleLog.NotDelivered(log, away.GetType().Name);
        }
    }
}
