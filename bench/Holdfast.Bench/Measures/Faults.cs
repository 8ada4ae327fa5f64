using Holdfast.Bench.Sites;
using Holdfast.Harness.Faults;

namespace Holdfast.Bench.Measures;

/// <summary><c>faults</c>: 10,000 acknowledged writes with <c>kill -9</c> at random points, 20 rounds; on PostgreSQL its server is killed as well.</summary>
public static class Faults
{
    public static async Task<List<Figure>> MeasureAsync(Site site, Options options)
    {
        var run = new CrashRun { Writes = options.Quick ? 1_000 : 10_000, Kills = options.Quick ? 4 : 20, Seed = 20 };
        var outcome = await site.CrashAsync(run);
        Console.Error.WriteLine(outcome);
        return
        [
            new(site.Name("faults-acknowledged"), outcome.Acknowledged, "writes", run.Writes, AtLeast: true),
            new(site.Name("faults-lost"), outcome.Lost, "lost", 0),
            new(site.Name("faults-half"), outcome.HalfWritten, "half", 0),
            new(site.Name("faults-doubled"), outcome.Doubled, "twice", 0),
        ];
    }
}
