using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.People;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;

namespace Holdfast.Web.Escalation;

/// <summary>What people and telephone systems say of a warm transfer, step by step. Each has the id of its entry, so that twice is once. Thread-safe.</summary>
public sealed class Handovers(IncidentDoors doors, Decisions decisions, Presences presences, TimeProvider clock)
{
    const string Door = "handovers";

    /// <summary>Says how far it has come. Out of turn it changes nothing, and says where it stands.</summary>
    public Task<Outcome> StepAsync(Person person, IncidentId id, EntryId entry, HandoverStep step, AskedBy askedBy, string? why) => step switch
    {
        HandoverStep.Offered => decisions.RequestSupervisorAsync(person, id, entry, askedBy),
        HandoverStep.Accepted => decisions.AcknowledgeAsync(person, id, entry),
        HandoverStep.Joined => JoinAsync(person, id, entry),
        HandoverStep.Released => doors.DecideAsync(person, id, Operation.HandOver, Door, null, incident =>
            incident.Handover is not { AcceptedAt: not null } ? NotYet(incident) : incident.Handover.IsOpen ? Facts(entry, new AgentReleased()) : Done(incident)),
        HandoverStep.Failed => doors.DecideAsync(person, id, Operation.HandOver, Door, null, incident =>
            incident.Handover is not { IsOpen: true } ? Done(incident) : Facts(entry, new HandoverFailed(Decisions.Given(why)))),
    };

    /// <summary>The author can't come; the next is tried at once.</summary>
    public Task<Outcome> DeclineAsync(Person person, IncidentId id, EntryId entry) =>
        doors.DecideAsync(person, id, Operation.Decline, Door, null, _ => Facts(entry, new RingDeclined()));

    /// <summary>Somebody looked after the agent.</summary>
    public Task<Outcome> CareAsync(Person person, IncidentId id, EntryId entry, bool offered, string? note) =>
        doors.DecideAsync(person, id, Operation.CareForAgent, "care", null, _ => Facts(entry, new AgentCared(offered, Decisions.Given(note))));

    /// <summary>What the telephone system knows of the call.</summary>
    public Task<Outcome> CallAsync(Person person, IncidentId id, EntryId entry, CallNoted call) =>
        doors.DecideAsync(person, id, Operation.Write, "call", null, _ => Facts(entry, call));

    /// <summary>The caller is with whoever took it: until the call ends they are on a call.</summary>
    async Task<Outcome> JoinAsync(Person person, IncidentId id, EntryId entry)
    {
        var outcome = await doors.DecideAsync(person, id, Operation.HandOver, Door, null, incident => incident.Handover switch
        {
            not { AcceptedAt: not null } => NotYet(incident),
            { JoinedAt: null, IsOpen: true } => Facts(entry, new CallerJoined()),
            _ => Done(incident),
        });
        if (outcome is Outcome.Done { Appended.Added: > 0, Incident: { HasCaller: true, Handover.To: { } to } })
        {
            await presences.ChooseAsync(to, Availability.OnACall, person.Id);
        }

        return outcome;
    }

    Task<Decided> Facts(EntryId entry, Fact fact) =>
        Task.FromResult<Decided>(new Decided.Facts([new NewEntry(entry, fact, clock.GetUtcNow())], IsDecision: false));

    static Task<Decided> Done(Incident incident) => Task.FromResult<Decided>(new Decided.Instead(new Outcome.Done(incident)));

    static Task<Decided> NotYet(Incident incident) =>
        Task.FromResult<Decided>(new Decided.Instead(new Outcome.Conflict(incident, T("Nobody has taken the transfer yet."))));
}
