using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.Incidents;

/// <summary>Reads incidents, queues, timelines and drafts. It decides nothing: doors ask Access before they show what it reads. Thread-safe.</summary>
public sealed class IncidentReader(Database database, Keyring keys, FactWire wire, TimeProvider clock)
{
    /// <summary>Entries of one reading at most.</summary>
    public const int LargestReading = 1000;

    /// <summary>Incidents that a code is looked for among: years of reports for most houses.</summary>
    const int LatestForCodes = 20_000;

    /// <summary>Incidents of one code at most.</summary>
    const int MostOfCode = 10;

    public async Task<Incident?> FindAsync(IncidentId id) => (await ReadAsync("WHERE i.id = $1", id.ToBytes())).SingleOrDefault();

    public async Task<Incident?> FindAsync(IncidentNumber number) =>
        (await ReadAsync("WHERE i.year = $1 AND i.serial = $2", (long)number.Year, (long)number.Serial)).SingleOrDefault();

    /// <summary>
    /// The incidents of a code, newest first, those that were called by it before the others. A code is told during an outage and asked for after it,
    /// so that the newest <see cref="LatestForCodes"/> incidents are looked through, by their ids alone.
    /// </summary>
    public async Task<IReadOnlyList<Incident>> OfCodeAsync(ProvisionalCode code)
    {
        var latest = await database.QueryAsync("SELECT i.id FROM incident i ORDER BY i.first_position DESC LIMIT $1", row => IncidentId.FromBytes((byte[])row[0]), (long)LatestForCodes);
        var found = new List<Incident>();
        foreach (var id in latest.Where(id => ProvisionalCode.Of(id) == code).Take(MostOfCode))
        {
            if (await FindAsync(id) is { } incident) found.Add(incident);
        }

        return [.. found.OrderByDescending(incident => incident.Code is not null)];
    }

    /// <summary>One page of the incidents whose number this person may see, newest first.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(Person person, QueueFilter filter)
    {
        var query = new QueueQuery(keys, person, clock.GetUtcNow());
        query.Add(filter);
        var limit = query.Value((long)Math.Clamp(filter.Limit, 1, QueueFilter.LargestPage));
        return await ReadAsync($"WHERE {query.Where} ORDER BY i.first_position DESC LIMIT {limit}", query.Values);
    }

    /// <summary>The counts of the tabs, over what this person may see.</summary>
    public async Task<QueueCounts> CountAsync(Person person)
    {
        var live = await CountAsync(person, new QueueFilter { States = StateFilter.Live });
        var filed = await CountAsync(person, new QueueFilter { States = StateFilter.Filed });
        var overdue = await CountAsync(person, query => query.AddUnfiled()) + await CountAsync(person, query => query.AddUnanswered());
        var closed = await CountAsync(person, new QueueFilter { States = StateFilter.Closed });
        return new QueueCounts(Math.Min(live + filed, QueueCounts.Most), live, filed, Math.Min(overdue, QueueCounts.Most), closed);
    }

