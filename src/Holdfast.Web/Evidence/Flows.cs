using System.Collections.Concurrent;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Web.Evidence;

/// <summary>What this node is taking right now: one writer for each piece, and how far it has come. Thread-safe.</summary>
public sealed class Flows
{
    readonly ConcurrentDictionary<(IncidentId, EvidenceId), Flow> now = [];

    /// <summary>Begins; null while somebody else sends the same piece.</summary>
    public Flow? TryBegin(IncidentId incident, EvidenceId evidence)
    {
        var flow = new Flow(() => now.TryRemove((incident, evidence), out _));
        return now.TryAdd((incident, evidence), flow) ? flow : null;
    }

    /// <summary>Bytes of it so far; null while nobody sends it here.</summary>
    public long? OffsetOf(IncidentId incident, EvidenceId evidence) => now.TryGetValue((incident, evidence), out var flow) ? flow.Offset : null;
}

/// <summary>One body that is being taken; disposed when it is over.</summary>
public sealed class Flow(Action over) : IDisposable
{
    long offset;

    public long Offset
    {
        get => Interlocked.Read(ref offset);
        set => Interlocked.Exchange(ref offset, value);
    }

    public void Dispose() => over();
}
