using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.People;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>
/// The decisions that somebody takes on an incident, for pages and API alike. Each has the id of its entry, so that sending it twice decides once.
/// Thread-safe.
/// </summary>
public sealed class Decisions(IncidentDoors doors, EntryRequests entries, IncidentReader reader, Directory directory, Presences presences, Notices.Notices notices, Procedures.Procedures procedures, TimeProvider clock)
{
    /// <summary>Characters of a reason or an outcome at most.</summary>
    public const int LongestReason = 4000;

    public Task<Outcome> RequestSupervisorAsync(Person person, IncidentId id, EntryId entry, AskedBy askedBy, TimeSpan ago = default) =>
        doors.DecideAsync(person, id, Operation.RequestSupervisor, "supervisor-requests", null, _ => Task.FromResult<Decided>(
            new Decided.Facts([new NewEntry(entry, new SupervisorRequested(askedBy), clock.GetUtcNow() - ago)], IsDecision: false)));

    /// <summary>Files: what is still being typed becomes entries first; names what is missing; never says no.</summary>
    public Task<Outcome> FileAsync(Person person, IncidentId id, EntryId entry) =>
        doors.DecideAsync(person, id, Operation.File, "filing", null, async incident =>
        {
            var drafts = await reader.DraftsAsync(id);
            var typed = drafts.Where(draft => draft.Person == person.Id).Select(draft => new NewEntry(draft.Entry, entries.Known(draft.ToFact()), draft.SavedAt)).ToArray();
            var complete = typed.Aggregate(incident, (now, one) =>
                Fold.Apply(now, new EntryHead(now.LastPosition, id, now.Sequence, one.Id, person.Id, clock.GetUtcNow(), one.OccurredAt), one.Fact));
            var now = clock.GetUtcNow();
            var procedure = procedures.Of(complete);
            var presets = Filing.Presets(complete, procedure);
            NewEntry[] filed = [.. presets.Select(fact => new NewEntry(EntryId.New(clock), fact, now)), new NewEntry(entry, new IncidentFiled(Filing.Missing(complete, procedure)), now)];

            // An answer that comes in the meantime is no preset any more, and must not be covered by one.
            return new Decided.Facts([.. typed, .. filed], Stands: then => !presets.Any(preset => then.Answers.ContainsKey(preset.Field)));
        });

    /// <summary>Takes it: the ring ends, a transfer that is offered is accepted, and who has taken one is tried later next time.</summary>
    public async Task<Outcome> AcknowledgeAsync(Person person, IncidentId id, EntryId entry, int? expectedVersion = null)
    {
        var outcome = await doors.DecideAsync(person, id, Operation.Acknowledge, "acknowledgement", expectedVersion, incident =>
            incident is { Ring: null, Acknowledged: { } taken } && taken.By == person.Id ? Instead(new Outcome.Done(incident))
            : incident is { Ring: null, Acknowledged: { } other } ? Instead(new Outcome.Conflict(incident, T("{0} acknowledged first.", Name(other.By))))
            : Facts(entry, new IncidentAcknowledged(), also: [PresenceStore.Handle(person.Id, id, clock.GetUtcNow()), .. notices.Over(id, clock.GetUtcNow())]));
        if (outcome is Outcome.Done { Appended.Added: > 0 })
        {
            presences.Took(person.Id, id);
        }

        return outcome;
    }

    /// <summary>Raises (anyone who may read) or lowers (with a reason).</summary>
    public async Task<Outcome> SetPriorityAsync(Person person, IncidentId id, EntryId entry, Priority to, string? reason, int? expectedVersion = null)
    {
        var raised = await doors.DecideAsync(person, id, Operation.Raise, "priority", expectedVersion, incident =>
            to < incident.Priority ? Facts(entry, new PriorityRaised(to, Given(reason)), isDecision: false) : Instead(new Outcome.Done(incident)));
        if (raised is not Outcome.Done { Appended: null, Incident: var now } || to == now.Priority)
        {
            return raised;
        }

        return await doors.DecideAsync(person, id, Operation.Lower, "priority", expectedVersion, _ =>
            Given(reason) is { } why ? Facts(entry, new PriorityLowered(to, why)) : Refuse("reason", T("Say why the priority is lowered.")));
    }

