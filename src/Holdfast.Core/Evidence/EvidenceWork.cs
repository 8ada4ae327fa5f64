using System.Collections.Immutable;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Evidence;

/// <summary>One piece of evidence as it is kept. Content.</summary>
/// <param name="Scan">The scanner's latest word; null: none yet, or no scanner.</param>
public sealed record EvidenceItem(
    EvidenceId Id, string Name, long Length, string Sha256, EvidenceType Type, PersonId By, DateTimeOffset At, string? What, EvidenceId? Same, EvidenceId? Within, long? Declared,
    ScanResult? Scan = null, string? Found = null)
{
    /// <summary>The piece whose bytes are stored: its own, or those of the same file kept before.</summary>
    public EvidenceId Original => Same ?? Id;

    /// <summary>Whether it is only opened by Corporate Security, and never shown.</summary>
    public bool IsQuarantined => Scan == ScanResult.Found;

    /// <summary>Whether less came than was announced.</summary>
    public bool IsPartial => Declared is { } whole && whole > Length;
}

/// <summary>Evidence that is to follow.</summary>
/// <param name="KeptAt">When it came; null while it is owed.</param>
/// <param name="Withdrawn">Why it will not come.</param>
public sealed record Promise(EntryId Id, string What, string? From, DateTimeOffset DueAt, PersonId By, DateTimeOffset At, DateTimeOffset? KeptAt = null, string? Withdrawn = null)
{
    public bool IsOwed => KeptAt is null && Withdrawn is null;
}

/// <summary>All evidence of one incident. Content. Immutable.</summary>
public sealed record EvidenceWork
{
    public static EvidenceWork None { get; } = new();

    /// <summary>In the order of the record.</summary>
    public ImmutableArray<EvidenceItem> Items { get; init; } = [];

    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>The soonest time at which something owed is due; null when nothing is owed.</summary>
    public DateTimeOffset? OwedBy => Promises.Where(promise => promise.IsOwed).Select(promise => (DateTimeOffset?)promise.DueAt).Min();

    public EvidenceItem? Find(EvidenceId id) => Items.FirstOrDefault(item => item.Id == id);

    /// <summary>The first piece with these very bytes; null when there is none.</summary>
    public EvidenceItem? WithBytes(long length, string sha256) =>
        Items.FirstOrDefault(item => item.Same is null && item.Length == length && item.Sha256 == sha256);
}
