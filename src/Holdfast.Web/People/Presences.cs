using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Escalation;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.People;
using Holdfast.Web.Feed;
using Holdfast.Web.Time;

namespace Holdfast.Web.People;

/// <summary>
/// Where everybody is: what they chose, and whether a screen of theirs is open on any node. Read anew every second; what happens on this node counts
/// at once. Thread-safe.
/// </summary>
public sealed class Presences(PresenceStore store, Ledger ledger, Audience audience, Directory directory, Notices.Notices notices, TimeProvider clock, ILogger<Presences> log)
    : Rounds(TimeSpan.FromSeconds(1), clock)
{
    /// <summary>Between two notes of the screens open here: well within the minute after which somebody counts as away.</summary>
    static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(10);
    readonly Lock gate = new();
    ImmutableDictionary<PersonId, Presence> known = ImmutableDictionary<PersonId, Presence>.Empty;
    FrozenDictionary<PersonId, Availability> told = FrozenDictionary<PersonId, Availability>.Empty;
    DateTimeOffset notedAt = DateTimeOffset.MinValue;

    /// <summary>1 when somebody's screen opened or closed here since the last note: other nodes hear of it with the next round.</summary>
    int someoneCame;

    /// <summary>Told when somebody who can be rung comes, goes, or says something else. Quick and not throwing.</summary>
    public event Action? Changed;

    /// <summary>Where somebody is now.</summary>
    public Presence Of(PersonId person)
    {
        var presence = known.GetValueOrDefault(person) ?? Presence.Unknown(person);
        return presence with { HasPhone = notices.HasPhone(person), SeenAt = audience.Has(person) ? Clock.GetUtcNow() : presence.SeenAt };
    }

    /// <summary>Everybody who could be rung, as of now.</summary>
    public IReadOnlyCollection<Candidate> Candidates() => [.. directory.Active.Where(person => person.IsRung).Select(person => new Candidate(person, Of(person.Id)))];

    /// <summary>Somebody says whether they can come; on record in the house's record.</summary>
    public async Task ChooseAsync(PersonId person, Availability chosen, PersonId? by = null)
    {
        var now = Clock.GetUtcNow();
        await ledger.AppendAsync(new Append
        {
            Incident = HouseRecord.Id,
            Author = by ?? person,
            Entries = [new NewEntry(EntryId.New(Clock), new AvailabilityChosen(chosen), now)],
            Also = [PresenceStore.Choose(person, chosen, now)],
        });
        Note(person, presence => presence with { Chosen = chosen, ChosenAt = now });
        Look();
    }

    /// <summary>That somebody took an incident, once it is durable: the next look at the database says the same.</summary>
    public void Took(PersonId person, IncidentId incident) => Note(person, presence => presence with { HandledAt = Clock.GetUtcNow(), Handled = incident });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        audience.Changed += Attended;
        directory.Changed += Look;
        try
        {
            await base.ExecuteAsync(stoppingToken);
        }
        finally
        {
            audience.Changed -= Attended;
            directory.Changed -= Look;
        }
    }

    protected override async Task RoundAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        if (Interlocked.Exchange(ref someoneCame, 0) == 1 || now - notedAt >= BetweenNotes)
        {
            await store.SeeAsync(audience.People, now);
            notedAt = now;
        }

        var read = await store.ReadAsync();
        lock (gate)
        {
            // What happened here a moment ago may not be in what was read.
            known = read.ToImmutableDictionary(one => one.Person, one => known.GetValueOrDefault(one.Person) is { } mine ? Later(one, mine) : one);
        }

        Look();
    }

    protected override void Tell(string failure) => PeopleLog.PresenceWaits(log, failure);

    /// <summary>A screen opened here, or the last one closed: until the next note it counts from now.</summary>
    void Attended(PersonId person)
    {
        Note(person, presence => presence with { SeenAt = Clock.GetUtcNow() });
        Interlocked.Exchange(ref someoneCame, 1);
        Look();
    }

    void Note(PersonId person, Func<Presence, Presence> change)
    {
        lock (gate)
        {
            known = known.SetItem(person, change(known.GetValueOrDefault(person) ?? Presence.Unknown(person)));
        }
    }

    void Look()
    {
        var now = Clock.GetUtcNow();
        var seen = directory.Active.Where(person => person.IsRung).ToFrozenDictionary(person => person.Id, person => Of(person.Id).At(now));
        lock (gate)
        {
            if (seen.Count == told.Count && seen.All(pair => told.TryGetValue(pair.Key, out var before) && before == pair.Value))
            {
                return;
            }

            told = seen;
        }

        Changed?.Invoke();
    }

    static Presence Later(Presence read, Presence mine) => read with
    {
        Chosen = mine.ChosenAt > read.ChosenAt ? mine.Chosen : read.Chosen,
        ChosenAt = mine.ChosenAt > read.ChosenAt ? mine.ChosenAt : read.ChosenAt,
        SeenAt = mine.SeenAt > read.SeenAt || read.SeenAt is null ? mine.SeenAt : read.SeenAt,
        HandledAt = mine.HandledAt > read.HandledAt || read.HandledAt is null ? mine.HandledAt : read.HandledAt,
        Handled = mine.HandledAt > read.HandledAt || read.HandledAt is null ? mine.Handled : read.Handled,
    };
}