    /// <summary>A record's entries after a sequence, oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> TimelineAsync(IncidentId id, int after = 0, int limit = LargestReading) => await database.QueryAsync(
        $"SELECT {EntryBox.Columns}, k.wrapped FROM entry e JOIN incident_key k ON k.incident = e.incident WHERE e.incident = $1 AND e.sequence > $2 ORDER BY e.sequence LIMIT $3",
        row => EntryBox.Read(row).Open(keys.Unwrap(id, (byte[])row[9]), wire),
        id.ToBytes(), (long)after, (long)Math.Clamp(limit, 1, LargestReading));

    /// <summary>All of one record, read in pieces.</summary>
    public async Task<IReadOnlyList<Entry>> WholeAsync(IncidentId id)
    {
        var entries = new List<Entry>();
        IReadOnlyList<Entry> piece;
        do
        {
            piece = await TimelineAsync(id, entries.Count > 0 ? entries[^1].Head.Sequence : 0);
            entries.AddRange(piece);
        }
        while (piece.Count == LargestReading);
        return entries;
    }

    public async Task<IReadOnlyList<Draft>> DraftsAsync(IncidentId id) => await database.QueryAsync(
        $"SELECT {Draft.Columns} {Draft.From} WHERE d.incident = $1 ORDER BY d.saved_at", row => Draft.Read(row, keys), id.ToBytes());

    /// <summary>Drafts last saved before an instant: whoever typed them is gone.</summary>
    public async Task<IReadOnlyList<Draft>> StaleDraftsAsync(DateTimeOffset before, int limit) => await database.QueryAsync(
        $"SELECT {Draft.Columns} {Draft.From} WHERE d.saved_at < $1 ORDER BY d.saved_at LIMIT $2", row => Draft.Read(row, keys), before.UtcTicks, (long)limit);

    /// <summary>Incidents with a deadline at or before an instant, the most overdue first.</summary>
    public Task<IReadOnlyList<Incident>> DueAsync(DateTimeOffset now, int limit) =>
        ReadAsync("WHERE i.due_at <= $1 ORDER BY i.due_at LIMIT $2", now.UtcTicks, (long)limit);

    /// <summary>All incidents whose desks ring now.</summary>
    public Task<IReadOnlyList<Incident>> RingingAsync(int limit) =>
        ReadAsync("WHERE i.ring_tier IS NOT NULL ORDER BY i.first_position DESC LIMIT $1", (long)limit);

    /// <summary>The open incidents that somebody has, oldest first.</summary>
    public Task<IReadOnlyList<Incident>> OwnedAsync(PersonId owner, int limit) =>
        ReadAsync("WHERE i.owner = $1 AND i.state <> 'closed' ORDER BY i.first_position LIMIT $2", owner.ToBytes(), (long)limit);

    /// <summary>Everybody who has an open incident.</summary>
    public async Task<IReadOnlyCollection<PersonId>> OwnersAsync() => await database.QueryAsync(
        "SELECT DISTINCT i.owner FROM incident i WHERE i.owner IS NOT NULL AND i.state <> 'closed'", row => PersonId.FromBytes((byte[])row[0]));

    /// <summary>The heads after a position, with the incident each belongs to as it is now; the house record's have none.</summary>
    public async Task<IReadOnlyList<Change>> AfterAsync(long position, int limit)
    {
        var boxes = await database.QueryAsync($"SELECT {EntryBox.Columns}, k.wrapped FROM entry e JOIN incident_key k ON k.incident = e.incident WHERE e.position > $1 ORDER BY e.position LIMIT $2",
            row => Opened(EntryBox.Read(row), (byte[])row[9]), position, (long)limit);
        var incidents = new Dictionary<IncidentId, Incident?>();
        foreach (var id in boxes.Select(box => box.Head.Incident).Distinct())
        {
            incidents[id] = id == HouseRecord.Id ? null : await FindAsync(id);
        }

        return boxes.ConvertAll(box => new Change(box.Head, box.Type, incidents[box.Head.Incident]));
    }

    /// <summary>The ledger's head: the last position given out.</summary>
    public async Task<long> HeadAsync() => (await database.QueryAsync("SELECT position FROM ledger_head WHERE one = 1", row => row.GetInt64(0)))[0];

    Task<int> CountAsync(Person person, QueueFilter filter) => CountAsync(person, query => query.Add(filter));

    async Task<int> CountAsync(Person person, Action<QueueQuery> add)
    {
        var query = new QueueQuery(keys, person, clock.GetUtcNow());
        add(query);
        return (await database.QueryAsync($"SELECT COUNT(*) FROM (SELECT 1 FROM incident i WHERE {query.Where} LIMIT {QueueCounts.Most}) AS found", row => (int)row.GetInt64(0), query.Values))[0];
    }

    /// <summary>
    /// Reads rows. A damaged one is made from its entries instead, so that one bad row never empties a desk; one whose entries are damaged too is
    /// left out, and <c>holdfast verify</c> names it.
    /// </summary>
    async Task<IReadOnlyList<Incident>> ReadAsync(string where, params object?[] values)
    {
        var rows = await database.QueryAsync($"SELECT {IncidentRow.Columns} {IncidentRow.From} {where}", row => IncidentRow.TryRead(row, keys), values);
        var incidents = new List<Incident>(rows.Count);
        foreach (var (id, held) in rows)
        {
            if ((held?.Incident ?? await FromEntriesAsync(id)) is { } incident)
            {
                incidents.Add(incident);
            }
        }

        return incidents;
    }

    async Task<Incident?> FromEntriesAsync(IncidentId id)
    {
        try
        {
            Incident? incident = null;
            foreach (var entry in await WholeAsync(id))
            {
                incident = Fold.Apply(incident, entry.Head, entry.Fact);
            }

            return incident;
        }
        catch (Exception damaged) when (damaged is CryptographicException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Where an entry stands and its name; a damaged one has none, and still counts as a change.</summary>
    (EntryHead Head, string Type) Opened(EntryBox box, byte[] wrapped)
    {
        try
        {
            var entry = box.Open(keys.Unwrap(box.Incident, wrapped), wire);
            return (entry.Head, wire.NameOf(entry.Fact));
        }
        catch (Exception damaged) when (damaged is CryptographicException or JsonException)
        {
            return (box.Head(default), "");
        }
    }
}
