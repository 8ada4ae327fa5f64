using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Escalation;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Web.Incidents;

/// <summary>One thing that is overdue, in words, and when it was due.</summary>
public sealed record OverdueLine(string Words, string? Of, DateTimeOffset DueAt);

/// <summary>What whoever handles it does beside the steps: takes it over, passes it on, looks after the agent, logs calls.</summary>
public sealed partial class IncidentModel
{
    /// <summary>What is overdue, for those who handle it; empty for everybody else.</summary>
    public IEnumerable<OverdueLine> Overdue => !May(Operation.Lower) ? [] : Watches.Passed(Incident).OrderBy(due => due.DueAt)
        .Select(due => new OverdueLine(EscalationTimeline.Overdue(due.What), OverdueOf(due), due.DueAt));

    /// <summary>Whether the reader can take it over from whoever has it.</summary>
    public bool MayTakeOver => Incident.IsOpen && Incident.Owner != Reader.Id && Incident.Agent != Reader.Id && Reader.IsRung && May(Operation.Assign);

    /// <summary>Whether it can be passed on: not while Corporate Security rings for it already.</summary>
    public bool MayPass => Incident.IsOpen && Incident.Ring is not { Cause: Core.Escalation.RingCause.Passed } && May(Operation.PassToSecurity);

    public Task<IActionResult> OnPostTakeOverAsync(string? entry, string? reason, int? version) =>
        AfterAsync("TakeOver", id => decisions.AssignAsync(Reader, id, EntryOf(entry), Reader.Id.ToString(), reason, version));

    public Task<IActionResult> OnPostPassAsync(string? entry, string? note) => AfterAsync("Pass", id => decisions.PassAsync(Reader, id, EntryOf(entry), note));

    public Task<IActionResult> OnPostCareAsync([FromServices] Handovers handovers, string? entry, string? @break, string? note) =>
        AfterAsync("Care", id => handovers.CareAsync(Reader, id, EntryOf(entry), @break == "yes", note));

    /// <summary>A call to emergency services, and, where it is known already, whether they reached the person: two entries, kept together.</summary>
    public Task<IActionResult> OnPostCalledAsync(string? entry, string? whom, string? number, string? calledAt, string? reference, string? placeTold, string? answered) =>
        AfterAsync("Called", id =>
        {
            if (string.IsNullOrWhiteSpace(whom))
            {
                return AppendAsync(id, entry, null);
            }

            var (call, now) = (EntryOf(entry), clock.GetUtcNow());
            var made = new NewEntry(call, new EmergencyCalled(whom.Trim(), calledAt, reference, placeTold, string.IsNullOrWhiteSpace(number) ? null : number.Trim()), now);
            return doors.AppendAsync(Reader, id, answered is "yes" or "no" ? [made, new NewEntry(EntryId.New(clock), new EmergencyReached(call, answered == "yes"), now)] : [made]);
        });

    public Task<IActionResult> OnPostReachedAsync(string? entry, string? call, bool reached) =>
        AfterAsync("Called", id => AppendAsync(id, entry, EntryId.TryParse(call, out var of) ? new EmergencyReached(of, reached) : null));

    /// <summary>Which call or which promise it is about.</summary>
    string? OverdueOf(WatchDue due) => due.What switch
    {
        Watch.Reached => Incident.Emergency.FirstOrDefault(call => call.Id == due.Of) is { } call ? CalledWords.Of(call.Whom, Procedure) : null,
        Watch.Evidence => Incident.Evidence.Promises.FirstOrDefault(promise => promise.Id == due.Of) is { } promise ? Procedure.Reads(promise.What) : null,
        Watch.Unfiled or Watch.Silent or Watch.Case or Watch.CheckIn => null,
    };
}
