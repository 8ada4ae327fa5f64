using System.Collections.Concurrent;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Puts on record who read what, and who was denied, before the door answers. One person's visit is one reading for ten minutes, so that a page
/// that keeps itself fresh isn't a hundred; a print is always one of its own. Thread-safe.
/// </summary>
public sealed class Readings(Ledger ledger, TimeProvider clock)
{
    /// <summary>The door through which content leaves on paper.</summary>
    public const string Print = "print";
    static readonly TimeSpan OneVisit = TimeSpan.FromMinutes(10);

    /// <summary>Visits kept in memory at most; past it each reading is recorded again.</summary>
    const int Bound = 50_000;
    readonly ConcurrentDictionary<(PersonId, IncidentId), DateTimeOffset> visits = [];

    /// <summary>Records a reading and gives the incident as it then is.</summary>
    public async Task<Incident> ReadAsync(Person person, Incident incident, string door)
    {
        var now = clock.GetUtcNow();
        var visit = (person.Id, incident.Id);
        if (door != Print && visits.TryGetValue(visit, out var last) && now - last < OneVisit && incident.SeenBy.Any(seen => seen.Person == person.Id))
        {
            return incident;
        }

        var appended = await AppendAsync(incident.Id, person, new IncidentRead(door));
        if (visits.Count >= Bound)
        {
            visits.Clear();
        }

        visits[visit] = now;
        return appended is Appended.Done { After: { } after } ? after : incident;
    }

    /// <summary>Records a denial: with the incident, or with the house when there is no such incident. Both cost the same.</summary>
    public Task DenyAsync(Person person, IncidentId? incident, string door, Operation operation) =>
        AppendAsync(incident ?? HouseRecord.Id, person, new ReadingDenied(door, Core.Text.Words<Operation>.Of(operation)));

    Task<Appended> AppendAsync(IncidentId record, Person person, Fact fact) => ledger.AppendAsync(new Append
    {
        Incident = record,
        Author = person.Id,
        Entries = [new NewEntry(EntryId.New(clock), fact, clock.GetUtcNow())],
    });
}