    public Task<Outcome> AssignAsync(Person person, IncidentId id, EntryId entry, string? owner, string? reason, int? expectedVersion = null) =>
        doors.DecideAsync(person, id, Operation.Assign, "owner", expectedVersion, incident =>
            Colleague(incident, owner) is not { } to ? Refuse("owner", T("Choose who takes it over."))
            : Given(reason) is not { } why ? Refuse("reason", T("Say why it changes hands."))
            : incident.Owner == to.Id ? Instead(new Outcome.Done(incident))
            : Facts(entry, new OwnerAssigned(to.Id, why), also: to.Id == person.Id ? [] : notices.For(incident, [to.Id], NoticeCause.HandedOn, clock.GetUtcNow())));

    public Task<Outcome> ShareAsync(Person person, IncidentId id, EntryId entry, string? to, string? reason) =>
        doors.DecideAsync(person, id, Operation.Share, "grants", null, incident =>
            Colleague(incident, to) is not { } colleague ? Refuse("to", T("Choose with whom to share it."))
            : Given(reason) is not { } why ? Refuse("reason", T("Say why they need to know."))
            : Facts(entry, new AccessGranted(colleague.Id, why), isDecision: false));

    /// <summary>Opens content without a grant for an hour; recorded, and Corporate Security is told.</summary>
    public async Task<Outcome> BreakGlassAsync(Person person, IncidentId id, EntryId entry, string? reason) =>
        // Sent again after it was done: done, and no denial.
        await reader.FindAsync(id) is { } open && Access.Decide(person, open, Operation.Read, clock.GetUtcNow()).Ground == Ground.BrokenGlass ? new Outcome.Done(open)
        : await doors.DecideAsync(person, id, Operation.BreakGlass, "break-glass", null, _ =>
            Given(reason) is { } why ? Facts(entry, new GlassBroken(why, clock.GetUtcNow() + Access.GlassStaysOpen), isDecision: false)
            : Refuse("reason", T("Give a reason. It is recorded, and Corporate Security is told.")));

    public Task<Outcome> CloseAsync(Person person, IncidentId id, EntryId entry, string? outcome, string? reason, int? expectedVersion = null) =>
        doors.DecideAsync(person, id, Operation.Close, "closing", expectedVersion, incident =>
            !incident.IsOpen ? Instead(new Outcome.Done(incident))
            : Given(outcome) is { } words ? Facts(entry, new IncidentClosed(words, Given(reason)), also: notices.Over(id, clock.GetUtcNow())) : Refuse("outcome", T("Say how it ended.")));

    /// <summary>Passes it on: Corporate Security is rung until one of them has it.</summary>
    public Task<Outcome> PassAsync(Person person, IncidentId id, EntryId entry, string? note) =>
        doors.DecideAsync(person, id, Operation.PassToSecurity, "passing", null, incident =>
            incident.Ring is { Cause: RingCause.Passed } ? Instead(new Outcome.Done(incident)) : Facts(entry, new PassedToSecurity(Given(note))));

    public Task<Outcome> ReopenAsync(Person person, IncidentId id, EntryId entry, string? reason, int? expectedVersion = null) =>
        doors.DecideAsync(person, id, Operation.Reopen, "reopening", expectedVersion, incident =>
            incident.IsOpen ? Instead(new Outcome.Done(incident))
            : Given(reason) is { } why ? Facts(entry, new IncidentReopened(why)) : Refuse("reason", T("Say why it is opened again.")));

    /// <summary>Somebody who can be given an incident: here, not an administrator, and not marked as the person threatening.</summary>
    Person? Colleague(Incident incident, string? idOrUserName)
    {
        var person = PersonId.TryParse(idOrUserName, out var id) ? directory.Find(id) : idOrUserName is { Length: > 0 and < 200 } name ? directory.Find(name.Trim().ToLowerInvariant()) : null;
        return person is null || person.Disabled || person.Is(Role.Administrator) || person.Is(Role.Auditor) || incident.Excluded.Contains(person.Id) ? null : person;
    }

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? T("Somebody");

    Task<Decided> Facts(EntryId entry, Fact fact, bool isDecision = true, ImmutableArray<Write> also = default) =>
        Task.FromResult<Decided>(new Decided.Facts([new NewEntry(entry, fact, clock.GetUtcNow())], isDecision) { Also = also.IsDefault ? [] : also });

    static Task<Decided> Instead(Outcome outcome) => Task.FromResult<Decided>(new Decided.Instead(outcome));

    static Task<Decided> Refuse(string field, string words) => Instead(new Outcome.Refused(field, words));

    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > LongestReason } longer ? longer[..LongestReason] : text.Trim();
}
