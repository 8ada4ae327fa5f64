using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>Links two incidents by hand, on both records. Sent again, it completes a pair of which only one half was written. Thread-safe.</summary>
public sealed class Linking(IncidentDoors doors, IncidentReader reader, Readings readings, Ledger ledger, TimeProvider clock)
{
    /// <summary>The answer for a number that isn't there, and for one that this person may not know of.</summary>
    static string NoSuch => T("There is no incident with that number.");

    /// <param name="other">A number as people type it, or an id.</param>
    public async Task<Outcome> LinkAsync(Person person, IncidentId id, EntryId entry, string? other, string? reason)
    {
        Incident? with = null;
        var why = Decisions.Given(reason);
        var outcome = await doors.DecideAsync(person, id, Operation.Link, "links", null, async incident =>
        {
            with = await FindAsync(person, other);
            return with is null ? Refuse("other", NoSuch)
                : with.Id == incident.Id ? Refuse("other", T("That is this incident itself. Give the number of the other one."))
                : why is null ? Refuse("reason", T("Say why they belong together."))
                : incident.Links.Any(link => link.Other == with.Id) ? new Decided.Instead(new Outcome.Done(incident))
                : new Decided.Facts([new NewEntry(entry, new IncidentLinked(with.Id, why), clock.GetUtcNow())], IsDecision: false);
        });
        if (outcome is Outcome.Done && with is not null && why is not null)
        {
            await BackAsync(person, with, id, why);
        }

        return outcome;
    }

    /// <summary>The other half. Whoever may see a number may say what it belongs with; nothing of the record is given away by that.</summary>
    async Task BackAsync(Person person, Incident with, IncidentId id, string reason)
    {
        if (with.Links.All(link => link.Other != id))
        {
            await ledger.AppendAsync(new Append
            {
                Incident = with.Id,
                Author = person.Id,
                Entries = [new NewEntry(IdOf(with.Id, id), new IncidentLinked(id, reason), clock.GetUtcNow())],
                Allows = now => Access.Decide(person, now, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed,
            });
        }
    }

    async Task<Incident?> FindAsync(Person person, string? other)
    {
        var found = IncidentId.TryParse(other?.Trim(), out var id) ? await reader.FindAsync(id)
            : IncidentNumber.TryParse(other, clock.GetUtcNow().Year, out var number) ? await reader.FindAsync(number) : null;
        if (found is not null && Access.Decide(person, found, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
        {
            return found;
        }

        await readings.DenyAsync(person, found?.Id, "links", Operation.SeeNumber);
        return null;
    }

    /// <summary>The id of the other half, from both incidents, so that it is written once however often it is sent.</summary>
    static EntryId IdOf(IncidentId on, IncidentId other) => EntryId.Of([.. "link"u8, .. on.ToBytes(), .. other.ToBytes()]);

    static Decided Refuse(string field, string words) => new Decided.Instead(new Outcome.Refused(field, words));
}
