namespace Holdfast.Core.Evidence;

/// <summary>The site's virus scanner. Thread-safe.</summary>
public interface IVirusScanner
{
    /// <summary>The scanner's word on all of the bytes, with its name for what it found.</summary>
    /// <exception cref="IOException">It can't be reached or gave no answer: try again later.</exception>
    Task<(ScanResult Result, string? Found)> ScanAsync(Stream original, CancellationToken cancel);
}
