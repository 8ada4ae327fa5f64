using System.Diagnostics;

namespace Holdfast.Bench;

/// <summary>Durations of one kind, in milliseconds. Not thread-safe: each writer keeps its own, and they are joined at the end.</summary>
public sealed class Samples
{
    readonly List<double> values = [];

    public int Count => values.Count;

    public void Since(long timestamp) => values.Add(Stopwatch.GetElapsedTime(timestamp).TotalMilliseconds);

    public void Add(double milliseconds) => values.Add(milliseconds);

    public void Add(Samples others) => values.AddRange(others.values);

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    double At(double share)
    {
        if (values.Count == 0) throw new InvalidOperationException("Nothing was measured.");
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
