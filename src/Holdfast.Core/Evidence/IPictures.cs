namespace Holdfast.Core.Evidence;

/// <summary>Draws a picture anew, so that nothing of the original's file but its pixels reaches a screen. Thread-safe.</summary>
public interface IPictures
{
    /// <summary>The picture as PNG; null when it can't be drawn: damaged, too large, or not a picture.</summary>
    /// <param name="original">Read from its beginning to its end.</param>
    Task<byte[]?> DrawAsync(Stream original, CancellationToken cancel);
}
