using System.Data.Common;
using System.Security.Cryptography;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>What <see cref="Rebuild"/> found.</summary>
/// <param name="Changed">Read rows (with their tokens) that differed from what their entries make.</param>
/// <param name="Damaged">One line for each entry that was altered, moved or is missing, and for each row without a record.</param>
public sealed record RebuildReport(long Entries, int Incidents, int Changed, IReadOnlyList<string> Damaged)
{
    /// <summary>The evidence of every incident that has some, as far as its entries can be read.</summary>
    public IReadOnlyList<RecordedEvidence> Evidence { get; init; } = [];
}

/// <summary>
/// Makes every read row anew from the entries, and checks each entry on the way. Run it while no server writes. The row of a damaged record is
/// left as it is: it may know more than the entries that can still be read.
/// </summary>
public static class Rebuild
{
    /// <summary>Reads all entries in order of their positions; writes rows unless <paramref name="checkOnly"/>.</summary>
    /// <param name="progress">Told the entries read so far, every few thousand.</param>
    public static async Task<RebuildReport> RunAsync(Database database, Keyring keys, FactWire wire, bool checkOnly, Action<long>? progress = null)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = checkOnly ? await database.BeginReadAsync(connection) : await database.BeginWriteAsync(connection);
        var rows = await StoredRows.ReadAsync(database, connection, transaction, keys);
        var record = new RecordCheck(keys, wire);
        await using (var command = database.Command(connection, transaction,
            $"SELECT {EntryBox.Columns}, k.wrapped FROM entry e LEFT JOIN incident_key k ON k.incident = e.incident ORDER BY e.position"))
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                record.Add(row);
                if (record.Count % 5000 == 0)
                {
                    progress?.Invoke(record.Count);
                }
            }
        }

        record.End(rows.Head);
        var cut = record.Whole.Where(held => rows.Knew(held.Incident.Id) > held.Incident.Sequence).ToList();
        var differ = record.Whole.Except(cut).Where(held => !rows.Fits(held)).ToList();
        var lost = cut.Select(held => $"{held.Incident.Number} has {held.Incident.Sequence} entries; its row knew {rows.Knew(held.Incident.Id)}").ToList();
        var orphans = rows.Ids.Except(record.Incidents).Select(id => $"incident {id} has a row and no entry").ToList();
        if (!checkOnly)
        {
            var writes = differ.Select(held => new Write("DELETE FROM incident WHERE id = $1", [held.Incident.Id.ToBytes()])).ToList();
            foreach (var held in differ)
            {
                writes.Add(new Write(IncidentRow.Upsert, IncidentRow.Values(held.Incident, held.Key)));
                writes.Add(new Write("DELETE FROM incident_token WHERE incident = $1", [held.Incident.Id.ToBytes()]));
                Tokens.Write(writes, null, held.Incident, keys);
            }

            foreach (var write in writes)
            {
                await using var command = database.Command(connection, transaction, write.Sql, write.Values);
                await command.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
        return new RebuildReport(record.Count, record.Incidents.Count(), differ.Count, [.. record.Damaged, .. lost, .. orphans]) { Evidence = [.. record.Evidence] };
    }
}

/// <summary>Checks entry after entry in order of their positions, and folds each record as far as it is whole. Not thread-safe.</summary>
sealed class RecordCheck(Keyring keys, FactWire wire)
{
    readonly Dictionary<IncidentId, Held> whole = [];
    readonly Dictionary<IncidentId, int> sequences = [];
    readonly HashSet<IncidentId> broken = [];
    readonly List<string> damaged = [];
    long position;
    long ticks;

    public long Count { get; private set; }

    public IReadOnlyList<string> Damaged => damaged;

    /// <summary>Every incident that has an entry.</summary>
    public IEnumerable<IncidentId> Incidents => sequences.Keys.Where(id => id != HouseRecord.Id);

    /// <summary>The incidents whose entries are all there and unaltered.</summary>
    public IEnumerable<Held> Whole => whole.Values.Where(held => !broken.Contains(held.Incident.Id));

    /// <summary>Also of a broken record: what its readable entries say is still checked.</summary>
    public IEnumerable<RecordedEvidence> Evidence => whole.Values.Where(held => !held.Incident.Evidence.Items.IsEmpty).Select(held => new RecordedEvidence(held.Incident.Number, held.Key, held.Incident.Evidence));

    public void Add(DbDataReader row)
    {
        Count++;
        Missing(row.GetInt64(0));
        position = row.GetInt64(0);
        EntryBox box;
        try
        {
            box = EntryBox.Read(row);
        }
        catch (Exception odd) when (odd is ArgumentException or InvalidCastException)
        {
            damaged.Add($"position {position}: its columns aren't those of an entry");
            return;
        }

        try
        {
            Check(box, row.IsDBNull(9) ? null : (byte[])row[9]);
        }
#pragma warning disable CA1031 // Whatever an entry that somebody altered makes break, its position is named and the next one is checked.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            broken.Add(box.Incident);
            damaged.Add($"position {box.Position}, entry {box.Id} of {Name(box.Incident)}: {wrong.Message}");
        }

        ticks = Math.Max(ticks, box.RecordedTicks);
        sequences[box.Incident] = box.Sequence;
    }

    /// <summary>All entries were read; <paramref name="head"/> is the last position that was given out.</summary>
    public void End(long head)
    {
        Missing(head + 1);
        if (position > head)
        {
            damaged.Add($"position {position} is beyond the last one given out, {head}");
        }
    }

    void Missing(long next)
    {
        if (next > position + 1)
        {
            damaged.Add(next == position + 2 ? $"position {position + 1} is missing" : $"positions {position + 1} to {next - 1} are missing");
        }
    }

    void Check(EntryBox box, byte[]? wrapped)
    {
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(box.Ciphertext), box.CiphertextHash))
        {
            throw new CryptographicException("The ciphertext's hash doesn't fit.");
        }

        // Unwrapped anew, so that a damaged key is found while this process remembers the right one.
        var key = whole.TryGetValue(box.Incident, out var held) ? held.Key : DataKey.Unwrap(keys.Master, box.Incident, wrapped ?? throw new CryptographicException("The key is missing."));
        var entry = box.Open(key, wire);
        var sequence = sequences.GetValueOrDefault(box.Incident);
        if (box.Sequence != sequence + 1)
        {
            throw new CryptographicException($"Its place in the record is {box.Sequence}; after {sequence} comes {sequence + 1}.");
        }

        if (box.RecordedTicks < ticks)
        {
            throw new CryptographicException("It is older than the position before it.");
        }

        if (box.Incident != HouseRecord.Id)
        {
            whole[box.Incident] = new Held(Fold.Apply(held?.Incident, entry.Head, entry.Fact), key);
        }
    }

    string Name(IncidentId id) => whole.TryGetValue(id, out var held) ? held.Incident.Number.ToString() : id.ToString();
}
