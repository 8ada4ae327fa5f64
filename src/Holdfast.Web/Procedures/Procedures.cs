using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>One version on the shelf.</summary>
/// <param name="StoredAt">When this house first had it.</param>
/// <param name="IsCurrent">New incidents begin with it.</param>
public sealed record StoredPack(PackVersion Version, DateTimeOffset StoredAt, bool IsCurrent);

/// <summary>Every version of the procedure that an incident may have begun with, and the one that new incidents begin with. Thread-safe.</summary>
public sealed class Procedures(Procedure current)
{
    readonly DateTimeOffset openedAt = TimeProvider.System.GetUtcNow();

    /// <summary>What new incidents begin with.</summary>
    public Procedure Current { get; } = current;

    /// <summary>All that are stored, the newest first.</summary>
    public IReadOnlyList<StoredPack> Versions => [new StoredPack(Current.Version, openedAt, IsCurrent: true)];

    /// <summary>What an incident is read by: the version that it began with.</summary>
    public Procedure Of(Incident incident) => Current;

    /// <summary>The version of that hash, or nothing if it was never stored here.</summary>
    public Procedure? Find(string hash) => Current.Version.Hash == hash ? Current : null;
}
