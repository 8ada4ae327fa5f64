using Holdfast.Core.Ledger;
using Holdfast.Core.Time;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Time;

/// <summary>Records each jump of the wall clock in the house's record. Deadlines and the times on record don't jump with it.</summary>
public sealed class ClockWatch(TimeProvider clock, Ledger ledger, ILogger<ClockWatch> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Smaller differences are a clock being kept in step.</summary>
    static readonly TimeSpan Jump = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clock is not HouseClock house)
        {
            return;
        }

        // A wall clock set back while nobody ran shows as a difference at the first look: that is a jump too.
        var ahead = TimeSpan.Zero;
        using var tick = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                var now = house.WallAhead;
                if ((now - ahead).Duration() >= Jump && await RecordAsync(now - ahead))
                {
                    ahead = now;
                }
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task<bool> RecordAsync(TimeSpan jump)
    {
        try
        {
            await ledger.AppendAsync(new Append
            {
                Incident = HouseRecord.Id,
                Author = HouseRecord.Author,
                Entries = [new NewEntry(EntryId.New(clock), new ClockJumped(Math.Round(jump.TotalSeconds, 3)), clock.GetUtcNow())],
            });
            TimeLog.Jumped(log, jump.TotalSeconds);
            return true;
        }
        catch (LedgerUnavailableException)
        {
            // Recorded at the next look.
            return false;
        }
    }
}

/// <summary>Log messages of this slice: ids 4000 to 4099.</summary>
static partial class TimeLog
{
    [LoggerMessage(4001, LogLevel.Warning, "The wall clock jumped by {Seconds:F1} s; the product's own time goes on evenly")]
    public static partial void Jumped(ILogger log, double seconds);
}
