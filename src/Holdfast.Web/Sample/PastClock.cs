namespace Holdfast.Web.Sample;

/// <summary>A clock that is set by hand, for telling what happened before today. It never runs backwards. Not thread-safe for setting.</summary>
sealed class PastClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Goes on to an instant; an earlier one changes nothing.</summary>
    public void GoTo(DateTimeOffset instant) => now = instant > now ? instant : now;

    public void Pass(TimeSpan time) => now += time;
}
