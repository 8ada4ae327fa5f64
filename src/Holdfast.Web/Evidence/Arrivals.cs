using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Evidence on its way in, for people whom Access has let in: one writer for each piece, in bounded memory; what arrived before a cut is kept. What is
/// said to be there is on the disk. Thread-safe.
/// </summary>
public sealed class Arrivals(Places places, Flows flows, Pump pump, Keeping keeping, Uploads uploads, IEvidenceStore store, IncidentReader reader, RowViews rows, EvidenceLimit limit, TimeProvider clock)
{
    /// <summary>
    /// Takes a file from its beginning, all of it or a part, for whoever has a place. Where some of it is there already, what comes again is compared
    /// and not written twice.
    /// </summary>
    /// <param name="incident">As Access was asked of it.</param>
    public async Task<Taken> TakeAsync(Person person, Incident incident, EvidenceId evidence, UploadWords words, Stream body, CancellationToken cancel)
    {
        words = Fit(words);
        if (incident.Evidence.Find(evidence) is { } item)
        {
            return item.By == person.Id && item.Name == words.Name && (words.Length is null || words.Length == item.Length) && await IsItAsync(item, words, body, cancel)
                ? new Taken.Kept(incident, item, Before: true) : new Taken.Refused(item.IsPartial && item.By == person.Id ? Refusal.Over : Refusal.Another);
        }

        if (await BeginAsync(person, incident.Id, evidence, words, incident.Evidence.Items.Length) is { } refused)
        {
            return refused;
        }

        var upload = await uploads.BeginAsync(incident.Id, evidence, person.Id, words, clock.GetUtcNow());
        return upload.Person == person.Id && upload.Words.Name == words.Name && upload.Words.Length == words.Length
            ? await IntoAsync(person, upload, null, body, cancel) : new Taken.Refused(Refusal.Another);
    }

    /// <summary>Takes more of a file that was begun, for whoever has a place.</summary>
    public async Task<Taken> GoOnAsync(Person person, Incident incident, EvidenceId evidence, long offset, Stream body, CancellationToken cancel)
    {
        if (incident.Evidence.Find(evidence) is { } item)
        {
            return item.By == person.Id && offset == item.Length && !item.IsPartial ? new Taken.Kept(incident, item, Before: true)
                : new Taken.Refused(item.IsPartial ? Refusal.Over : Refusal.IsKept, item.Length);
        }

        return await OwnAsync(person, incident.Id, evidence) is { } upload ? await IntoAsync(person, upload, offset, body, cancel) : new Taken.Nothing();
    }

    /// <summary>How much of it is there, to its sender; nothing to anybody else and once it is kept.</summary>
    public async Task<Taken> AskAsync(Person person, IncidentId id, EvidenceId evidence, CancellationToken cancel)
    {
        if (await OwnAsync(person, id, evidence) is not { } upload)
        {
            return new Taken.Nothing();
        }

        if (flows.OffsetOf(id, evidence) is { } now)
        {
            return new Taken.Refused(Refusal.Busy, now);
        }

        using var place = await places.TakeAsync(person.Id, cancel);
        return await WithAsync(upload, (intake, _, _) => Task.FromResult<Taken>(new Taken.Partly(intake.Offset, upload.Words.Length)));
    }

    /// <summary>Forgets what came of an upload that its sender gives up.</summary>
    public async Task<Taken> CancelAsync(Person person, IncidentId id, EvidenceId evidence, CancellationToken cancel)
    {
        using var place = await places.TakeAsync(person.Id, cancel);
        if (await reader.FindAsync(id) is { } incident && incident.Evidence.Find(evidence) is not null)
        {
            return new Taken.Refused(Refusal.IsKept);
        }

        if (await OwnAsync(person, id, evidence) is not { } upload)
        {
            return new Taken.Nothing();
        }

        return await WithAsync(upload, async (_, _, _) =>
        {
            await uploads.RemoveAsync(id, evidence);
            return new Taken.Cancelled();
        });
    }

    /// <summary>An upload as a list shows it.</summary>
    public ArrivingView ViewOf(Upload upload, Person person) => new(
        upload.Evidence.ToString(), ShownName.Of(upload.Words.Name), rows.Person(upload.Person), upload.BegunAt,
        flows.OffsetOf(upload.Incident, upload.Evidence), upload.Words.Length, upload.Person == person.Id,
        upload.Person == person.Id ? upload.Words.Name : null, upload.Person == person.Id ? upload.Words.ModifiedAt : null);

