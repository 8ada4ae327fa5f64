using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Evidence;

/// <summary>Has originals looked at by the site's virus scanner and puts its verdict on record. Without a scanner it does nothing. Thread-safe.</summary>
/// <param name="scanner">Null where the site has none.</param>
public sealed class Scans(Ledger ledger, Uploads uploads, IEvidenceStore store, TimeProvider clock, ILogger<Scans> log, IVirusScanner? scanner = null)
{
    /// <summary>Scans one piece that has no verdict yet; the same bytes have one verdict, whichever piece of them is scanned.</summary>
    /// <returns>False where the scanner can't be reached now.</returns>
    /// <exception cref="IOException">The store is away.</exception>
    /// <exception cref="DamagedEvidenceException">The original was altered: what lies there now isn't what was kept, so there is no verdict on it.</exception>
    public async Task<bool> ScanAsync(Incident incident, EvidenceItem item, CancellationToken cancel)
    {
        if (scanner is null || item.Scan is not null || await uploads.KeyAsync(incident.Id) is not { } key)
        {
            return true;
        }

        if (item.Same is not null && await uploads.FindAsync(incident.Id, item.Original) is { State: UploadState.Kept })
        {
            // Its bytes are about to be scanned as the piece that came first; the verdict is shared.
            return true;
        }

        using var original = Original.Open(store, key, item.Original, item.Length) ?? throw new DamagedEvidenceException(item.Original, 0);
        (ScanResult Result, string? Found) verdict;
        try
        {
            verdict = await scanner.ScanAsync(original, cancel);
        }
        catch (IOException away)
        {
            EvidenceLog.ScannerAway(log, (away.InnerException ?? away).GetType().Name);
            return false;
        }

        await ledger.AppendAsync(new Append
        {
            Incident = incident.Id,
            Author = HouseRecord.Author,
            Entries = [new NewEntry(EntryOf(incident.Id, item.Original), new EvidenceScanned(item.Id, verdict.Result, verdict.Found), clock.GetUtcNow())],
            Allows = then => then.Evidence.Find(item.Id) is { Scan: null },
        });
        if (verdict.Result == ScanResult.Found)
        {
            EvidenceLog.Quarantined(log, incident.Id.ToString(), item.Id.ToString());
        }

        return true;
    }

    /// <summary>One verdict for each original, however often nodes are killed before they note that it is there.</summary>
    static EntryId EntryOf(IncidentId incident, EvidenceId original) => EntryId.Of([.. "scanned"u8, .. incident.ToBytes(), .. original.ToBytes()]);
}
