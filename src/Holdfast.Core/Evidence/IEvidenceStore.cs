using Holdfast.Core.Ledger;

namespace Holdfast.Core.Evidence;

/// <summary>
/// Where sealed originals lie: a folder beside the database, or something of the site's own. It holds opaque bytes, under ids alone; what they are and
/// whether they are whole is known elsewhere. Thread-safe.
/// </summary>
public interface IEvidenceStore
{
    /// <summary>Opens one original to be written at its end, making it if need be; null while somebody else has it open so, on this node or another.</summary>
    /// <exception cref="IOException">It can't be written: the disk is full, read-only or away.</exception>
    ISealedFile? OpenToAppend(IncidentId incident, EvidenceId evidence);

    /// <summary>Opens one original to be read; null when there is none.</summary>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    ISealedFile? OpenToRead(IncidentId incident, EvidenceId evidence);

    /// <summary>Removes one original with its tail. Nothing happens when there is none.</summary>
    void Remove(IncidentId incident, EvidenceId evidence);

    /// <summary>Everything there is, with the time of its last change.</summary>
    IEnumerable<StoredOriginal> All();

    /// <summary>Bytes that can still be written.</summary>
    long Free { get; }
}

/// <summary>An object of the store.</summary>
public readonly record struct StoredOriginal(IncidentId Incident, EvidenceId Evidence, DateTimeOffset ChangedAt);

/// <summary>The sealed bytes of one original, open. One thread at a time.</summary>
public interface ISealedFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads at a place; fewer bytes than asked for only at the end.</summary>
    int Read(long offset, Span<byte> into);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    void SetLength(long length);

    /// <summary>The piece that was kept apart because its frame is not full yet; null when there is none.</summary>
    byte[]? ReadTail();

    /// <summary>Keeps a tail in place of the one before, durable when it returns; empty removes it.</summary>
    void WriteTail(ReadOnlySpan<byte> bytes);

    /// <summary>All that was written is on the disk when it returns.</summary>
    void Flush();
}
