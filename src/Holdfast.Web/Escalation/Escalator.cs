using System.Collections.Immutable;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Escalation;

/// <summary>Rows that tell people of an incident, to be written with the fact that they tell of; another <paramref name="round"/> tells them once more.</summary>
public delegate ImmutableArray<Write> TellPeople(Incident incident, IEnumerable<PersonId> people, NoticeCause cause, DateTimeOffset now, int round = 0);

/// <summary>
/// Takes what falls due on one incident, one move after the other, until nothing is due any more. A move is claimed by what it stands on: it is
/// written only where ring and watch are still as they were looked at, so that of any number of nodes exactly one makes it. Thread-safe.
/// </summary>
public sealed class Escalator(Ledger ledger, Procedures.Procedures procedures, Presences presences, Directory directory, TellPeople tell, Notices.Notices notices, TimeProvider clock)
{
    /// <summary>Moves of one incident in one go at most: a start, some watches, a move each. More is left for the next look.</summary>
    const int Most = 20;

    /// <summary>More than a policy has tiers: who is rung again by a later tier, or in a later round, is told again.</summary>
    const int RoundsApart = 1000;

    /// <summary>Makes what is due, and what somebody coming or going changes.</summary>
    /// <returns>Whether this node made a move.</returns>
    public async Task<bool> AdvanceAsync(Incident incident)
    {
        var moved = false;
        for (var i = 0; i < Most && Next(incident, clock.GetUtcNow()) is { } next; i++)
        {
            if (await ledger.AppendAsync(next) is not Appended.Done { Added: > 0, After: { } after })
            {
                return moved;
            }

            moved = true;
            incident = after;
            notices.Wake();
        }

        return moved;
    }

    Append? Next(Incident incident, DateTimeOffset now)
    {
        if (Watches.Next(incident) is { } due && due.DueAt <= now)
        {
            var passed = new DeadlinePassed(due.What, due.DueAt, due.Of);
            return Move(incident, passed, tell(incident, Told(incident, due.What), NoticeCause.Overdue, now), now);
        }

        if (incident.Ring is not { } ring || Routing.Next(incident, procedures.Of(incident).Escalation, presences.Candidates(), now) is not { } moved)
        {
            return null;
        }

        var fresh = moved.People.Where(person => moved.Round > ring.Round || !ring.IsRinging(person));
        return Move(incident, moved, tell(incident, fresh, NoticeCause.Ring, now, moved.Round * RoundsApart + moved.Tier), now);
    }

    Append Move(Incident incident, Fact fact, ImmutableArray<Write> rows, DateTimeOffset now) => new()
    {
        Incident = incident.Id,
        Author = HouseRecord.Author,
        Entries = [new NewEntry(EntryId.New(clock), fact, now)],
        Also = rows,
        Allows = then => Equals(then.Ring, incident.Ring) && Watches.Next(then) == Watches.Next(incident),
    };

    /// <summary>Who is told of a watch that fired: whoever has it; for a form left open, and where nobody has it, the team's supervisors.</summary>
    IEnumerable<PersonId> Told(Incident incident, Watch what)
    {
        var owner = incident.Owner is { } id && directory.Find(id) is { Disabled: false } ? incident.Owner : null;
        var supervisors = directory.Active.Where(person => person.Is(Role.Supervisor) && person.Team == incident.Team && Routing.MayBeRung(person, incident)).Select(person => person.Id);
        var told = owner is null || what == Watch.Unfiled ? supervisors : [];
        return (owner is { } has ? told.Append(has) : told).Distinct();
    }
}
