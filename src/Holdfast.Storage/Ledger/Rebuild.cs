using System.Security.Cryptography;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>What <see cref="Rebuild"/> found.</summary>
public sealed record RebuildReport(long Entries, int Incidents, int Changed, IReadOnlyList<string> Damaged);

/// <summary>Makes every read row anew from the entries, and checks each entry on the way. Run it while no server writes.</summary>
public static class Rebuild
{
    /// <summary>Reads all entries in order of their records; writes rows unless <paramref name="checkOnly"/>.</summary>
    /// <param name="progress">Told the entries read so far, every few thousand.</param>
    public static async Task<RebuildReport> RunAsync(Database database, Keyring keys, FactWire wire, bool checkOnly, Action<long>? progress = null)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var before = await Rows();
        var damaged = new List<string>();
        var after = new Dictionary<IncidentId, Incident>();
        var entries = await Fold(after, damaged);
        var changed = 0;
        foreach (var (id, incident) in after)
        {
            // The fold of the same entries is the same incident; rows are compared as their bytes once decrypted.
            if (before.TryGetValue(id, out var old) && Same(old, incident))
            {
                continue;
            }

            changed++;
            if (!checkOnly)
            {
                await Write(incident);
            }
        }

        await transaction.CommitAsync();
        return new RebuildReport(entries, after.Count, changed + before.Keys.Except(after.Keys).Count(), damaged);

        async Task<Dictionary<IncidentId, Incident>> Rows()
        {
            var rows = new Dictionary<IncidentId, Incident>();
            await using var command = database.Command(connection, transaction, $"SELECT {IncidentRow.Columns} {IncidentRow.From}");
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                var id = IncidentId.FromBytes((byte[])row[0]);
                try
                {
                    rows[id] = IncidentRow.Read(row, keys);
                }
                catch (Exception broken) when (broken is CryptographicException or System.Text.Json.JsonException)
                {
                    // A damaged row is made anew from its entries below.
                }
            }

            return rows;
        }

        async Task<long> Fold(Dictionary<IncidentId, Incident> incidents, List<string> damage)
        {
            var count = 0L;
            var expected = 1L;
            await using var command = database.Command(connection, transaction,
                $"SELECT {EntryBox.Columns}, k.wrapped FROM entry e LEFT JOIN incident_key k ON k.incident = e.incident ORDER BY e.position");
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                var box = EntryBox.Read(row);
                if (box.Position != expected)
                {
                    damage.Add($"position {expected} is missing");
                }

                expected = box.Position + 1;
                Check(box, row.IsDBNull(9) ? null : (byte[])row[9], incidents, damage);
                if (++count % 5000 == 0)
                {
                    progress?.Invoke(count);
                }
            }

            return count;
        }

        void Check(EntryBox box, byte[]? wrapped, Dictionary<IncidentId, Incident> incidents, List<string> damage)
        {
            try
            {
                if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(box.Ciphertext), box.CiphertextHash))
                {
                    throw new CryptographicException("The ciphertext's hash doesn't fit.");
                }

                var key = keys.Unwrap(box.Incident, wrapped ?? throw new CryptographicException("The key is missing."));
                var entry = box.Open(key, wire);
                if (box.Incident != HouseRecord.Id)
                {
                    incidents[box.Incident] = Core.Incidents.Fold.Apply(incidents.GetValueOrDefault(box.Incident), entry.Head, entry.Fact);
                }
            }
            catch (Exception broken) when (broken is CryptographicException or System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException)
            {
                damage.Add($"position {box.Position}, entry {box.Id} of {(incidents.TryGetValue(box.Incident, out var incident) ? incident.Number.ToString() : box.Incident.ToString())}: {broken.Message}");
            }
        }

        async Task Write(Incident incident)
        {
            keys.TryGet(incident.Id, out var key);
            var writes = new List<Write> { new(IncidentRow.Upsert, IncidentRow.Values(incident, key!)), new("DELETE FROM incident_token WHERE incident = $1", [incident.Id.ToBytes()]) };
            Tokens.Write(writes, null, incident, keys);
            foreach (var write in writes)
            {
                await using var command = database.Command(connection, transaction, write.Sql, write.Values);
                await command.ExecuteNonQueryAsync();
            }
        }
    }

    static bool Same(Incident a, Incident b) =>
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(a, IncidentJson.Default.Incident).AsSpan().SequenceEqual(
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(b, IncidentJson.Default.Incident));
}
