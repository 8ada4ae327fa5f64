namespace Holdfast.Web.Escalation;

/// <summary>Whether deadlines are being looked at: what <c>/health/escalation</c> and the heartbeat tell. Thread-safe.</summary>
public sealed class EscalationPulse(TimeProvider clock)
{
    /// <summary>After how long without a look it counts as stopped: forty looks missed.</summary>
    public static readonly TimeSpan Stopped = TimeSpan.FromSeconds(10);

    /// <summary>How late a deadline may be before something must be wrong.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    readonly long began = clock.GetTimestamp();
    long lookedAt = -1;
    long lateTicks;

    /// <summary>A look at the database ended.</summary>
    /// <param name="oldest">The most overdue deadline that it found; null when nothing was due.</param>
    public void Looked(DateTimeOffset? oldest)
    {
        Interlocked.Exchange(ref lateTicks, oldest is { } due ? Math.Max(0, (clock.GetUtcNow() - due).Ticks) : 0);
        Interlocked.Exchange(ref lookedAt, clock.GetTimestamp());
    }

    /// <summary>How long ago the last look ended, by monotonic time; since the start when there was none.</summary>
    public TimeSpan Since => clock.GetElapsedTime(Interlocked.Read(ref lookedAt) is >= 0 and var at ? at : began);

    /// <summary>Whether deadlines are looked at and taken in time. What was overdue at the last look has been taken by it.</summary>
    public bool IsAlive => Since < Stopped;

    /// <summary>How late the most overdue deadline of the last look was.</summary>
    public TimeSpan Lateness => new(Interlocked.Read(ref lateTicks));
}
