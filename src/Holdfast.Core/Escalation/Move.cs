using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Escalation;

/// <summary>Works one move of a ring out. Used once; not thread-safe.</summary>
/// <param name="may">Everybody who can be rung for it at all.</param>
sealed class Move(TeamId team, Ring ring, ImmutableArray<Tier> tiers, TimeSpan repeatEvery, ImmutableArray<Candidate> may, DateTimeOffset now)
{
    readonly Dictionary<PersonId, Candidate> wanted = [];
    Candidate? alone;

    /// <summary>Whose time is up, and nobody is there to be tried instead yet.</summary>
    Candidate? kept;
    DateTimeOffset? nextAt;
    int step = -1;
    bool complete = true;

    public PeopleRung? Next()
    {
        foreach (var one in may.Where(GoesOn))
        {
            wanted[one.Person.Id] = one;
        }

        Follow();
        alone ??= kept;
        if (alone is not null)
        {
            wanted[alone.Person.Id] = alone;
        }

        if (!wanted.Values.Any(Reachable))
        {
            LastResort();
        }

        var due = ring.DueAt <= now;
        var same = ring.Ringing.Select(one => one.Person).ToHashSet().SetEquals(wanted.Keys) && ring.Ringing.FirstOrDefault(one => one.Alone)?.Person == alone?.Person.Id;
        var repeats = due && same && complete && nextAt is null;
        if (same && !due)
        {
            return null;
        }

        return repeats ? Again() : new PeopleRung(People(), Math.Max(step, 0), ring.Round, nextAt ?? now + repeatEvery, alone?.Person.Id, due ? ring.DueAt : null);
    }

    /// <summary>Everybody that any tier rings, and everybody tried, from anew: a no is forgotten.</summary>
    PeopleRung Again()
    {
        foreach (var one in may.Where(one => !Is(one, Availability.Off) && (ring.Tried(one.Person.Id) || InATier(one))))
        {
            wanted[one.Person.Id] = one;
        }

        return new PeopleRung(People(), Math.Max(step, 0), ring.Round + 1, now + repeatEvery, DueAt: ring.DueAt);
    }

    void Follow()
    {
        var after = -1;
        foreach (var tier in tiers)
        {
            var dueAt = ring.StartedAt + TimeSpan.FromSeconds(tier.After);
            if (dueAt > now && (wanted.Values.Any(Reachable) || alone is not null || kept is not null))
            {
                Soonest(dueAt);
                complete = false;
                return;
            }

            if (tier.After != after)
            {
                after = tier.After;
                step++;
            }

            var group = may.Where(one => tier.Ring.Any(rung => rung.Holds(one.Person, team)));
            if (tier.Each is { } each && ring.Round == 1)
            {
                OneAtATime([.. group], TimeSpan.FromSeconds(each));
            }
            else
            {
                AllAtOnce(group);
            }
        }
    }

    /// <summary>The longest idle of those who are free and were not tried; ties by id. There is one turn at a time, whichever tier it belongs to.</summary>
    void OneAtATime(ImmutableArray<Candidate> group, TimeSpan each)
    {
        if (alone is not null)
        {
            return;
        }

        var current = group.FirstOrDefault(one => ring.Find(one.Person.Id) is { State: RungState.Ringing, Alone: true } && Reachable(one));
        if (current is not null && ring.Find(current.Person.Id)!.At + each is var over && now < over)
        {
            (alone, kept) = (current, null);
            Soonest(over);
            return;
        }

        alone = group.Where(one => Is(one, Availability.Available) && !ring.Tried(one.Person.Id) && !wanted.ContainsKey(one.Person.Id))
            .OrderBy(one => one.Presence.IdleSince).ThenBy(one => one.Person.Id.Value).FirstOrDefault();
        if (alone is not null)
        {
            kept = null;
            Soonest(now + each);
        }
        else
        {
            kept ??= current;
        }
    }

    /// <summary>Everybody of the group who isn't off, and everybody tried before.</summary>
    void AllAtOnce(IEnumerable<Candidate> group)
    {
        foreach (var one in group.Concat(may.Where(one => ring.Tried(one.Person.Id))))
        {
            if (!Is(one, Availability.Off) && !Declined(one))
            {
                wanted[one.Person.Id] = one;
            }
        }
    }

    /// <summary>Nobody who could come is rung: everybody of every tier; who is off or said no only where there is nobody else; then whoever could take it at all.</summary>
    void LastResort()
    {
        IEnumerable<Candidate>[] circles =
        [
            may.Where(one => InATier(one) && !Is(one, Availability.Off) && !Declined(one)),
            may.Where(InATier),
            may,
        ];
        foreach (var one in circles.FirstOrDefault(circle => circle.Any()) ?? [])
        {
            wanted[one.Person.Id] = one;
        }
    }

    /// <summary>Whoever rings by a tier that rings all at once goes on.</summary>
    bool GoesOn(Candidate one) => ring.Find(one.Person.Id) is { State: RungState.Ringing, Alone: false } && !Is(one, Availability.Off);

    bool InATier(Candidate one) => tiers.Any(tier => tier.Ring.Any(rung => rung.Holds(one.Person, team)));

    bool Declined(Candidate one) => ring.Find(one.Person.Id) is { State: RungState.Declined };

    bool Reachable(Candidate one) => one.Presence.At(now) is Availability.Available or Availability.OnACall;

    bool Is(Candidate one, Availability availability) => one.Presence.At(now) == availability;

    void Soonest(DateTimeOffset at) => nextAt = nextAt is { } sooner && sooner < at ? sooner : at;

    ImmutableArray<PersonId> People() => [.. wanted.Keys.OrderBy(person => person.Value)];
}
