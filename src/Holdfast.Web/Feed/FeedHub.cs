using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Incidents;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Feed;

/// <summary>
/// Tells every open feed what changed, as far as its person may know: one Access question for each listener and change, the bytes shared among all
/// who see the same. Thread-safe.
/// </summary>
public sealed class FeedHub(LedgerTail tail, Ledger ledger, IncidentReader reader, RowViews rows, Directory directory, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);

    /// <summary>Entries that a feed replays at most; past it the page reads its list anew.</summary>
    const int LongestReplay = 2000;

    /// <summary>Ringing incidents that a new feed is told at most.</summary>
    const int MostRinging = 200;
    readonly Lock gate = new();
    ImmutableArray<Listener> listeners = [];

    public long Position => tail.Position;

    /// <summary>Opens a feed: what came after <paramref name="after"/>, everything that rings for this person now, then what comes.</summary>
    public async Task<Listener> OpenAsync(Person person, long? after)
    {
        var listener = new Listener(person.Id);
        lock (gate)
        {
            // From here on nothing is missed; what is replayed below may be told twice, and rows are states, so twice is harmless.
            listener.Send(FeedEvents.Hello(new HelloView(Position, clock.GetUtcNow(), rows.Person(person.Id))));
            listeners = listeners.Add(listener);
        }

        if (after is { } position && position < Position)
        {
            await ReplayAsync(listener, position);
        }

        if (person.IsRung)
        {
            foreach (var incident in await reader.RingingAsync(MostRinging))
            {
                if (Access.IsRungFor(person, incident))
                {
                    Tell(listener, person, incident, [], resumable: false);
                }
            }
        }

        return listener;
    }

    public void Close(Listener listener)
    {
        listener.End();
        lock (gate)
        {
            listeners = listeners.Remove(listener);
        }
    }

    /// <summary>Whose open screens ring for this incident at this moment.</summary>
    public IEnumerable<PersonId> Reach(Incident incident) => listeners.Select(listener => listener.Person).Distinct()
        .Where(id => directory.Find(id) is { } person && Access.IsRungFor(person, incident));

    /// <summary>How many feeds are open.</summary>
    public int Count => listeners.Length;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var beat = clock.CreateTimer(_ => Beat(), null, BeatEvery, BeatEvery);
        ledger.Drafted += Typing;
        try
        {
            await tail.FollowAsync(() => { }, Publish, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            ledger.Drafted -= Typing;
            foreach (var listener in listeners)
            {
                listener.End();
            }
        }
    }

    void Publish(IReadOnlyList<Change> changes)
    {
        // Several entries of one incident in one commit are one event: the row after the last.
        foreach (var group in changes.Where(change => change.After is not null).GroupBy(change => change.Head.Incident))
        {
            var incident = group.Last().After!;
            var shared = new Dictionary<(bool, bool), byte[]>();
            foreach (var listener in listeners)
            {
                if (directory.Find(listener.Person) is { } person)
                {
                    Tell(listener, person, incident, shared);
                }
            }

            foreach (var broken in group.Where(change => change.Type == "glass-broken"))
            {
                TellGlass(broken, incident);
            }
        }
    }

    void Tell(Listener listener, Person person, Incident incident, Dictionary<(bool, bool), byte[]> shared, bool resumable = true)
    {
        var now = clock.GetUtcNow();
        if (!Access.Decide(person, incident, Operation.SeeNumber, now).IsAllowed)
        {
            if (listener.TakeBack(incident.Id))
            {
                Send(listener, FeedEvents.Gone(new GoneView(incident.Id.ToString())));
            }

            return;
        }

        var mayRead = Access.Decide(person, incident, Operation.Read, now).IsAllowed;
        var ringing = Access.IsRungFor(person, incident);
        if (!shared.TryGetValue((mayRead, ringing), out var bytes))
        {
            bytes = FeedEvents.Incident(rows.Of(incident, mayRead, ringing, withContent: false), resumable);
            shared[(mayRead, ringing)] = bytes;
        }

        listener.Told(incident.Id);
        Send(listener, bytes);
    }

    void TellGlass(Change broken, Incident incident)
    {
        var bytes = FeedEvents.Glass(new GlassView(incident.Id.ToString(), incident.Number.ToString(), rows.Person(broken.Head.Author), broken.Head.RecordedAt));
        foreach (var listener in listeners)
        {
            if (directory.Find(listener.Person) is { } person && person.Is(Role.CorporateSecurity)
                && Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
            {
                Send(listener, bytes);
            }
        }
    }

    async Task ReplayAsync(Listener listener, long after)
    {
        if (Position - after > LongestReplay)
        {
            Send(listener, FeedEvents.Reset(Position));
            return;
        }

        var missed = await reader.AfterAsync(after, LongestReplay);
        // In the order of their positions: a feed that breaks in the middle resumes after the last one told and skips none.
        foreach (var incident in missed.Select(change => change.After).OfType<Incident>().DistinctBy(incident => incident.Id).OrderBy(incident => incident.LastPosition))
        {
            if (directory.Find(listener.Person) is { } person)
            {
                Tell(listener, person, incident, []);
            }
        }
    }

    /// <summary>Somebody types: told to others who may read it, if any feed is open that might be theirs.</summary>
    void Typing(Append draft)
    {
        var others = listeners.Any(listener => listener.Person != draft.Author);
        if (others)
        {
            _ = TypingAsync(draft);
        }
    }

    async Task TypingAsync(Append draft)
    {
        try
        {
            if (await reader.FindAsync(draft.Incident) is not { } incident)
            {
                return;
            }

            var bytes = FeedEvents.Typing(new TypingView(incident.Id.ToString(), rows.Person(draft.Author)));
            foreach (var listener in listeners)
            {
                if (listener.Person != draft.Author && directory.Find(listener.Person) is { } person
                    && Access.Decide(person, incident, Operation.Read, clock.GetUtcNow()).IsAllowed)
                {
                    Send(listener, bytes);
                }
            }
        }
        catch (Exception away) when (away is System.Data.Common.DbException or Storage.Databases.DatabaseUnavailableException)
        {
            // A hint that somebody types; the next one comes with the next key.
        }
    }

    void Beat()
    {
        var bytes = FeedEvents.Beat(new BeatView(clock.GetUtcNow()));
        foreach (var listener in listeners)
        {
            Send(listener, bytes);
        }
    }

    void Send(Listener listener, byte[] bytes)
    {
        if (!listener.Send(bytes))
        {
            Close(listener);
        }
    }
}
