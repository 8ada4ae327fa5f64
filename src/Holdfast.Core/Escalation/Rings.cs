using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Escalation;

/// <summary>What rings, transfers and watches come to, entry by entry: the part of the fold that is about who comes. Pure.</summary>
static class Rings
{
    /// <summary>Transfers that an incident remembers at most; what goes beyond stays in the timeline.</summary>
    const int MostHandovers = 100;

    /// <summary>Watches that have fired: one for each call and promise.</summary>
    const int MostFired = 1000;

    /// <summary>A ring under way goes on, and looks at once who is to be rung now; after an acknowledgement another starts.</summary>
    public static Incident Start(Incident incident, RingCause cause, DateTimeOffset now)
    {
        var ring = incident.Ring is { } under ? (cause == RingCause.Passed ? under with { Cause = cause } : under).Now(now) : Ring.Start(cause, now);
        var after = incident with { Ring = ring, Acknowledged = null };
        return cause is RingCause.SupervisorRequested or RingCause.P0 or RingCause.HandoverFailed ? Offer(after, null, now) : after;
    }

    public static Incident Request(Incident incident, AskedBy askedBy, DateTimeOffset now)
    {
        var asked = incident with { CustomerAsked = incident.CustomerAsked || askedBy == AskedBy.Customer };
        return Start(Offer(asked, askedBy, now), RingCause.SupervisorRequested, now);
    }

    /// <summary>Somebody has it. Where it rang because whoever had it is gone or silent, they have it from now on; there is never more than one.</summary>
    public static Incident Acknowledge(Incident incident, in EntryHead head)
    {
        var takes = incident.Ring?.Cause is RingCause.Silent or RingCause.OwnerLeft or RingCause.HandoverFailed or RingCause.Passed;
        var (by, at) = (head.Author, head.RecordedAt);
        return Last(incident, open => open is { AcceptedAt: null, IsOpen: true } ? open with { To = by, AcceptedAt = at } : open) with
        {
            Ring = null,
            Acknowledged = new Acknowledgement(by, at),
            Owner = takes ? by : incident.Owner ?? by,
            Fired = incident.Fired.Remove(new WatchFired(Watch.Silent, null)),
        };
    }

    public static Incident Apply(Incident incident, in EntryHead head, Fact fact)
    {
        var (by, at) = (head.Author, head.RecordedAt);
        return fact switch
        {
            PeopleRung moved => incident with { Ring = incident.Ring?.Move(moved with { People = moved.People.RemoveAll(incident.Excluded.Contains) }, at) },
            RingDeclined => incident with { Ring = incident.Ring?.Decline(by, at) },
            DeadlinePassed passed => Pass(incident, passed, at),
            OwnerLeft left when left.Owner == incident.Owner && incident.IsOpen => Start(incident with { Owner = null }, RingCause.OwnerLeft, at),
            PassedToSecurity => Start(incident with { PassedAt = at }, RingCause.Passed, at),
            CallerJoined => Last(incident, open => open is { AcceptedAt: not null, JoinedAt: null, IsOpen: true } ? open with { JoinedAt = at } : open),
            AgentReleased => Last(incident, open => open is { AcceptedAt: not null, IsOpen: true } ? open with { JoinedAt = open.JoinedAt ?? at, ReleasedAt = at } : open),
            HandoverFailed when incident.Handover is { IsOpen: true } failed => Fail(incident, failed, at),
            CallNoted noted => incident with { Call = Note(incident.Call, noted) },
            AgentCared cared when by != incident.Agent => incident with { Cared = new Care(by, at, cared.Break) },
            _ => incident,
        };
    }

    /// <summary>Who may not know of it is not rung for it any more, and a transfer that they had taken is over.</summary>
    public static Incident Exclude(Incident incident, ImmutableArray<PersonId> excluded, DateTimeOffset at) =>
        Last(incident, open => open.IsOpen && open.To is { } to && excluded.Contains(to) ? open with { FailedAt = at } : open) with { Ring = incident.Ring?.Without(excluded, at) };

    /// <summary>The transfer that failed is over; whoever had taken it is not asked again in this ring, and the next is tried.</summary>
    static Incident Fail(Incident incident, Handover failed, DateTimeOffset at)
    {
        var over = Last(incident, open => open with { FailedAt = at }) with { Owner = incident.Owner == failed.To ? null : incident.Owner };
        var started = Start(over, RingCause.HandoverFailed, at);
        return failed.To is { } person && started.Ring is { } ring && !ring.Tried(person) && !incident.Excluded.Contains(person)
            ? started with { Ring = ring with { People = ring.People.Add(new Rung(person, at, RungState.Declined, false, null)) } }
            : started;
    }

    /// <summary>A watch fired. What must be answered by somebody rings; the rest is told by notices.</summary>
    static Incident Pass(Incident incident, DeadlinePassed passed, DateTimeOffset at)
    {
        var fired = new WatchFired(passed.What, passed.Of);
        if (incident.Fired.Contains(fired) || incident.Fired.Length >= Watches.MostFired)
        {
            return incident;
        }

        var after = incident with { Fired = incident.Fired.Add(fired) };
        return passed.What switch
        {
            Watch.Unfiled => after is { Acknowledged: null, IsOpen: true } ? Start(after, RingCause.Unfiled, at) : after,
            Watch.Silent => after is { Ring: null, IsOpen: true } ? Start(after, RingCause.Silent, at) : after,
            Watch.Reached or Watch.Evidence or Watch.Case or Watch.CheckIn => after,
        };
    }

    /// <summary>A transfer is offered to whoever is rung, as long as there is a caller; one under way goes on.</summary>
    static Incident Offer(Incident incident, AskedBy? askedBy, DateTimeOffset now)
    {
        if (incident.Handover is { IsOpen: true } under)
        {
            return under.AskedBy is null && askedBy is not null ? Last(incident, open => open with { AskedBy = askedBy }) : incident;
        }

        return incident.HasCaller && incident.Handovers.Length < MostHandovers ? incident with { Handovers = incident.Handovers.Add(new Handover(now, askedBy)) } : incident;
    }

    static Incident Last(Incident incident, Func<Handover, Handover> change) =>
        incident.Handovers.IsEmpty ? incident : incident with { Handovers = incident.Handovers.SetItem(incident.Handovers.Length - 1, change(incident.Handovers[^1])) };

    static CallRecord Note(CallRecord? call, CallNoted noted) =>
        new(noted.Number ?? call?.Number, noted.StartedAt ?? call?.StartedAt, noted.EndedAt ?? call?.EndedAt, noted.Recording ?? call?.Recording);
}
