using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Escalation;

/// <summary>Makes what rows show of who is rung and of the transfer: acting staff and times. Whose wish it was is content: rows of the feed and of those who see a number alone don't say it. Thread-safe.</summary>
public sealed class RingViews(Directory directory, Presences presences, Procedures.Procedures procedures, TimeProvider clock)
{
    /// <summary>People named as the next at most.</summary>
    const int MostNext = 8;

    public RingView? Of(Incident incident) => incident.Ring is not { } ring ? null : new RingView(
        ring.StartedAt, Words<RingCause>.Of(ring.Cause), ring.Tier, ring.Round, ring.DueAt,
        [.. ring.People.Select(Rung)],
        [.. Next(incident, ring).Select(id => new PersonView(id.ToString(), Name(id)))],
        [.. ring.People.Where(one => one.ShownAt is not null).Select(one => new SeenView(one.Person.ToString(), Name(one.Person), one.ShownAt!.Value))],
        RingWords.Because(ring.Cause, customerAsked: false));

    public HandoverView? HandoverOf(Incident incident, bool withContent) => incident.Handover is not { } handover ? null : new HandoverView(
        Words<HandoverStep>.Of(handover.Step), handover.OfferedAt, withContent && handover.AskedBy is { } by ? Words<AskedBy>.Of(by) : null,
        handover.To is { } to ? new RungPersonView(to.ToString(), Name(to), directory.Find(to)?.Phone) : null,
        handover.AcceptedAt, handover.JoinedAt, handover.ReleasedAt, handover.FailedAt);

    /// <summary>Whom it rings and reaches now.</summary>
    public IEnumerable<PersonId> Reach(Incident incident) => incident.Ring?.Ringing.Select(one => one.Person).Where(Reached) ?? [];

    RungView Rung(Rung one) => new(one.Person.ToString(), Name(one.Person), Words<RungState>.Of(one.State), one.Alone, one.At, directory.Find(one.Person)?.Phone, Reached(one.Person));

    bool Reached(PersonId person) => presences.Of(person) is { } presence && (presence.HasPhone || presence.HasScreen(clock.GetUtcNow()));

    /// <summary>Who would be rung beside those who are, if nothing changes until then.</summary>
    IEnumerable<PersonId> Next(Incident incident, Ring ring) =>
        ring.DueAt > clock.GetUtcNow() && Routing.Next(incident, procedures.Of(incident).Escalation, presences.Candidates(), ring.DueAt) is { } move
            ? move.People.Where(person => !ring.IsRinging(person)).Take(MostNext) : [];

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? T("Somebody");
}