    /// <summary>Why a new upload can't begin; null where it can, and where it began before.</summary>
    async Task<Taken?> BeginAsync(Person person, IncidentId id, EvidenceId evidence, UploadWords words, int pieces)
    {
        if (words.Length > limit.Bytes)
        {
            return new Taken.Refused(Refusal.TooLarge, RefusalWords.TooLarge(limit.Bytes));
        }

        var arriving = await uploads.OfIncidentAsync(id);
        if (arriving.Any(one => one.Evidence == evidence && one.Person == person.Id))
        {
            return null;
        }

        if (pieces + arriving.Count >= Limits.MostPieces)
        {
            return new Taken.Refused(Refusal.TooMany);
        }

        try
        {
            return pump.HasRoom(words.Length ?? 0) ? null : new Taken.Refused(Refusal.NoRoom);
        }
        catch (IOException away)
        {
            return new Taken.Refused(Pump.Failure(away));
        }
    }

    Task<Taken> IntoAsync(Person person, Upload upload, long? offset, Stream body, CancellationToken cancel) => WithAsync(upload, async (intake, flow, before) =>
    {
        var total = upload.Words.Length;
        if (offset is { } from && from != intake.Offset)
        {
            return new Taken.Refused(Refusal.WrongOffset, intake.Offset);
        }

        if (offset is null && intake.Offset > 0 && await Pump.IsSameAsync(body, intake.Offset, intake.HashSoFar(), cancel) is var same && same != true && !(same is null && intake.Offset == total))
        {
            return same is null ? new Taken.Partly(intake.Offset, total) : new Taken.Refused(Refusal.Another, intake.Offset);
        }

        var end = intake.IsFinished ? default : await pump.IntoAsync(intake, body, total, flow, cancel);
        var whole = total is { } announced ? intake.Offset == announced : !end.IsCut && end.Why is null;
        if (!intake.IsFinished && !whole)
        {
            await uploads.TouchAsync(upload.Incident, upload.Evidence, clock.GetUtcNow());
            return end.Why is { } why ? new Taken.Refused(why, intake.Held) : new Taken.Partly(intake.Held, total);
        }

        var kept = await keeping.FinishAsync(upload, intake, before, person, isPartial: intake.Offset < total);
        return kept is Taken.Kept done && end.Why == Refusal.MoreThanAnnounced ? done with { Words = RefusalWords.Of(Refusal.MoreThanAnnounced) } : kept;
    });

    /// <summary>Opens the original for one writer alone; what is kept by then, or a store that fails, is answered instead.</summary>
    async Task<Taken> WithAsync(Upload upload, Func<Intake, Flow, Incident?, Task<Taken>> act)
    {
        using var flow = flows.TryBegin(upload.Incident, upload.Evidence);
        if (flow is null)
        {
            return new Taken.Refused(Refusal.Busy, flows.OffsetOf(upload.Incident, upload.Evidence));
        }

        try
        {
            var taken = await keeping.OpenAsync(upload, (intake, before) =>
            {
                flow.Offset = intake.Offset;
                return act(intake, flow, before);
            });
            if (taken is Taken.Cancelled)
            {
                // While nobody can begin it anew: what they sent would go with it.
                store.Remove(upload.Incident, upload.Evidence);
            }

            return taken;
        }
        catch (IOException broken)
        {
            return new Taken.Refused(Pump.Failure(broken));
        }
    }

    async Task<Upload?> OwnAsync(Person person, IncidentId id, EvidenceId evidence) =>
        await uploads.FindAsync(id, evidence) is { State: UploadState.Arriving } upload && upload.Person == person.Id ? upload : null;

    /// <summary>Whether what is sent again is what is kept, as far as it is sent: the answer "kept" must be true of these bytes.</summary>
    static async Task<bool> IsItAsync(EvidenceItem item, UploadWords words, Stream body, CancellationToken cancel) =>
        await Pump.IsSameAsync(body, item.Length, Convert.FromHexString(item.Sha256), cancel) ?? words.Length is not null;

    static UploadWords Fit(UploadWords words) => words with
    {
        Name = SentNames.Fit(words.Name),
        SaidType = SentNames.Cut(words.SaidType, Limits.LongestName),
        What = SentNames.Cut(words.What, Limits.LongestWords),
    };
}
