using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;

namespace Holdfast.Core.Access;

/// <summary>What somebody wants to do with an incident.</summary>
public enum Operation
{
    /// <summary>See number, state, priority and age.</summary>
    SeeNumber,

    /// <summary>Read content.</summary>
    Read,

    /// <summary>Append words, answers, notes, emergency calls, contact.</summary>
    Write,
    RequestSupervisor,
    File,
    Acknowledge,

    /// <summary>Say that the alert was on one's screen.</summary>
    ShowAlert,

    /// <summary>Say that one can't come, so that the next is tried.</summary>
    Decline,

    /// <summary>Say how far the warm transfer has come, or that it failed.</summary>
    HandOver,

    /// <summary>Pass it on to Corporate Security.</summary>
    PassToSecurity,

    /// <summary>Say that the agent was looked after.</summary>
    CareForAgent,
    Raise,
    Lower,
    Assign,
    Share,

    /// <summary>Say that it belongs together with another.</summary>
    Link,
    Close,
    Reopen,

    /// <summary>Open without a grant, with a reason.</summary>
    BreakGlass,

    /// <summary>Who read what: metadata.</summary>
    ReadReadings,

    /// <summary>Take away a piece of evidence in which a virus was found.</summary>
    OpenQuarantined,
}

/// <summary>Why somebody may.</summary>
public enum Ground
{
    Own,
    Owner,
    Team,
    Alerted,
    CorporateSecurity,
    Shared,
    BrokenGlass,
    Number,
}

/// <summary>The answer of <see cref="Access.Decide"/>.</summary>
/// <param name="Ground">Null when denied.</param>
public readonly record struct Decision(Ground? Ground)
{
    public bool IsAllowed => Ground is not null;

    public static readonly Decision Denied;

    public static Decision For(Ground ground) => new(ground);
}

/// <summary>Need to know, in one function that every door asks. Pure.</summary>
public static class Access
{
    /// <summary>How long content stays open after broken glass.</summary>
    public static readonly TimeSpan GlassStaysOpen = TimeSpan.FromMinutes(60);

    /// <summary>After how long without acknowledgement Corporate Security reads what isn't filed.</summary>
    public static readonly TimeSpan UnacknowledgedOpens = TimeSpan.FromSeconds(60);

    /// <summary>Whether a person may do something with an incident at an instant. Who is marked as the person threatening, or as a witness in conflict, may nothing.</summary>
    public static Decision Decide(Person person, Incident incident, Operation operation, DateTimeOffset now)
    {
        if (person.Disabled || incident.Excluded.Contains(person.Id))
        {
            return Decision.Denied;
        }

        var entrusted = Entrusted(person, incident, now);
        var content = incident.Agent == person.Id ? Ground.Own : entrusted;
        var security = person.Is(Role.CorporateSecurity);

        // Broken glass reads and adds for an hour; it hands nothing on, or the hour could be made to last.
        var handles = person.IsRung && entrusted is not null and not Ground.BrokenGlass;
        return operation switch
        {
            Operation.SeeNumber => content is { } ground ? Decision.For(ground) : Number(person),
            Operation.Read or Operation.Write or Operation.Raise or Operation.RequestSupervisor => If(content is not null),
            Operation.File => If(handles || content is Ground.Own or Ground.Owner or Ground.Shared),
            // Who is on the call can't be who comes: their own acknowledgement would end the ring for everybody else.
            Operation.Acknowledge => incident.Agent != person.Id && handles && content is { } known ? Decision.For(known) : Decision.Denied,
            Operation.ShowAlert or Operation.Decline => IsRungFor(person, incident) ? Decision.For(Ground.Alerted) : Decision.Denied,
            Operation.Lower or Operation.Assign or Operation.Share or Operation.PassToSecurity => If(handles),
            Operation.CareForAgent => If(handles && incident.Agent != person.Id),
            Operation.Link or Operation.HandOver => If(handles || content is Ground.Own),
            Operation.Close or Operation.Reopen or Operation.OpenQuarantined => If(security && content is not null and not Ground.BrokenGlass),
            Operation.BreakGlass => person.IsRung && !ReadsNothing(person) && content is null ? Decision.For(Ground.Number) : Decision.Denied,
            Operation.ReadReadings => security || person.Is(Role.Auditor) ? Decision.For(Ground.Number) : If(handles),
        };

        Decision If(bool allowed) => allowed && content is { } ground ? Decision.For(ground) : Decision.Denied;
    }

    /// <summary>Whether this person's screens ring for the incident. Who is on the call is not rung: somebody else must come.</summary>
    public static bool IsRungFor(Person person, Incident incident) => Routing.MayBeRung(person, incident) && incident.Ring?.IsRinging(person.Id) == true;

    /// <summary>Whether it rang for this person before the next was tried: they may still take it.</summary>
    static bool WasRungFor(Person person, Incident incident) => Routing.MayBeRung(person, incident) && incident.Ring?.Tried(person.Id) == true;

    static Decision Number(Person person) => person.IsRung || person.Is(Role.Auditor) ? Decision.For(Ground.Number) : Decision.Denied;

    /// <summary>An administrator or auditor reads nothing of other people's, whatever an entry says or another role would open; so they aren't rung either.</summary>
    static bool ReadsNothing(Person person) => person.Is(Role.Administrator) || person.Is(Role.Auditor);

    /// <summary>Why the content is open, apart from having started it: a supervisor who took the call handles it as their team's.</summary>
    static Ground? Entrusted(Person person, Incident incident, DateTimeOffset now)
    {
        if (ReadsNothing(person))
        {
            return null;
        }

        if (incident.Owner == person.Id)
        {
            return Ground.Owner;
        }

        if (person.Team == incident.Team && (person.Is(Role.Supervisor) || person.Is(Role.Lead)))
        {
            return Ground.Team;
        }

        if (WasRungFor(person, incident) || incident.Acknowledged?.By == person.Id)
        {
            return Ground.Alerted;
        }

        if (person.Is(Role.CorporateSecurity) && SecurityReads(incident, now))
        {
            return Ground.CorporateSecurity;
        }

        // A share outlasts broken glass, whichever came first.
        Ground? broken = null;
        foreach (var grant in incident.Grants)
        {
            if (grant.To == person.Id && grant.Until is null)
            {
                return Ground.Shared;
            }

            broken = grant.To == person.Id && now < grant.Until ? Ground.BrokenGlass : broken;
        }

        return broken;
    }

    /// <summary>Corporate Security reads everything filed, every P0, and what nobody acknowledged for 60 seconds.</summary>
    static bool SecurityReads(Incident incident, DateTimeOffset now) =>
        incident.FiledAt is not null || incident.Priority == Priority.P0 || (incident.Acknowledged is null && now - incident.KnownAt >= UnacknowledgedOpens);
}
