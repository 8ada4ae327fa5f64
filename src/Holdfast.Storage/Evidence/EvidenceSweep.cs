using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;

namespace Holdfast.Storage.Evidence;

/// <summary>What a sweep did.</summary>
/// <param name="Removed">Stored pieces that were never acknowledged as kept, and second copies.</param>
/// <param name="Left">Stored pieces that are on no record and are not taken: whole, or of an incident that this database doesn't know.</param>
public sealed record Swept(int Removed, int Left);

/// <summary>
/// Removes what a kill left in the store: parts of uploads that were given up, and second copies of bytes that are kept. What an entry or an upload knows is
/// never taken; nor is what is whole, or belongs to an incident that this database doesn't know: the database may be an older copy, or the folder
/// somebody else's. `holdfast verify` names those. May run on several nodes at once. Thread-safe.
/// </summary>
public sealed class EvidenceSweep(IEvidenceStore store, Database database, Uploads uploads, IncidentReader reader, TimeProvider clock)
{
    /// <summary>What changed later than this ago is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Looks at all that is stored.</summary>
    /// <exception cref="IOException">The store is away.</exception>
    public async Task<Swept> RunAsync(CancellationToken cancel = default)
    {
        var (removed, left) = (0, 0);
        var before = clock.GetUtcNow() - Rest;
        Incident? incident = null;
        foreach (var stored in store.All().Where(stored => stored.ChangedAt < before))
        {
            cancel.ThrowIfCancellationRequested();

            // They come incident by incident.
            incident = incident?.Id == stored.Incident ? incident : await reader.FindAsync(stored.Incident);
            try
            {
                var taken = await TakeAsync(incident?.Evidence.Find(stored.Evidence), stored);
                removed += taken == true ? 1 : 0;
                left += taken is null ? 1 : 0;
            }
            catch (IOException)
            {
                // Somebody has it at this moment: it isn't left over.
            }
        }

        return new Swept(removed, left);
    }

    /// <summary>True when it was removed, false when it is known, null when it is on no record and yet not taken.</summary>
    async Task<bool?> TakeAsync(EvidenceItem? item, StoredOriginal stored)
    {
        if (item is not null)
        {
            return item.Same is not null && await RemoveAsync(stored, () => Task.FromResult(true));
        }

        if (await IsKnownAsync(stored))
        {
            return false;
        }

        return await uploads.KeyAsync(stored.Incident) is { } key && !Original.IsWhole(store, key, stored.Evidence)
            ? await RemoveAsync(stored, async () => !await IsKnownAsync(stored)) : null;
    }

    Task<bool> IsKnownAsync(StoredOriginal stored) => EvidenceCheck.IsKnownAsync(database, stored.Incident, stored.Evidence);

    /// <summary>Removes it while nobody can open it, so that what somebody sends again at this moment is not lost.</summary>
    async Task<bool> RemoveAsync(StoredOriginal stored, Func<Task<bool>> still)
    {
        using var file = store.OpenToAppend(stored.Incident, stored.Evidence);
        if (file is null || !await still())
        {
            return false;
        }

        store.Remove(stored.Incident, stored.Evidence);
        return true;
    }
}
