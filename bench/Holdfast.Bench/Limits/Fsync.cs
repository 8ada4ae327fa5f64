using System.Diagnostics;

namespace Holdfast.Bench.Limits;

/// <summary>The disk's own limit: a write of 4 KiB at the end of a file and a flush to the device, one after the other.</summary>
public static class Fsync
{
    const int Block = 4096;

    /// <param name="folder">On the disk that the data folder is on.</param>
    /// <param name="rounds">How many to time, after a tenth as many to warm up.</param>
    public static Samples Measure(string folder, int rounds)
    {
        var path = Path.Combine(folder, "fsync-probe");
        var block = new byte[Block];
        Array.Fill(block, (byte)'x');
        var samples = new Samples();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var round = -rounds / 10; round < rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, (long)(round + (rounds / 10)) * Block);
                RandomAccess.FlushToDisk(file);
                if (round >= 0) samples.Since(began);
            }
        }

        File.Delete(path);
        return samples;
    }
}
