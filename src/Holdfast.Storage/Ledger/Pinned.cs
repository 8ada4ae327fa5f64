using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Storage.Ledger;

/// <summary>
/// Finds the procedure that an incident began with, null when there is none to be read. At once for what is in memory; another node's newer version
/// comes from the database. Asked by the writer while others wait, so it must not wait for the ledger itself; thread-safe.
/// </summary>
public delegate ValueTask<Procedure?> FindProcedure(PackVersion? version);

/// <summary>The procedures that the incidents of one turn are read by. Not thread-safe; for one turn.</summary>
sealed class Pinned(FindProcedure? find)
{
    static readonly PackVersion Unpinned = new("", 0, "");
    readonly Dictionary<PackVersion, Procedure?> found = [];

    /// <summary>Finds what a turn's batches need, before any of them is planned.</summary>
    public async ValueTask FetchAsync(IEnumerable<PackVersion?> versions)
    {
        if (find is null)
        {
            return;
        }

        foreach (var version in versions)
        {
            if (!found.ContainsKey(version ?? Unpinned))
            {
                found[version ?? Unpinned] = await find(version);
            }
        }
    }

    /// <summary>What follows from a batch; nothing where the procedure can't be read.</summary>
    public ImmutableArray<Fact> Follows(Incident? before, Incident after) =>
        found.GetValueOrDefault(after.Pack ?? Unpinned) is { } procedure ? Consequences.Of(before, after, procedure) : [];

    /// <summary>
    /// The id of a fact that follows, from the commitment of the entry it follows from. The commitment holds that entry's random salt, so
    /// nobody can take the id beforehand.
    /// </summary>
    public static EntryId IdOf(EntryBox from, int number) => EntryId.Of([.. from.Commitment, .. "follows"u8, (byte)number]);
}
