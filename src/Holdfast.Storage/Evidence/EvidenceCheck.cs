using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Evidence;

/// <summary>The evidence of one incident by its entries, with the key that opens its originals.</summary>
public sealed record RecordedEvidence(IncidentNumber Number, DataKey Key, EvidenceWork Evidence);

/// <summary>What <see cref="EvidenceCheck"/> found.</summary>
/// <param name="Originals">Originals that were read.</param>
/// <param name="Bytes">Their bytes, as sent.</param>
/// <param name="Damaged">One line for each piece whose original isn't what was kept.</param>
/// <param name="Unknown">One line for each stored original that no entry and no upload knows. Nothing is lost by it.</param>
public sealed record EvidenceReport(long Originals, long Bytes, IReadOnlyList<string> Damaged, IReadOnlyList<string> Unknown);

/// <summary>
/// Opens every frame of every original and makes its hash anew, and names each piece whose original was altered, cut, exchanged or is missing. Changes
/// nothing; may run beside a server. Not thread-safe.
/// </summary>
public sealed class EvidenceCheck(IEvidenceStore store, Database database)
{
    readonly List<string> damaged = [];
    long originals;
    long bytes;

    /// <param name="record">All incidents with evidence, as their entries make them.</param>
    /// <param name="progress">Told the originals and bytes read so far, after each original.</param>
    public async Task<EvidenceReport> RunAsync(IReadOnlyCollection<RecordedEvidence> record, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        // What is stored is listed first, so that what arrives meanwhile is not taken for a stray.
        var stored = store.All().ToList();
        foreach (var incident in record)
        {
            foreach (var item in incident.Evidence.Items)
            {
                cancel.ThrowIfCancellationRequested();
                if (Check(incident, item) is { } wrong)
                {
                    damaged.Add($"evidence {item.Id} of {incident.Number}: {wrong}");
                }

                progress?.Invoke(originals, bytes);
            }
        }

        return new EvidenceReport(originals, bytes, damaged, await UnknownAsync(record, stored));
    }

    string? Check(RecordedEvidence incident, EvidenceItem item)
    {
        if (item.Same is { } same)
        {
            return incident.Evidence.Find(same) is { Same: null } first && first.Length == item.Length && first.Sha256 == item.Sha256
                ? null : $"it is said to be the same as {same}, which it is not";
        }

        try
        {
            using var original = Original.Open(store, incident.Key, item.Id, item.Length);
            if (original is null)
            {
                return "its original is missing";
            }

            originals++;
            return Check(original, item);
        }
        catch (IOException away)
        {
            return "its original can't be read: " + away.Message;
        }
    }

    string? Check(Original original, EvidenceItem item)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (size, expected) = original.Sealed;
        var wrong = new List<long>();
        for (var frame = 0L; frame < original.Frames; frame++)
        {
            try
            {
                var opened = original.Check(frame);
                hash.AppendData(opened);
                bytes += opened.Length;
            }
            catch (DamagedEvidenceException)
            {
                wrong.Add(frame);
            }
        }

        if (wrong.Count > 0)
        {
            var cut = size < expected ? $", and it is cut: {size} bytes of {expected} are there" : "";
            return $"{Frames(wrong)} of {original.Frames} {(wrong.Count == 1 ? "was" : "were")} altered{cut}";
        }

        return size != expected ? $"{size - expected} bytes were added at its end"
            : Convert.ToHexStringLower(hash.GetCurrentHash()) != item.Sha256 ? "its hash is not the one on record" : null;
    }

    /// <summary>Frames as people count them, from 1, runs of them in short.</summary>
    static string Frames(List<long> wrong)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var frame in wrong)
        {
            if (runs is [.., var run] && run.Last == frame - 1)
            {
                runs[^1] = (run.First, frame);
            }
            else
            {
                runs.Add((frame, frame));
            }
        }

        var texts = runs.Select(run => run.First == run.Last ? Text(run.First) : $"{Text(run.First)} to {Text(run.Last)}");
        return $"{(wrong.Count == 1 ? "frame" : "frames")} {string.Join(", ", texts)}";

        static string Text(long frame) => (frame + 1).ToString(CultureInfo.InvariantCulture);
    }

    async Task<List<string>> UnknownAsync(IEnumerable<RecordedEvidence> record, List<StoredOriginal> stored)
    {
        var known = record.SelectMany(incident => incident.Evidence.Items.Where(item => item.Same is null).Select(item => (incident.Key.Incident, item.Id))).ToHashSet();
        var unknown = new List<string>();
        foreach (var one in stored.Where(one => !known.Contains((one.Incident, one.Evidence))))
        {
            if (!await IsKnownAsync(database, one.Incident, one.Evidence))
            {
                unknown.Add($"evidence {one.Evidence} of incident {one.Incident}: stored, and on no record");
            }
        }

        return unknown;
    }

    /// <summary>Whether an upload or an entry knows a piece.</summary>
    internal static async Task<bool> IsKnownAsync(Database database, IncidentId incident, EvidenceId evidence) => (await database.QueryAsync(
        "SELECT 1 FROM upload WHERE incident = $1 AND evidence = $2 UNION ALL SELECT 1 FROM entry WHERE id = $3",
        row => true, incident.ToBytes(), evidence.ToBytes(), evidence.EntryIn(incident).ToBytes())).Count > 0;
}
