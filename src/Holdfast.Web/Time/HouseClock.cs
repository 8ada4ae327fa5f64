namespace Holdfast.Web.Time;

/// <summary>
/// The product's "now": the time at start-up, never before the last entry's, plus monotonic time. It never runs backwards, whatever happens to the
/// wall clock. Thread-safe.
/// </summary>
public sealed class HouseClock : TimeProvider
{
    readonly TimeProvider system;
    readonly long startedAt;
    long startTicks;

    public HouseClock(TimeProvider? system = null)
    {
        this.system = system ?? System;
        startedAt = this.system.GetTimestamp();
        startTicks = this.system.GetUtcNow().UtcTicks;
    }

    /// <summary>How far the wall clock is ahead of this clock; negative when it was set back.</summary>
    public TimeSpan WallAhead => system.GetUtcNow() - GetUtcNow();

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override long TimestampFrequency => system.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref startTicks) + system.GetElapsedTime(startedAt).Ticks, TimeSpan.Zero);

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the clock forward to an instant that is on record already; it is never set back.</summary>
    public void NotBefore(DateTimeOffset instant)
    {
        var behind = instant - GetUtcNow();
        if (behind > TimeSpan.Zero)
        {
            Interlocked.Add(ref startTicks, behind.Ticks);
        }
    }
}
