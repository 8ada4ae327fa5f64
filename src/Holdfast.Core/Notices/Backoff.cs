namespace Holdfast.Core.Notices;

/// <summary>How long a delivery waits after an attempt that failed. Pure.</summary>
public static class Backoff
{
    /// <summary>However long a carrier asks to be left alone, it is tried again after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How far a wait is moved at most, as a part of itself, so that those who failed together don't come back together.</summary>
    const double Spread = 0.2;
    static readonly int[] Seconds = [5, 15, 45, 120, 300];

    /// <summary>After how many failed attempts a delivery is given up.</summary>
    public static int MostAttempts => Seconds.Length + 1;

    /// <summary>The wait after the attempt of this number, 1 for the first; null when it is given up.</summary>
    /// <param name="unit">From 0 to below 1: where in its spread the wait lies.</param>
    /// <param name="asked">How long the carrier asked to be left alone.</param>
    public static TimeSpan? After(int attempt, double unit, TimeSpan? asked = null)
    {
        if (attempt >= MostAttempts)
        {
            return null;
        }

        var wait = TimeSpan.FromSeconds(Seconds[Math.Max(0, attempt - 1)] * (1 - Spread + (2 * Spread * unit)));
        return asked is { } longer && longer > wait ? longer < Longest ? longer : Longest : wait;
    }
}
