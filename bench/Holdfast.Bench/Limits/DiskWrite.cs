using System.Diagnostics;

namespace Holdfast.Bench.Limits;

/// <summary>The disk's own limit for large files: so many bytes written one after the other, and one flush to the device.</summary>
public static class DiskWrite
{
    /// <param name="folder">On the disk that the data folder is on.</param>
    /// <returns>MB/s.</returns>
    public static double Measure(string folder, ReadOnlySpan<byte> content, long length)
    {
        var path = Path.Combine(folder, "write-probe");
        var began = Stopwatch.GetTimestamp();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var at = 0L; at < length; at += content.Length)
            {
                RandomAccess.Write(file, content[..(int)Math.Min(content.Length, length - at)], at);
            }

            RandomAccess.FlushToDisk(file);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        File.Delete(path);
        return length / 1e6 / seconds;
    }
}
