using System.Collections.Concurrent;
using Holdfast.Core.Access;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Puts on record who opened which piece of evidence, and why, before a byte of it is given. Looking at one piece is one entry for ten minutes, so that
/// seeking in a recording isn't a hundred; whatever leaves is always an entry of its own. Thread-safe.
/// </summary>
public sealed class Custody(Ledger ledger, TimeProvider clock)
{
    static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    /// <summary>Looks kept in memory at most; past it each look is recorded again.</summary>
    const int Bound = 50_000;
    readonly ConcurrentDictionary<(PersonId, IncidentId, EvidenceId), DateTimeOffset> looks = [];

    /// <summary>Records it; false where the person may not any more when the entry is written, and nothing is.</summary>
    public async Task<bool> RecordAsync(Person person, Incident incident, EvidenceItem item, Operation operation, Opening how, string purpose)
    {
        var now = clock.GetUtcNow();
        var look = (person.Id, incident.Id, item.Id);
        if (how == Opening.Viewed && looks.TryGetValue(look, out var last) && now - last < OneLook)
        {
            return true;
        }

        var why = purpose.Length > Limits.LongestWords ? purpose[..Limits.LongestWords] : purpose;
        var appended = await ledger.AppendAsync(new Append
        {
            Incident = incident.Id,
            Author = person.Id,
            Entries = [new NewEntry(EntryId.New(clock), new EvidenceOpened(item.Id, how, why), now)],

            // A mark or a virus that came in between counts.
            Allows = then => Access.Decide(person, then, operation, clock.GetUtcNow()).IsAllowed && then.Evidence.Find(item.Id)?.IsQuarantined == item.IsQuarantined,
        });
        if (appended is not Appended.Done)
        {
            return false;
        }

        if (how == Opening.Viewed)
        {
            if (looks.Count >= Bound)
            {
                looks.Clear();
            }

            looks[look] = now;
        }

        return true;
    }
}
