using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Record = Holdfast.Storage.Ledger.Ledger;

namespace Holdfast.Storage.Evidence;

/// <summary>Pieces on their way in, and those with work pending, for all nodes. It decides nothing. Rows are written in the ledger's turns, many at a time with one flush. Thread-safe.</summary>
public sealed class Uploads(Database database, Keyring keys, Record ledger)
{
    /// <summary>Rows of one reading at most.</summary>
    const int Most = 1000;

    static readonly string Arriving = Words<UploadState>.Of(UploadState.Arriving);
    static readonly string KeptWord = Words<UploadState>.Of(UploadState.Kept);

    /// <summary>The key of an incident's content; null when there is no such incident.</summary>
    public async Task<DataKey?> KeyAsync(IncidentId incident)
    {
        if (keys.TryGet(incident, out var known))
        {
            return known;
        }

        var wrapped = await database.QueryAsync("SELECT wrapped FROM incident_key WHERE incident = $1", row => (byte[])row[0], incident.ToBytes());
        return wrapped is [var one] ? keys.Unwrap(incident, one) : null;
    }

    /// <summary>Notes that a piece begins to arrive. One that was begun before stays as it is: the row that stands is given, which may be somebody else's.</summary>
    /// <exception cref="InvalidOperationException">There is no such incident.</exception>
    public async Task<Upload> BeginAsync(IncidentId incident, EvidenceId evidence, PersonId person, UploadWords words, DateTimeOffset now)
    {
        var key = await KeyAsync(incident) ?? throw new InvalidOperationException("There is no such incident.");
        await WriteAsync(incident, new Write(
            "INSERT INTO upload (incident, evidence, person, begun_at, last_at, state, attempts, ciphertext) VALUES ($1, $2, $3, $4, $4, $5, 0, $6) ON CONFLICT (incident, evidence) DO NOTHING",
            [incident.ToBytes(), evidence.ToBytes(), person.ToBytes(), now.UtcTicks, Arriving, Upload.Seal(key, evidence, person, now, words)]));

        // Another node may have removed it in between; it is begun all the same.
        return await FindAsync(incident, evidence) ?? new Upload(incident, evidence, person, now, now, UploadState.Arriving, 0, words);
    }

    /// <exception cref="CryptographicException">The row was altered.</exception>
    public async Task<Upload?> FindAsync(IncidentId incident, EvidenceId evidence) => (await database.QueryAsync(
        $"SELECT {Upload.Columns} {Upload.From} WHERE u.incident = $1 AND u.evidence = $2", row => Upload.Read(row, keys), incident.ToBytes(), evidence.ToBytes())).SingleOrDefault();

    /// <summary>What arrives in one incident, the first begun first.</summary>
    public Task<IReadOnlyList<Upload>> OfIncidentAsync(IncidentId incident) =>
        ReadAsync("WHERE u.incident = $1 AND u.state = $2 ORDER BY u.begun_at, u.evidence LIMIT $3", incident.ToBytes(), Arriving, (long)Most);

    /// <summary>Rows of a state whose last sign, or time to try, is at or before an instant; the longest waiting first.</summary>
    public Task<IReadOnlyList<Upload>> DueAsync(UploadState state, DateTimeOffset at, int limit) =>
        ReadAsync("WHERE u.state = $1 AND u.last_at <= $2 ORDER BY u.last_at LIMIT $3", Words<UploadState>.Of(state), at.UtcTicks, (long)limit);

    /// <summary>More of it came.</summary>
    public Task TouchAsync(IncidentId incident, EvidenceId evidence, DateTimeOffset now) => WriteAsync(incident, new Write(
        "UPDATE upload SET last_at = $3 WHERE incident = $1 AND evidence = $2 AND state = $4 AND last_at < $3", [incident.ToBytes(), evidence.ToBytes(), now.UtcTicks, Arriving]));

    /// <summary>It is kept, and work remains, due at once.</summary>
    public Task KeptAsync(IncidentId incident, EvidenceId evidence, DateTimeOffset now) => WriteAsync(incident, Kept(incident, evidence, now));

    /// <summary>The same, to be written with its entry.</summary>
    public static Write Kept(IncidentId incident, EvidenceId evidence, DateTimeOffset now) => new(
        "UPDATE upload SET state = $4, last_at = $3, attempts = 0 WHERE incident = $1 AND evidence = $2 AND state <> $4", [incident.ToBytes(), evidence.ToBytes(), now.UtcTicks, KeptWord]);

    /// <summary>
    /// Takes one row that was due, so that one node works on it: true for whoever comes first. If that node dies, it is due again at <paramref name="until"/>.
    /// </summary>
    public async Task<bool> ClaimAsync(Upload upload, DateTimeOffset until) => await database.ExecuteAsync(
        "UPDATE upload SET last_at = $3, attempts = attempts + 1 WHERE incident = $1 AND evidence = $2 AND state = $4 AND last_at = $5 AND attempts = $6",
        upload.Incident.ToBytes(), upload.Evidence.ToBytes(), until.UtcTicks, Words<UploadState>.Of(upload.State), upload.LastAt.UtcTicks, (long)upload.Attempts) == 1;

    /// <summary>Pending work could not be done: try again at <paramref name="until"/>.</summary>
    public Task PostponeAsync(IncidentId incident, EvidenceId evidence, DateTimeOffset until) =>
        WriteAsync(incident, new Write("UPDATE upload SET last_at = $3 WHERE incident = $1 AND evidence = $2", [incident.ToBytes(), evidence.ToBytes(), until.UtcTicks]));

    public Task RemoveAsync(IncidentId incident, EvidenceId evidence) => WriteAsync(incident, Removed(incident, evidence));

    /// <summary>The same, to be written with an entry.</summary>
    public static Write Removed(IncidentId incident, EvidenceId evidence) =>
        new("DELETE FROM upload WHERE incident = $1 AND evidence = $2", [incident.ToBytes(), evidence.ToBytes()]);

    /// <summary>With the ledger's other writers, who hold the write lock one after the other; by itself where the incident can't be read.</summary>
    public async Task WriteAsync(IncidentId incident, Write write)
    {
        if (await ledger.AppendAsync(new Append { Incident = incident, Author = HouseRecord.Author, Also = [write] }) is Appended.Absent)
        {
            await database.ExecuteAsync(write.Sql, write.Values);
        }
    }

    /// <summary>A row that can't be opened holds up none of the others.</summary>
    async Task<IReadOnlyList<Upload>> ReadAsync(string where, params object?[] values)
    {
        var rows = await database.QueryAsync<Upload?>($"SELECT {Upload.Columns} {Upload.From} {where}", row =>
        {
            try
            {
                return Upload.Read(row, keys);
            }
            catch (Exception damaged) when (damaged is CryptographicException or JsonException)
            {
                return null;
            }
        }, values);
        return [.. rows.OfType<Upload>()];
    }
}
