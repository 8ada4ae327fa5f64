using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Tests.Evidence;

/// <summary>A store on a disk with room for so many bytes: the write that finds no more of it leaves a torn piece, as a disk does.</summary>
sealed class SmallDisk(IEvidenceStore store, long room) : IEvidenceStore
{
    public long Room { get; set; } = room;

    public bool IsFull { get; private set; }

    /// <summary>Happens right before a piece is removed.</summary>
    public Action? Removing { get; set; }

    public long Free => Room;

    public ISealedFile? OpenToAppend(IncidentId incident, EvidenceId evidence) => store.OpenToAppend(incident, evidence) is { } file ? new SmallFile(this, file) : null;

    public ISealedFile? OpenToRead(IncidentId incident, EvidenceId evidence) => store.OpenToRead(incident, evidence);

    public void Remove(IncidentId incident, EvidenceId evidence)
    {
        Removing?.Invoke();
        store.Remove(incident, evidence);
    }

    public IEnumerable<StoredOriginal> All() => store.All();

    /// <summary>How many of so many bytes there is room for.</summary>
    int Take(int wanted)
    {
        var given = (int)Math.Min(Room, wanted);
        Room -= given;
        IsFull |= given < wanted;
        return given;
    }

    sealed class SmallFile(SmallDisk disk, ISealedFile file) : ISealedFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> into) => file.Read(offset, into);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var given = disk.Take(bytes.Length);
            file.Write(offset, bytes[..given]);
            if (given < bytes.Length)
            {
                throw new IOException("No space left on device", 28);
            }
        }

        public void SetLength(long length) => file.SetLength(length);

        public byte[]? ReadTail() => file.ReadTail();

        public void WriteTail(ReadOnlySpan<byte> bytes)
        {
            if (disk.Take(bytes.Length) < bytes.Length)
            {
                throw new IOException("No space left on device", 28);
            }

            file.WriteTail(bytes);
        }

        public void Flush() => file.Flush();

        public void Dispose() => file.Dispose();
    }
}
