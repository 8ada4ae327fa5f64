using Holdfast.Core.Access;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.Evidence;

/// <summary>Makes evidence of what arrived: the entry, under an id that follows from the piece's own, so that it is there once however often it is tried. Thread-safe.</summary>
public sealed class Keeping(Ledger ledger, IncidentReader reader, Readings readings, Uploads uploads, IEvidenceStore store, TimeProvider clock, IVirusScanner? scanner = null)
{
    /// <summary>How often it is tried anew when other evidence came in between; more means something is wrong.</summary>
    const int Tries = 5;

    /// <summary>
    /// Opens what arrived for one writer alone. Where an entry keeps it by then, or somebody else has it, that is the answer instead.
    /// </summary>
    /// <param name="act">Given the incident as it was then, without this piece.</param>
    /// <exception cref="IOException">The store is away, full or read-only.</exception>
    public async Task<Taken> OpenAsync(Upload upload, Func<Intake, Incident?, Task<Taken>> act)
    {
        if (await uploads.KeyAsync(upload.Incident) is not { } key)
        {
            return new Taken.Nothing();
        }

        Taken taken;
        using (var intake = Intake.Open(store, key, upload.Evidence))
        {
            if (intake is null)
            {
                return new Taken.Refused(Refusal.Busy);
            }

            // Nobody else can keep it from here on; somebody may have before.
            var incident = await reader.FindAsync(upload.Incident);
            taken = incident?.Evidence.Find(upload.Evidence) is { } item ? new Taken.Kept(incident, item, Before: true) : await act(intake, incident);
        }

        if (taken is Taken.Kept kept)
        {
            await SettleAsync(upload, kept);
        }

        return taken;
    }

    /// <summary>Seals what arrived as all there is, and appends its entry. To be called within <see cref="OpenAsync"/>.</summary>
    /// <param name="before">The incident as it was when it was opened; where it isn't so any more, it is read anew.</param>
    /// <param name="asks">Who waits for the answer, and must be allowed to when the entry is written; null where it is kept whoever may know of it by now.</param>
    /// <param name="isPartial">Less came than was announced, and no more will.</param>
    public async Task<Taken> FinishAsync(Upload upload, Intake intake, Incident? before, Person? asks, bool isPartial = false)
    {
        var finished = intake.Finish();
        var (length, sha256) = (finished.Length, finished.Sha256);
        var type = TypeByBytes.Of(finished.Beginning, length);

        // Where nobody said how much would come, all that is known is that there was more.
        long? declared = isPartial ? Math.Max(upload.Words.Length ?? 0, length + 1) : null;
        for (var i = 0; i < Tries; i++)
        {
            if ((i == 0 ? before : await reader.FindAsync(upload.Incident)) is not { } incident)
            {
                return new Taken.Nothing();
            }

            if (incident.Evidence.Items.Length >= Limits.MostPieces)
            {
                return new Taken.Refused(Refusal.TooMany, length);
            }

            var same = incident.Evidence.WithBytes(length, sha256)?.Id;
            var words = upload.Words;
            var fact = new EvidenceKept(upload.Evidence, words.Name, length, sha256, type, words.SaidType, words.ModifiedAt, words.What, same, words.Within, words.Promise, declared);
            var appended = await ledger.AppendAsync(new Append
            {
                Incident = upload.Incident,
                Author = upload.Person,
                Entries = [new NewEntry(upload.Evidence.EntryIn(upload.Incident), fact, asks is null ? upload.LastAt : clock.GetUtcNow())],

                // A second copy is noted once it is removed.
                Also = same is null ? [Noted(upload, type)] : [],
                Allows = then => Mays(asks, then) && then.Evidence.Items.Length < Limits.MostPieces && then.Evidence.WithBytes(length, sha256)?.Id == same,
            });
            if (appended is Appended.Done { After: { } after } && after.Evidence.Find(upload.Evidence) is { } item)
            {
                return new Taken.Kept(after, item);
            }

            if (asks is not null && await reader.FindAsync(upload.Incident) is { } now && !Mays(asks, now))
            {
                await readings.DenyAsync(asks, upload.Incident, "evidence", Operation.Write);
                return new Taken.Nothing();
            }
        }

        return new Taken.Refused(Refusal.Busy, length);
    }

    bool Mays(Person? asks, Incident then) => asks is null || Access.Decide(asks, then, Operation.Write, clock.GetUtcNow()).IsAllowed;

    /// <summary>Its entry is durable: the bytes of a second copy go, and what remains to be done is noted.</summary>
    async Task SettleAsync(Upload upload, Taken.Kept kept)
    {
        if (kept.Item.Same is not null)
        {
            store.Remove(upload.Incident, upload.Evidence);
        }

        // With a new original's entry it was noted in the same commit.
        if (kept.Before || kept.Item.Same is not null)
        {
            await uploads.WriteAsync(upload.Incident, Noted(upload, kept.Item.Type));
        }
    }

    /// <summary>What becomes of the upload's row once its entry is there: it stands for what remains to be done, and goes where that is nothing.</summary>
    Write Noted(Upload upload, EvidenceType type) => type == EvidenceType.Mail || scanner is not null
        ? Uploads.Kept(upload.Incident, upload.Evidence, clock.GetUtcNow()) : Uploads.Removed(upload.Incident, upload.Evidence);
}
