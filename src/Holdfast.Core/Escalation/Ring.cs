using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Core.Escalation;

/// <summary>How one person of a ring stands to it.</summary>
[JsonConverter(typeof(WordConverter<RungState>))]
public enum RungState
{
    Ringing,

    /// <summary>Rung alone and no answer in time; they can still take it.</summary>
    Missed,

    /// <summary>Said that they can't come.</summary>
    Declined,
}

/// <summary>One person of a ring.</summary>
/// <param name="At">Since when it rings for them, or did last.</param>
/// <param name="Alone">Rung one at a time: when the next is tried, it stops for this one.</param>
/// <param name="ShownAt">When the alert was first on a screen of theirs since then; null: not yet.</param>
public sealed record Rung(PersonId Person, DateTimeOffset At, RungState State, bool Alone, DateTimeOffset? ShownAt);

/// <summary>
/// Who is rung for one incident until somebody has it. <see cref="Routing"/> decides who is next; each of its moves is a fact, and this is what
/// they come to. There is always a next move: it never goes quiet by itself.
/// </summary>
/// <param name="Tier">How far the policy has been followed: 0 for the tiers that begin at once, 1 more for each later time reached.</param>
/// <param name="Round">1, and 1 more for each time that everybody was rung again.</param>
/// <param name="DueAt">When the next move is due; at the start at once.</param>
/// <param name="People">Everybody tried, in the order of first being tried.</param>
public sealed record Ring(DateTimeOffset StartedAt, RingCause Cause, int Tier, int Round, DateTimeOffset DueAt, ImmutableArray<Rung> People)
{
    /// <summary>People that a ring remembers at most; no house has more to ring.</summary>
    public const int Most = 2000;

    /// <summary>A ring that has begun: whoever is first is found at once.</summary>
    public static Ring Start(RingCause cause, DateTimeOffset now) => new(now, cause, 0, 1, now, []);

    public IEnumerable<Rung> Ringing => People.Where(one => one.State == RungState.Ringing);

    public bool IsRinging(PersonId person) => Find(person) is { State: RungState.Ringing };

    /// <summary>Whether this person was tried, whatever became of it: they may still take it.</summary>
    public bool Tried(PersonId person) => Find(person) is not null;

    public Rung? Find(PersonId person)
    {
        foreach (var one in People)
        {
            if (one.Person == person)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>The ring after a move: exactly these ring from now on.</summary>
    public Ring Move(PeopleRung moved, DateTimeOffset now)
    {
        var wanted = moved.People.ToHashSet();
        var again = moved.Round > Round;
        var people = People.Select(one => !wanted.Contains(one.Person)
            ? one.State == RungState.Ringing ? one with { State = RungState.Missed } : one
            : one.State == RungState.Ringing && !again ? one with { Alone = one.Person == moved.Alone }
            : one with { State = RungState.Ringing, At = now, Alone = one.Person == moved.Alone, ShownAt = null });
        var known = People.Select(one => one.Person).ToHashSet();
        var added = moved.People.Distinct().Where(person => !known.Contains(person)).Select(person => new Rung(person, now, RungState.Ringing, person == moved.Alone, null));
        return this with
        {
            Tier = Math.Max(Tier, moved.Tier),
            Round = Math.Max(Round, moved.Round),
            DueAt = moved.NextAt > now ? moved.NextAt : now,
            People = [.. people.Concat(added).Take(Most)],
        };
    }

    /// <summary>The ring after somebody said that they can't come: the next is tried at once.</summary>
    public Ring Decline(PersonId person, DateTimeOffset now) => Find(person) is not { State: not RungState.Declined } ? this
        : this with { DueAt = DueAt < now ? DueAt : now, People = [.. People.Select(one => one.Person == person ? one with { State = RungState.Declined } : one)] };

    /// <summary>The ring after one more screen showed it; the first time counts.</summary>
    public Ring Show(PersonId person, DateTimeOffset at) => Find(person) is not { ShownAt: null, State: RungState.Ringing } ? this
        : this with { People = [.. People.Select(one => one.Person == person ? one with { ShownAt = at } : one)] };

    /// <summary>The ring without those who may not know of it; whoever is next is found at once when that takes somebody away.</summary>
    public Ring Without(ImmutableArray<PersonId> excluded, DateTimeOffset now)
    {
        var rest = People.RemoveAll(one => excluded.Contains(one.Person));
        return rest.Length == People.Length ? this : this with { People = rest, DueAt = DueAt < now ? DueAt : now };
    }

    /// <summary>Found at once: something changed that the next move depends on.</summary>
    public Ring Now(DateTimeOffset now) => this with { DueAt = DueAt < now ? DueAt : now };

    /// <summary>Equal by what it holds, so that the same entries give equal incidents.</summary>
    public bool Equals(Ring? other) => other is not null && (StartedAt, Cause, Tier, Round, DueAt) == (other.StartedAt, other.Cause, other.Tier, other.Round, other.DueAt)
        && People.SequenceEqual(other.People);

    public override int GetHashCode() => HashCode.Combine(StartedAt, Cause, Tier, Round, DueAt, People.Length);
}
