using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.People;

/// <summary>Where everybody is, as all nodes know it. Thread-safe.</summary>
public sealed class PresenceStore(Database database)
{
    const string Insert = "INSERT INTO presence (person, chosen, chosen_at, seen_at, handled_at, handled) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person) DO UPDATE SET ";

    /// <summary>Everybody of whom something is known.</summary>
    public Task<List<Presence>> ReadAsync() => database.QueryAsync(
        "SELECT person, chosen, chosen_at, seen_at, handled_at, handled FROM presence",
        row => new Presence(
            PersonId.FromBytes(row.GetFieldValue<byte[]>(0)),
            Words<Availability>.TryParse(row.GetString(1), out var chosen) ? chosen : Availability.Available,
            new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
            row.IsDBNull(3) ? null : new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            HandledAt: row.IsDBNull(4) ? null : new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            Handled: row.IsDBNull(5) ? null : IncidentId.FromBytes(row.GetFieldValue<byte[]>(5))));

    /// <summary>Notes that screens of these people are open.</summary>
    public async Task SeeAsync(IEnumerable<PersonId> people, DateTimeOffset at)
    {
        foreach (var person in people)
        {
            await database.ExecuteAsync(Insert + "seen_at = excluded.seen_at", person.ToBytes(), Words<Availability>.Of(Availability.Available), 0L, at.UtcTicks, null, null);
        }
    }

    /// <summary>What somebody chose, to be written with the fact that says so.</summary>
    public static Write Choose(PersonId person, Availability chosen, DateTimeOffset at) =>
        new(Insert + "chosen = excluded.chosen, chosen_at = excluded.chosen_at", [person.ToBytes(), Words<Availability>.Of(chosen), at.UtcTicks, null, null, null]);

    /// <summary>That somebody took an incident, to be written with the fact that says so.</summary>
    public static Write Handle(PersonId person, IncidentId incident, DateTimeOffset at) => new(
        Insert + "handled_at = excluded.handled_at, handled = excluded.handled",
        [person.ToBytes(), Words<Availability>.Of(Availability.Available), 0L, null, at.UtcTicks, incident.ToBytes()]);
}
