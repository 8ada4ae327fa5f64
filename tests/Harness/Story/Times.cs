namespace Holdfast.Harness.Story;

/// <summary>Durations as a story tells them: <c>desk.Advance(20.Seconds())</c>.</summary>
public static class Times
{
    public static TimeSpan Seconds(this int count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Minutes(this int count) => TimeSpan.FromMinutes(count);

    public static TimeSpan Hours(this int count) => TimeSpan.FromHours(count);
}
