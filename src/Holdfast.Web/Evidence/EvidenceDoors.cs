using System.Collections.Immutable;
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

/// <summary>A piece of evidence that somebody may open, the opening on record.</summary>
/// <param name="Bytes">Opens the original, to be disposed by the caller. Null where it is quarantined: it is there, and this person may not have its bytes in this way.</param>
public sealed record OpenedEvidence(Incident Incident, EvidenceItem Item, Func<Original>? Bytes);

/// <summary>
/// Every way to evidence, for pages and API alike: asks Access, records custody before a byte is given, takes what is sent. Thread-safe.
/// </summary>
public sealed class EvidenceDoors(IncidentDoors doors, Custody custody, Places places, Arrivals arrivals, Uploads uploads, IncidentReader reader, Readings readings, IEvidenceStore store, EvidenceViews views, EvidenceLimit limit, TimeProvider clock)
{
    /// <summary>The purpose of looking at it on the screen, as it is recorded; <see cref="EvidenceWords.Purpose"/> says it in the reader's language.</summary>
    public const string HandlingTheReport = "Handling the report";

    /// <summary>
    /// Opens one piece: null when the incident or the piece is absent, or the person may not read it, the denial on record. Custody is on record when
    /// it returns. A quarantined piece is never shown, and taken away by those alone who may open quarantined ones.
    /// </summary>
    /// <param name="purpose">Why, in words; cut at <see cref="Limits.LongestWords"/>.</param>
    public async Task<OpenedEvidence?> OpenAsync(Person person, IncidentId id, EvidenceId evidence, Opening how, string purpose, string door)
    {
        if (await doors.ReadAsync(person, id, door) is not { } incident || incident.Evidence.Find(evidence) is not { } item)
        {
            return null;
        }

        var operation = item.IsQuarantined ? Operation.OpenQuarantined : Operation.Read;
        if (item.IsQuarantined && (how == Opening.Viewed || !Access.Decide(person, incident, operation, clock.GetUtcNow()).IsAllowed))
        {
            await readings.DenyAsync(person, id, door, Operation.OpenQuarantined);
            return new OpenedEvidence(incident, item, null);
        }

        if (!await custody.RecordAsync(person, incident, item, operation, how, purpose))
        {
            await readings.DenyAsync(person, id, door, operation);
            return null;
        }

        var key = await uploads.KeyAsync(id);
        return key is null ? null : new OpenedEvidence(incident, item, () => Original.Open(store, key, item.Original, item.Length) ?? throw new DamagedEvidenceException(item.Original, 0));
    }

    /// <summary>All evidence of an incident, what is promised and what is arriving, the reading on record; null when absent or denied.</summary>
    public async Task<EvidenceListView?> ListAsync(Person person, IncidentId id) =>
        await doors.ReadAsync(person, id, Door) is { } incident
            ? new EvidenceListView(views.Items(person, incident), views.Promises(incident), await ArrivingAsync(person, incident), limit.Bytes) : null;

    /// <summary>One piece with its custody, the reading on record; null when absent or denied.</summary>
    public async Task<EvidencePieceView?> PieceAsync(Person person, IncidentId id, EvidenceId evidence) =>
        await doors.ReadAsync(person, id, Door) is { } incident && incident.Evidence.Find(evidence) is { } item
            ? new EvidencePieceView(views.Item(person, incident, item), views.Custody(await reader.WholeAsync(id), item)) : null;

    /// <summary>The type of one piece, where it is one that is asked for; null otherwise, and when absent or denied. The reading is on record.</summary>
    public async Task<EvidenceType?> PieceOfTypeAsync(Person person, IncidentId id, EvidenceId evidence, Func<EvidenceType, bool> which) =>
        await doors.ReadAsync(person, id, Door) is { } incident && incident.Evidence.Find(evidence) is { } item && which(item.Type) ? item.Type : null;

    /// <summary>What is on its way into an incident that this person may read.</summary>
    public async Task<ImmutableArray<ArrivingView>> ArrivingAsync(Person person, Incident incident)
    {
        var rows = await uploads.OfIncidentAsync(incident.Id);
        return [.. rows.Where(row => row.State == UploadState.Arriving && incident.Evidence.Find(row.Evidence) is null).Select(row => arrivals.ViewOf(row, person))];
    }

    /// <summary>Takes one file from its beginning; <see cref="Arrivals.TakeAsync"/> says what comes of it.</summary>
    /// <param name="words">What the sender says of it; the length where it is known beforehand.</param>
    public async Task<Taken> KeepAsync(Person person, IncidentId id, EvidenceId evidence, UploadWords words, Stream body, CancellationToken cancel)
    {
        // Asked once it is their turn: what is true then holds for what follows.
        using var place = await places.TakeAsync(person.Id, cancel);
        return await doors.AllowedAsync(person, id, Operation.Write, Door) is { } incident ? await arrivals.TakeAsync(person, incident, evidence, words, body, cancel) : new Taken.Nothing();
    }

    /// <summary>Takes more of a file, from where the rest ends.</summary>
    public async Task<Taken> GoOnAsync(Person person, IncidentId id, EvidenceId evidence, long offset, Stream body, CancellationToken cancel)
    {
        using var place = await places.TakeAsync(person.Id, cancel);
        return await doors.AllowedAsync(person, id, Operation.Write, Door) is { } incident ? await arrivals.GoOnAsync(person, incident, evidence, offset, body, cancel) : new Taken.Nothing();
    }

    /// <summary>How much of it is there: to its sender while it arrives, to those who may read once it is kept.</summary>
    public async Task<Taken> AskAsync(Person person, IncidentId id, EvidenceId evidence, CancellationToken cancel)
    {
        if (await doors.AllowedAsync(person, id, Operation.Write, Door) is null)
        {
            return new Taken.Nothing();
        }

        var taken = await arrivals.AskAsync(person, id, evidence, cancel);
        return taken is not Taken.Nothing ? taken
            : await doors.ReadAsync(person, id, Door) is { } incident && incident.Evidence.Find(evidence) is { } item ? new Taken.Kept(incident, item, Before: true) : new Taken.Nothing();
    }

    /// <summary>Its sender gives up what hasn't come whole.</summary>
    public async Task<Taken> CancelAsync(Person person, IncidentId id, EvidenceId evidence, CancellationToken cancel) =>
        await doors.AllowedAsync(person, id, Operation.Write, Door) is not null ? await arrivals.CancelAsync(person, id, evidence, cancel) : new Taken.Nothing();

    const string Door = "evidence";
}
