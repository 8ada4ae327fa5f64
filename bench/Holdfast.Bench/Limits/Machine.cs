namespace Holdfast.Bench.Limits;

/// <summary>The limits of this machine in this run, in milliseconds: what every time is a ratio to.</summary>
/// <param name="Fsync">p50 of a write of 4 KiB and its flush.</param>
/// <param name="Kestrel">p50 of a bare endpoint.</param>
public sealed record Machine(double Fsync, double Kestrel)
{
    public static async Task<Machine> MeasureAsync(Options options)
    {
        var rounds = options.Quick ? 2_000 : 10_000;
        return new Machine(Limits.Fsync.Measure(options.Disk, rounds).P50, (await Hello.MeasureAsync(rounds)).P50);
    }
}
