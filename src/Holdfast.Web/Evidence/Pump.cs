using System.Buffers;
using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>How a body ended.</summary>
/// <param name="IsCut">It ended before its end: whoever sent it is gone.</param>
/// <param name="Why">Why no more of it was taken; null where all of it was.</param>
public readonly record struct BodyEnd(bool IsCut, Refusal? Why = null);

/// <summary>Moves a request's body into an original through one buffer, whatever the body's size. Thread-safe.</summary>
public sealed class Pump(IEvidenceStore store, EvidenceLimit limit)
{
    /// <summary>Bytes read at a time.</summary>
    const int Buffer = 128 * 1024;

    /// <summary>After how many bytes the room that is left is looked at again.</summary>
    const long LookEvery = 16L * 1024 * 1024;

    /// <summary>Whether so many bytes more leave the ledger its room.</summary>
    /// <exception cref="IOException">The store is away.</exception>
    public bool HasRoom(long bytes) => store.Free - bytes >= limit.Reserve;

    /// <summary>Appends what comes, up to <paramref name="total"/> bytes in all; what came is on the disk when it returns, unless it is all of it, or the store can't take it.</summary>
    public async Task<BodyEnd> IntoAsync(Intake intake, Stream body, long? total, Flow flow, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            var end = await MoveAsync(intake, body, total, flow, buffer, cancel);

            // What is whole is flushed by finishing it.
            return intake.Offset != total && Held(intake) is { } full ? end with { Why = full } : end;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Reads as many bytes of a body as are there already and tells whether they are the same; null where the body ends before.</summary>
    public static async Task<bool?> IsSameAsync(Stream body, long length, ReadOnlyMemory<byte> sha256, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            for (var left = length; left > 0;)
            {
                var read = await ReadAsync(body, buffer.AsMemory(0, (int)Math.Min(Buffer, left)), cancel);
                if (read is null or 0)
                {
                    return null;
                }

                hash.AppendData(buffer.AsSpan(0, read.Value));
                left -= read.Value;
            }

            return hash.GetCurrentHash().AsSpan().SequenceEqual(sha256.Span);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>What a failing store means to who sends.</summary>
    public static Refusal Failure(IOException broken) => (broken.HResult & 0xFFFF) is DiskFull or OverQuota or WindowsDiskFull or WindowsHandleDiskFull ? Refusal.NoRoom : Refusal.StoreAway;

    const int DiskFull = 28; // ENOSPC
    const int OverQuota = 122; // EDQUOT
    const int WindowsDiskFull = 0x70;
    const int WindowsHandleDiskFull = 0x27;

    async Task<BodyEnd> MoveAsync(Intake intake, Stream body, long? total, Flow flow, byte[] buffer, CancellationToken cancel)
    {
        // Looked at for each body too: a file that comes in many small ones must not fill the disk either.
        if (!HasRoom(0))
        {
            return new BodyEnd(false, Refusal.NoRoom);
        }

        var looked = intake.Offset;
        while (true)
        {
            var read = await ReadAsync(body, buffer.AsMemory(0, Buffer), cancel);
            if (read is null or 0)
            {
                return new BodyEnd(read is null);
            }

            var room = (total ?? limit.Bytes) - intake.Offset;
            try
            {
                intake.Append(buffer.AsSpan(0, (int)Math.Min(read.Value, room)));
                flow.Offset = intake.Offset;
                if (intake.Offset - looked >= LookEvery)
                {
                    looked = intake.Offset;
                    if (!HasRoom(0))
                    {
                        return new BodyEnd(false, Refusal.NoRoom);
                    }
                }
            }
            catch (IOException broken)
            {
                return new BodyEnd(false, Failure(broken));
            }

            if (read > room)
            {
                return new BodyEnd(false, total is null ? Refusal.TooLarge : Refusal.MoreThanAnnounced);
            }
        }
    }

    static Refusal? Held(Intake intake)
    {
        try
        {
            intake.Hold();
            return null;
        }
        catch (IOException broken)
        {
            return Failure(broken);
        }
    }

    /// <summary>The next bytes, 0 at the end; null where the body was cut off.</summary>
    static async Task<int?> ReadAsync(Stream body, Memory<byte> into, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(into, cancel);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
