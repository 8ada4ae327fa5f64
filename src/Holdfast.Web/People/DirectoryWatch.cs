using Holdfast.Storage.Databases;
using Holdfast.Storage.People;

namespace Holdfast.Web.People;

/// <summary>Looks every 2 s whether people changed elsewhere, and clears expired secrets once an hour.</summary>
sealed class DirectoryWatch(Directory directory, SecretStore secrets, TimeProvider clock, ILogger<DirectoryWatch> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    /// <summary>Reads people before the first request.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await directory.RefreshAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        var sweepAt = clock.GetUtcNow() + BetweenSweeps;
        try
        {
            while (await tick.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await directory.RefreshAsync();
                    if (clock.GetUtcNow() >= sweepAt)
                    {
                        sweepAt = clock.GetUtcNow() + BetweenSweeps;
                        await secrets.SweepAsync();
                    }
                }
                catch (Exception away) when (away is DatabaseUnavailableException or System.Data.Common.DbException)
                {
                    // The database is gone for now: the last known people stay, and the next tick tries again.
                    PeopleLog.NotRead(log, away.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
