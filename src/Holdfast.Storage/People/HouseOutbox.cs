using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.People;

/// <summary>Brings facts of the house into the ledger, in the order they were made. Several nodes may do it at once: an entry is added once. Thread-safe.</summary>
public sealed class HouseOutbox(Database database, FactWire wire, TimeProvider clock)
{
    /// <summary>Facts of one batch at most.</summary>
    const int Most = 100;

    /// <summary>Puts a fact on its way that belongs to no other change.</summary>
    public Task RecordAsync(Fact fact, PersonId? by) => PeopleWrite.RunAsync(database, clock, async write =>
    {
        await write.RecordAsync(fact, by);
        return (true, true);
    });

    /// <summary>Appends what waits; tells how many facts.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger can't take them now: they wait on.</exception>
    public async Task<int> DeliverAsync(Func<Append, Task<Appended>> append)
    {
        var waiting = await database.QueryAsync(
            "SELECT id, author, fact FROM house_outbox ORDER BY id LIMIT $1",
            row => (Id: row.GetFieldValue<byte[]>(0), Author: PersonId.FromBytes(row.GetFieldValue<byte[]>(1)), Fact: row.GetFieldValue<byte[]>(2)),
            (long)Most);
        foreach (var one in waiting)
        {
            var (fact, occurredAt) = wire.Read(one.Fact);
            await append(new Append
            {
                Incident = HouseRecord.Id,
                Author = one.Author,
                Entries = [new NewEntry(EntryId.FromBytes(one.Id), fact, occurredAt)],
            });
            await database.ExecuteAsync("DELETE FROM house_outbox WHERE id = $1", one.Id);
        }

        return waiting.Count;
    }
}
