using System.Buffers;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Keys;
using static Holdfast.Storage.Evidence.FrameCipher;

namespace Holdfast.Storage.Evidence;

/// <summary>
/// The bytes of one original, read from any place: each frame is opened whole before a byte of it is given, and one frame is kept in memory. A frame that
/// isn't what was kept makes reading it throw <see cref="DamagedEvidenceException"/>; the others can still be read. Not thread-safe.
/// </summary>
#pragma warning disable CA1710 // An original is what it is called everywhere; that it is read as a stream is how.
public sealed class Original : Stream
#pragma warning restore CA1710
{
    readonly ISealedFile file;
    readonly FrameCipher cipher;
    readonly EvidenceId evidence;
    readonly byte[] frame;
    readonly byte[] box;
    long opened = -1;
    bool isDisposed;

    Original(ISealedFile file, FrameCipher cipher, EvidenceId evidence, long length)
    {
        (this.file, this.cipher, this.evidence, Length) = (file, cipher, evidence, length);
        frame = ArrayPool<byte>.Shared.Rent((int)Math.Min(Plain, length));
        box = ArrayPool<byte>.Shared.Rent((int)Math.Min(Whole, length + Extra));
    }

    public override bool CanRead => !isDisposed;

    public override bool CanSeek => !isDisposed;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>Frames of an original: one even for no bytes, so that nobody can make it empty.</summary>
    internal long Frames => FramesOf(Length);

    /// <summary>Sealed bytes that there are, and those that there should be.</summary>
    internal (long Stored, long Expected) Sealed => (file.Length, Length + (Frames * Extra));

    /// <summary>Opens the original of <paramref name="original"/>; null when the store has none.</summary>
    /// <param name="length">Its length as the entry says: reading gives exactly that, or throws.</param>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    public static Original? Open(IEvidenceStore store, DataKey key, EvidenceId original, long length) =>
        store.OpenToRead(key.Incident, original) is { } file ? new Original(file, new FrameCipher(key, original), original, length) : null;

    /// <summary>Whether the last frame of an original is there, whatever its length.</summary>
    internal static bool IsWhole(IEvidenceStore store, DataKey key, EvidenceId original)
    {
        using var stored = store.OpenToRead(key.Incident, original);
        if (stored is null || stored.Length < Extra)
        {
            return false;
        }

        var last = (stored.Length - 1) / Whole;
        var sealedLast = new byte[stored.Length - (last * Whole)];
        using var opening = new FrameCipher(key, original);
        return stored.Read(last * Whole, sealedLast) == sealedLast.Length && opening.TryOpen(sealedLast, last, last: true, new byte[Plain]);
    }

    /// <exception cref="DamagedEvidenceException">The frame at this place was altered.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var index = Position / Plain;
        if (opened != index)
        {
            Check(index);
        }

        var at = (int)(Position % Plain);
        var count = Math.Min(buffer.Length, SizeOf(index) - at);
        frame.AsSpan(at, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var from = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            SeekOrigin.End => Length,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(from + offset, nameof(offset));
        return Position = from + offset;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    internal static long FramesOf(long length) => Math.Max(1, (length + Plain - 1) / Plain);

    /// <summary>Reads and opens one frame into the buffer.</summary>
    /// <exception cref="DamagedEvidenceException">It isn't what was kept.</exception>
    internal ReadOnlySpan<byte> Check(long index)
    {
        opened = -1;
        var size = SizeOf(index) + Extra;
        if (file.Read(index * Whole, box.AsSpan(0, size)) != size || !cipher.TryOpen(box.AsSpan(0, size), index, index == Frames - 1, frame))
        {
            throw new DamagedEvidenceException(evidence, index);
        }

        opened = index;
        return frame.AsSpan(0, size - Extra);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            file.Dispose();
            cipher.Dispose();
            ArrayPool<byte>.Shared.Return(frame, clearArray: true);
            ArrayPool<byte>.Shared.Return(box);
        }

        base.Dispose(disposing);
    }

    int SizeOf(long index) => (int)Math.Min(Plain, Length - (index * Plain));
}
