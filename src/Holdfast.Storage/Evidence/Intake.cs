using System.Buffers;
using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Keys;
using static Holdfast.Storage.Evidence.FrameCipher;

namespace Holdfast.Storage.Evidence;

/// <summary>What came in, once it is all there.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Beginning">The first bytes, <see cref="Intake.BeginningSize"/> at most, by which its type is told.</param>
public sealed record Finished(long Length, string Sha256, byte[] Beginning);

/// <summary>
/// One original on its way in: sealed frame by frame as its bytes come, hashed on the way, in a bounded memory of about 2 MiB. What was held or finished
/// survives a kill and a power cut; opened again, it goes on after the last whole byte that is there. Open it for a piece that no entry keeps yet: what
/// can't be opened at its end is cut off. Until it is disposed of, nobody else has it, to write or to read. Not thread-safe.
/// </summary>
public sealed class Intake : IDisposable
{
    public const int BeginningSize = 64 * 1024;
    const int FirstBuffer = 64 * 1024;
    readonly ISealedFile file;
    readonly FrameCipher cipher;
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    byte[] beginning = [];
    long frames;
    int filled;

    Intake(ISealedFile file, FrameCipher cipher) => (this.file, this.cipher) = (file, cipher);

    /// <summary>Bytes that are in. Those before the last <see cref="Hold"/> may be acknowledged.</summary>
    public long Offset => (frames * Plain) + filled;

    /// <summary>Bytes that were flushed to the disk, and so outlast a kill.</summary>
    public long Held { get; private set; }

    /// <summary>Whether the last frame is there: <see cref="Finish"/> gives its answer again, and nothing more can be appended.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Begins, or goes on where it stopped, with the hash made anew from what is stored; null while somebody else has it.</summary>
    /// <exception cref="IOException">The store is away, full or read-only.</exception>
    public static Intake? Open(IEvidenceStore store, DataKey key, EvidenceId evidence)
    {
        if (store.OpenToAppend(key.Incident, evidence) is not { } file)
        {
            return null;
        }

        var intake = new Intake(file, new FrameCipher(key, evidence));
        try
        {
            intake.Recall();
            return intake;
        }
        catch
        {
            intake.Dispose();
            throw;
        }
    }

    /// <summary>Takes the next bytes, in pieces of any size.</summary>
    /// <exception cref="IOException">They can't be written; what was held is safe. Dispose it: opened again, it tells what is there.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (IsFinished)
        {
            throw new InvalidOperationException("All of it is there.");
        }

        while (!bytes.IsEmpty)
        {
            if (filled == Plain)
            {
                // Only now it is known that it isn't the last.
                Store(last: false);
                frames++;
                filled = 0;
            }

            var piece = bytes[..Math.Min(bytes.Length, Plain - filled)];
            MakeRoom(filled + piece.Length);
            piece.CopyTo(buffer.AsSpan(filled));
            Take(piece);
            filled += piece.Length;
            bytes = bytes[piece.Length..];
        }
    }

    /// <summary>All that came so far is on the disk when it returns, and may be acknowledged.</summary>
    /// <exception cref="IOException">It can't be written; what was held before is safe.</exception>
    public void Hold()
    {
        if (IsFinished || Held == Offset)
        {
            return;
        }

        // The frames first: a tail is only believed after all frames before it.
        file.Flush();
        if (filled > 0)
        {
            StoreTail();
        }

        Held = Offset;
    }

    /// <summary>Seals what is there as the whole of it; on the disk when it returns. Asked again, it says the same.</summary>
    /// <exception cref="IOException">It can't be written; what was held is safe.</exception>
    public Finished Finish()
    {
        if (!IsFinished)
        {
            Store(last: true);
        }

        file.Flush();
        IsFinished = true;
        Held = Offset;
        file.WriteTail([]);
        return new Finished(Offset, Convert.ToHexStringLower(hash.GetCurrentHash()), beginning);
    }

    /// <summary>
    /// Whether all of it may be there, by the sizes of what is stored and without opening it: for many at once. Only opening it tells for sure.
    /// </summary>
    /// <param name="announced">Its length; null where nobody said, and its last frame alone tells.</param>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    public static bool MayBeWhole(IEvidenceStore store, IncidentId incident, EvidenceId evidence, long? announced)
    {
        using var stored = store.OpenToRead(incident, evidence);
        if (stored is null)
        {
            return announced == 0;
        }

        var sealedWhole = announced is { } length && stored.Length == length + (Original.FramesOf(length) * Extra);
        return announced is null ? stored.Length % Whole != 0 || stored.Length > 0
            : sealedWhole || ((stored.Length / Whole * Plain) + Math.Max(0, (stored.ReadTail()?.Length ?? 0) - Extra)) >= announced;
    }

    /// <summary>The SHA-256 of the bytes that are in.</summary>
    public byte[] HashSoFar() => hash.GetCurrentHash();

    public void Dispose()
    {
        file.Dispose();
        cipher.Dispose();
        hash.Dispose();
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = [];
    }

    /// <summary>Reads what is stored, and cuts off what a kill left torn.</summary>
    void Recall()
    {
        var length = file.Length;
        if (length >= Extra)
        {
            RecallFrames(length);
        }

        if (!IsFinished)
        {
            if (length > frames * Whole)
            {
                file.SetLength(frames * Whole);
            }

            if (file.ReadTail() is { Length: > Extra and <= Whole } tail)
            {
                MakeRoom(tail.Length - Extra);
                if (cipher.TryOpenTail(tail, frames, buffer))
                {
                    filled = tail.Length - Extra;
                    Take(buffer.AsSpan(0, filled));
                }
            }
        }

        Held = Offset;
    }

    void RecallFrames(long length)
    {
        MakeRoom((int)Math.Min(Plain, length));
        var box = ArrayPool<byte>.Shared.Rent((int)Math.Min(Whole, length));
        try
        {
            int read;
            while (!IsFinished && (read = file.Read(frames * Whole, box.AsSpan(0, (int)Math.Min(Whole, length)))) >= Extra)
            {
                if (read == Whole && cipher.TryOpen(box.AsSpan(0, read), frames, last: false, buffer))
                {
                    Take(buffer.AsSpan(0, Plain));
                    frames++;
                }
                else if ((frames * Whole) + read == length && cipher.TryOpen(box.AsSpan(0, read), frames, last: true, buffer))
                {
                    IsFinished = true;
                    filled = read - Extra;
                    Take(buffer.AsSpan(0, filled));
                }
                else
                {
                    break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(box);
        }
    }

    void Store(bool last) => Seal(box =>
    {
        cipher.Seal(buffer.AsSpan(0, filled), frames, last, box);
        file.Write(frames * Whole, box);
    });

    void StoreTail() => Seal(box =>
    {
        cipher.SealTail(buffer.AsSpan(0, filled), frames, box);
        file.WriteTail(box);
    });

    void Seal(Sealing seal)
    {
        var box = ArrayPool<byte>.Shared.Rent(filled + Extra);
        try
        {
            seal(box.AsSpan(0, filled + Extra));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(box);
        }
    }

    void Take(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        if (beginning.Length < BeginningSize)
        {
            beginning = [.. beginning, .. bytes[..Math.Min(bytes.Length, BeginningSize - beginning.Length)]];
        }
    }

    /// <summary>Most pieces are small: the buffer grows to a frame only when it must.</summary>
    void MakeRoom(int size)
    {
        if (buffer.Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Plain);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = larger;
        }
    }

    delegate void Sealing(Span<byte> box);
}
