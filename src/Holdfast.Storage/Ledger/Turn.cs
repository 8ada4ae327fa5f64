using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>
/// One turn of the writer: plans many batches in memory on the state read at its beginning, each on its own copy, so that one that
/// conflicts or breaks leaves the others whole; then gives all writes at once. Not thread-safe.
/// </summary>
sealed class Turn(LedgerSession session, Keyring keys, FactWire wire, long head, DateTimeOffset now, Pinned pinned)
{
    public const string InsertEntry =
        "INSERT INTO entry (position, incident, sequence, id, author, recorded_at, commitment, ciphertext, ciphertext_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// <summary>A draft goes with the entry that it became.</summary>
    public const string DeleteDraft = "DELETE FROM draft WHERE entry = $1 AND incident = $2";
    readonly Dictionary<EntryId, EntryBox> existing = [];
    readonly Dictionary<IncidentId, Incident> before = [];
    readonly Dictionary<IncidentId, Incident> after = [];
    readonly Dictionary<IncidentId, DataKey> dataKeys = [];
    int houseSequence;
    readonly Dictionary<int, int> serials = [];
    readonly List<Write> writes = [];
    readonly List<Change> changes = [];

    /// <summary>The ledger's head after the turn.</summary>
    public long Head { get; private set; } = head;

    public DateTimeOffset Now { get; } = now;

    public IReadOnlyList<Change> Changes => changes;

    /// <summary>Incidents as the turn leaves them.</summary>
    public IReadOnlyDictionary<IncidentId, Incident> After => after;

    /// <summary>Reads what the batches stand on. <paramref name="cached"/> answers for incidents that the writer itself wrote last.</summary>
    public async Task ReadAsync(IReadOnlyCollection<Append> batches, Func<IncidentId, Held?> cached)
    {
        var ids = batches.SelectMany(batch => batch.Entries.Select(entry => entry.Id)).Concat(batches.Where(b => b.Draft is not null).Select(b => b.Draft!.Entry)).Distinct().ToArray();
        foreach (var box in await session.FindEntriesAsync(ids))
        {
            existing[box.Id] = box;
        }

        // An id that is taken may have come with other words before: that correction has an id of its own.
        var corrections = batches.SelectMany(batch => batch.Entries.Where(entry => existing.ContainsKey(entry.Id)).Select(entry => Corrected(batch, entry))).Distinct().ToArray();
        foreach (var box in await session.FindEntriesAsync(corrections))
        {
            existing[box.Id] = box;
        }

        var wanted = new List<IncidentId>();
        foreach (var id in batches.Select(batch => batch.Incident).Where(id => id != HouseRecord.Id).Distinct())
        {
            if (cached(id) is { } known)
            {
                Hold(known);
            }
            else
            {
                wanted.Add(id);
            }
        }

        foreach (var incident in await session.FindIncidentsAsync(wanted))
        {
            Hold(incident);
        }

        if (batches.Any(batch => batch.Incident == HouseRecord.Id))
        {
            houseSequence = await session.LastSequenceAsync(HouseRecord.Id);
            if (await session.FindKeyAsync(HouseRecord.Id) is { } wrapped)
            {
                dataKeys[HouseRecord.Id] = keys.Unwrap(HouseRecord.Id, wrapped);
            }
        }

        if (batches.Any(batch => batch.Entries is [{ Fact: IncidentStarted }, ..]))
        {
            serials[Now.Year] = await session.LastSerialAsync(Now.Year);
        }

        await pinned.FetchAsync(before.Values.Select(incident => incident.Pack)
            .Concat(batches.Select(batch => batch.Entries.FirstOrDefault()?.Fact).OfType<IncidentStarted>().Select(started => started.Pack)));
    }

