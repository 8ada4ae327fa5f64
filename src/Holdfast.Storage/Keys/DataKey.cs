using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Storage.Keys;

/// <summary>The key of one incident's content. Destroying its wrapped form erases the incident. Immutable, thread-safe.</summary>
public sealed class DataKey
{
    readonly byte[] key;

    DataKey(IncidentId incident, byte[] key)
    {
        Incident = incident;
        this.key = key;
    }

    public IncidentId Incident { get; }

    public static DataKey New(IncidentId incident) => new(incident, RandomNumberGenerator.GetBytes(MasterKey.Size));

    public byte[] Wrap(MasterKey master) => master.Seal(key, Purpose(Incident));

    /// <exception cref="CryptographicException">Another master key, another incident, or altered.</exception>
    public static DataKey Unwrap(MasterKey master, IncidentId incident, ReadOnlySpan<byte> wrapped) => new(incident, master.Open(wrapped, Purpose(incident)));

    public byte[] Seal(ReadOnlySpan<byte> plaintext, in Place place) => Sealed.Seal(key, plaintext, place.Bytes(Incident));

    /// <exception cref="CryptographicException">Altered, or moved here from another place.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, in Place place) => Sealed.Open(key, box, place.Bytes(Incident));

    /// <summary>The key of one original's frames, so that no two originals share one.</summary>
    public byte[] Frames(EvidenceId evidence) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, MasterKey.Size, info: [.. "holdfast/evidence/1/"u8, .. Incident.ToBytes(), .. evidence.ToBytes()]);

    static string Purpose(IncidentId incident) => "holdfast/data-key/1/" + incident;
}

/// <summary>Where a ciphertext belongs: authenticated with it, so that none can be moved, swapped or attributed to somebody else.</summary>
/// <param name="What">What it is, with the version of its form: <c>entry.1</c>, <c>row.1</c>, <c>draft.1</c>; 8 bytes at most.</param>
/// <param name="Sequence">Its place in the record; 0 for a draft.</param>
/// <param name="Id">The entry's id; the incident's for a row.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Ticks">When it was recorded, in UTC ticks; 0 for what has no time.</param>
/// <param name="Position">Its place in the whole ledger; 0 for a draft.</param>
public readonly record struct Place(string What, long Sequence, Guid Id, Guid By, long Ticks, long Position)
{
    public byte[] Bytes(IncidentId incident)
    {
        var bytes = new byte[8 + 16 + 8 + 16 + 16 + 8 + 8];
        System.Text.Encoding.ASCII.GetBytes(What, bytes.AsSpan(0, 8));
        incident.Value.TryWriteBytes(bytes.AsSpan(8), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), Sequence);
        Id.TryWriteBytes(bytes.AsSpan(32), bigEndian: true, out _);
        By.TryWriteBytes(bytes.AsSpan(48), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(64), Ticks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(72), Position);
        return bytes;
    }
}
