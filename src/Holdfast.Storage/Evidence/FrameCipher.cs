using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Evidence;

/// <summary>
/// Seals and opens the frames of one original: nonce, ciphertext, tag. With each are authenticated the incident, the piece, the frame's place and whether it is
/// the last, so that none can be moved, exchanged or left away. Reuses its buffers; not thread-safe.
/// </summary>
sealed class FrameCipher : IDisposable
{
    /// <summary>Bytes of an original in each frame but the last, which has as many or fewer.</summary>
    public const int Plain = 1 << 20;

    /// <summary>What sealing adds to a frame.</summary>
    public const int Extra = NonceSize + TagSize;

    /// <summary>A full frame as it is stored.</summary>
    public const int Whole = Plain + Extra;
    const int NonceSize = 12;
    const int TagSize = 16;
    readonly AesGcm aes;
    readonly byte[] frame;
    readonly byte[] tail;

    public FrameCipher(DataKey key, EvidenceId evidence)
    {
        var own = key.Frames(evidence);
        aes = new AesGcm(own, TagSize);
        CryptographicOperations.ZeroMemory(own);
        byte[] place = [.. key.Incident.ToBytes(), .. evidence.ToBytes(), .. new byte[sizeof(long) + 1]];
        frame = [.. "frame.1"u8, .. place];
        tail = [.. "tail.1"u8, .. place];
    }

    /// <summary>Seals a frame; <paramref name="into"/> has <see cref="Extra"/> bytes more than <paramref name="plain"/>.</summary>
    public void Seal(ReadOnlySpan<byte> plain, long index, bool last, Span<byte> into) => Seal(plain, Place(frame, index, last), into);

    /// <summary>Opens a frame; false where it was altered or belongs elsewhere.</summary>
    public bool TryOpen(ReadOnlySpan<byte> box, long index, bool last, Span<byte> into) => TryOpen(box, Place(frame, index, last), into);

    /// <summary>Seals the beginning of a frame that isn't full yet.</summary>
    public void SealTail(ReadOnlySpan<byte> plain, long index, Span<byte> into) => Seal(plain, Place(tail, index, last: false), into);

    /// <summary>Opens the beginning of the frame <paramref name="index"/>; false for that of an earlier one too.</summary>
    public bool TryOpenTail(ReadOnlySpan<byte> box, long index, Span<byte> into) => TryOpen(box, Place(tail, index, last: false), into);

    public void Dispose() => aes.Dispose();

    void Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place, Span<byte> into)
    {
        RandomNumberGenerator.Fill(into[..NonceSize]);
        aes.Encrypt(into[..NonceSize], plain, into.Slice(NonceSize, plain.Length), into.Slice(NonceSize + plain.Length, TagSize), place);
    }

    bool TryOpen(ReadOnlySpan<byte> box, ReadOnlySpan<byte> place, Span<byte> into)
    {
        if (box.Length is < Extra or > Whole)
        {
            return false;
        }

        try
        {
            aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], into[..(box.Length - Extra)], place);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    static byte[] Place(byte[] place, long index, bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(place.Length - sizeof(long) - 1), index);
        place[^1] = last ? (byte)1 : (byte)0;
        return place;
    }
}