    /// <summary>Plans one batch; a conflict or an exception leaves the turn as it was.</summary>
    public Appended Plan(Append batch)
    {
        var house = batch.Incident == HouseRecord.Id;
        var current = after.GetValueOrDefault(batch.Incident) ?? before.GetValueOrDefault(batch.Incident);
        var starts = batch.Entries is [{ Fact: IncidentStarted }, ..];
        if (current is null && !starts && !house)
        {
            return new Appended.Absent();
        }

        if (starts && house)
        {
            return new Appended.Absent();
        }

        if (starts && current is not null && (current.Agent != batch.Author || !existing.ContainsKey(batch.Entries[0].Id)))
        {
            return new Appended.Absent();
        }

        if (current is not null && batch.Allows is { } allows && !allows(current))
        {
            return new Appended.Absent();
        }

        var plan = new Plan(this, batch, current, house ? houseSequence : current?.Sequence ?? 0);
        var result = plan.Run();
        if (result is Appended.Done)
        {
            Keep(plan);
        }

        return result;
    }

    public async Task WriteAsync()
    {
        if (writes.Count == 0)
        {
            return;
        }

        foreach (var (id, incident) in after)
        {
            writes.Add(IncidentRow.Write(before.GetValueOrDefault(id), incident, KeyOf(id)));
            Tokens.Write(writes, before.GetValueOrDefault(id), incident, keys);
        }

        foreach (var (year, serial) in serials)
        {
            writes.Add(new Write("INSERT INTO number_head (year, serial) VALUES ($1, $2) ON CONFLICT (year) DO UPDATE SET serial = excluded.serial", [(long)year, (long)serial]));
        }

        writes.Add(new Write("UPDATE ledger_head SET position = $1, recorded_at = $2 WHERE one = 1", [Head, Now.UtcTicks]));
        await session.WriteAsync(writes, Head);
    }

    internal EntryBox? Existing(EntryId id) => existing.GetValueOrDefault(id);

    /// <summary>The id under which an entry is kept whose own id is taken, from where it goes, who wrote it, its id and its content.</summary>
    internal EntryId Corrected(Append batch, NewEntry entry) =>
        EntryId.Of([.. batch.Incident.ToBytes(), .. batch.Author.ToBytes(), .. entry.Id.ToBytes(), .. wire.Write(entry.Fact, default)]);

    internal FactWire Wire => wire;

    internal Pinned Pinned => pinned;

    internal IncidentNumber NextNumber() => new(Now.Year, serials[Now.Year] + 1);

    /// <summary>The key of a record that the turn read or begins; null for one that begins now.</summary>
    internal DataKey? FindKey(IncidentId incident) => dataKeys.GetValueOrDefault(incident);

    /// <summary>The key of a record that the turn wrote.</summary>
    internal DataKey KeyOf(IncidentId incident) => dataKeys[incident];

    void Hold(Held held)
    {
        before[held.Incident.Id] = held.Incident;
        dataKeys[held.Incident.Id] = held.Key;
    }

    void Keep(Plan plan)
    {
        if (plan.NewKey is { } key)
        {
            dataKeys[key.Incident] = key;
            writes.Add(new Write("INSERT INTO incident_key (incident, fingerprint, wrapped) VALUES ($1, $2, $3)",
                [key.Incident.ToBytes(), Convert.FromHexString(keys.Master.Fingerprint), key.Wrap(keys.Master)]));
        }

        foreach (var (box, type) in plan.Boxes)
        {
            existing[box.Id] = box;
            writes.Add(new Write(
                InsertEntry,
                [box.Position, box.Incident.ToBytes(), (long)box.Sequence, box.Id.ToBytes(), box.Author.ToBytes(), box.RecordedTicks, box.Commitment, box.Ciphertext, box.CiphertextHash]));
        }

        writes.AddRange(plan.Rows);
        changes.AddRange(plan.Boxes.Select(pair => new Change(pair.Box.Head(Now), pair.Type, plan.Current)));
        Head += plan.Boxes.Count;
        if (plan.Boxes.Count == 0)
        {
            return;
        }

        if (plan.Number is { } number)
        {
            serials[number.Year] = number.Serial;
        }

        if (plan.Current is { } incident)
        {
            after[incident.Id] = incident;
        }
        else
        {
            houseSequence = plan.Sequence;
        }
    }
}
