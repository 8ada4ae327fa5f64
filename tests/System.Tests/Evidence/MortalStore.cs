using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Tests.Evidence;

/// <summary>A process that dies at its n-th step with the store or the scanner: that step fails, and so does each one after it.</summary>
sealed class Mortal(int dies)
{
    int steps;

    public bool IsDead => Volatile.Read(ref steps) >= dies;

    public void Step()
    {
        if (Interlocked.Increment(ref steps) >= dies)
        {
            throw new KilledException();
        }
    }
}

sealed class KilledException : Exception;

/// <summary>The store as such a process has it.</summary>
sealed class MortalStore(IEvidenceStore store, Mortal process) : IEvidenceStore
{
    public long Free => store.Free;

    public ISealedFile? OpenToAppend(IncidentId incident, EvidenceId evidence)
    {
        process.Step();
        return store.OpenToAppend(incident, evidence) is { } file ? new MortalFile(file, process) : null;
    }

    public ISealedFile? OpenToRead(IncidentId incident, EvidenceId evidence)
    {
        process.Step();
        return store.OpenToRead(incident, evidence);
    }

    public void Remove(IncidentId incident, EvidenceId evidence)
    {
        process.Step();
        store.Remove(incident, evidence);
        process.Step();
    }

    public IEnumerable<StoredOriginal> All() => store.All();

    sealed class MortalFile(ISealedFile file, Mortal process) : ISealedFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> into) => file.Read(offset, into);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            process.Step();
            file.Write(offset, bytes);
            process.Step();
        }

        public void SetLength(long length)
        {
            process.Step();
            file.SetLength(length);
        }

        public byte[]? ReadTail() => file.ReadTail();

        public void WriteTail(ReadOnlySpan<byte> bytes)
        {
            process.Step();
            file.WriteTail(bytes);
            process.Step();
        }

        public void Flush()
        {
            process.Step();
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
