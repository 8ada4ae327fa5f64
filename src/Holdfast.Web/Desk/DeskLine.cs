using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Escalation;
using Holdfast.Web.Incidents;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Desk;

/// <summary>What comes next for an incident, as its line on the desk says it.</summary>
public enum NextStep
{
    RingingYou,
    Ringing,
    OverdueFile,
    Acknowledge,
    Acknowledged,
    OpenWithReason,
    Closed,
}

/// <summary>One incident on the desk, as one person may see it. Content is there only if they may read it.</summary>
public sealed class DeskLine(Incident incident, Person reader, Directory people, Labels labels, DateTimeOffset now)
{
    public Incident Incident { get; } = incident;

    public DateTimeOffset Now { get; } = now;

    public bool MayRead { get; } = Access.Decide(reader, incident, Operation.Read, now).IsAllowed;

    /// <summary>Whether it waits for an acknowledgement that this person may give.</summary>
    public bool MayAcknowledge { get; } = incident.IsOpen && incident.Acknowledged is null
        && Access.Decide(reader, incident, Operation.Acknowledge, now).IsAllowed;

    /// <summary>The kinds and manner; empty where content may not be read.</summary>
    public string Threat => !MayRead ? "" : labels.Threat(Incident) is { Length: > 0 } known ? known : T("Not known yet");

    public string Team => people.TeamName(Incident.Team);

    public bool Runs => Incident.State == State.Live;

    /// <summary>Who has it: the agent while it is live, and whoever took it.</summary>
    public string With
    {
        get
        {
            if (!MayRead)
            {
                return T("Not shared with you");
            }

            var owner = Incident.Owner is { } id ? Name(id) : null;
            return !Runs ? owner ?? T("Nobody yet")
                : owner is null ? Name(Incident.Agent)
                : Incident.Owner == reader.Id ? T("{0} and you", Name(Incident.Agent))
                : T("{0} and {1}", Name(Incident.Agent), owner);
        }
    }

    public NextStep Next => Incident switch
    {
        { State: State.Closed } => NextStep.Closed,
        { Ring: not null } => Access.IsRungFor(reader, Incident) ? NextStep.RingingYou : MayRead ? NextStep.Ringing : NextStep.OpenWithReason,
        _ when !MayRead => NextStep.OpenWithReason,
        { State: State.Live } when Now - Incident.StartedAt >= QueueFilter.UnfiledAfter => NextStep.OverdueFile,
        { Acknowledged: null } => NextStep.Acknowledge,
        _ => NextStep.Acknowledged,
    };

    /// <summary>Filed, and nobody has said that the customer's case is seen to.</summary>
    public bool CaseDue => MayRead && Incident is { FiledAt: not null, Case.DoneAt: null, State: not State.Closed };

    /// <summary>When the soonest of what is promised is due; null where nothing is owed.</summary>
    public DateTimeOffset? EvidenceDue => MayRead ? Incident.Evidence.OwedBy : null;

    /// <summary>Something else on it is late: what has no words of its own on this line.</summary>
    public bool IsDue => Watches.Passed(Incident).Any(due => due.What != Watch.Unfiled && !(MayRead && due.What is Watch.Case or Watch.Evidence));

    public string RingsWhom => RingWords.Whom(Incident, reader, Name);

    public string AcknowledgedBy => Incident.Acknowledged is not { } taken ? ""
        : taken.By == reader.Id ? T("You acknowledged") : T("Acknowledged by {0}", Name(taken.By));

    string Name(PersonId id) => id == reader.Id ? T("You") : people.Find(id)?.DisplayName ?? "-";
}
