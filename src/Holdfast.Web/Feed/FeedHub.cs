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
public sealed class FeedHub(LedgerTail tail, Ledger ledger, IncidentReader reader, RowViews rows, Directory directory, Attendance attendance, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);

    /// <summary>Entries that a feed replays at most; past it the page reads its list anew.</summary>
    const int LongestReplay = 2000;

    /// <summary>Incidents that a feed replays at most: what a listener can hold, with room for what happens meanwhile.</summary>
    const int MostReplayed = 500;

    /// <summary>Ringing incidents that a new feed is told at most.</summary>
    const int MostRinging = 200;
    readonly Lock gate = new();
    ImmutableArray<Listener> listeners = [];

    public long Position => tail.Position;

    /// <summary>Opens a feed: what came after <paramref name="after"/>, everything that rings for this person now, then what comes.</summary>
    public async Task<Listener> OpenAsync(Person person, long? after)
    {
        var listener = new Listener(person.Id);
        long here;
        lock (gate)
        {
            // From here on nothing is missed: what happens waits in the listener until what was missed is told.
            here = Position;
            listener.SendMissed(FeedEvents.Hello(new HelloView(here, clock.GetUtcNow(), rows.Person(person.Id)), Math.Min(after ?? here, here)));
            listeners = listeners.Add(listener);
        }

        attendance.Opened(person.Id);
        try
        {
            if (after is { } position && position < here)
            {
                await ReplayAsync(listener, position, here);
            }

            await TellRingingAsync(listener, person);
        }
        catch
        {
            Close(listener);
            throw;
        }

        // Only now is everything up to here told; a feed cut before this resumes where it did.
        listener.SendMissed(FeedEvents.Beat(new BeatView(clock.GetUtcNow()), here));
        listener.CaughtUp();
        return listener;
    }

    async Task TellRingingAsync(Listener listener, Person person)
    {
        foreach (var incident in person.IsRung ? await reader.RingingAsync(MostRinging) : [])
        {
            if (Access.IsRungFor(person, incident))
            {
                Tell(listener, person, incident, null, long.MaxValue, []);
            }
        }
    }

    public void Close(Listener listener)
    {
        listener.End();
        var gone = false;
        lock (gate)
        {
            var rest = listeners.Remove(listener);
            if (rest.Length < listeners.Length)
            {
                listeners = rest;
                gone = true;
            }
        }

        if (gone)
        {
            attendance.Closed(listener.Person);
        }
    }

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
        // Several entries of one incident in one commit are one event: the row after the last. Told in the order of the last, so that a feed
        // cut between two of them has missed nothing before where it resumes.
        var before = changes[0].Head.Position - 1;
        foreach (var group in changes.Where(change => change.After is not null).GroupBy(change => change.Head.Incident).OrderBy(group => group.Last().Head.Position))
        {
            var incident = group.Last().After!;
            var shared = new Dictionary<(bool, bool), byte[]>();
            foreach (var listener in listeners)
            {
                if (directory.Find(listener.Person) is { } person)
                {
                    Tell(listener, person, incident, group.Last().Head.Position, before, shared);
                }
            }

            foreach (var broken in group.Where(change => change.Type == "glass-broken"))
            {
                foreach (var listener in listeners)
                {
                    TellGlass(listener, broken, incident, news: true);
                }
            }
        }
    }

    /// <param name="listener">Who listens.</param>
    /// <param name="person">Whose feed it is.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="position">Where to resume after this; null while what was missed is told.</param>
    /// <param name="before">The position up to which the person may have known it from elsewhere, such as the list.</param>
    /// <param name="shared">The bytes of this change so far.</param>
    void Tell(Listener listener, Person person, Incident incident, long? position, long before, Dictionary<(bool, bool), byte[]> shared)
    {
        var now = clock.GetUtcNow();
        if (!Access.Decide(person, incident, Operation.SeeNumber, now).IsAllowed)
        {
            if (listener.TakeBack(incident.Id) || KnewOf(person, incident, before, now))
            {
                var gone = FeedEvents.Gone(new GoneView(incident.Id.ToString()));
                After(listener, position is null ? listener.SendMissed(gone) : listener.Send(gone));
            }

            return;
        }

        var mayRead = Access.Decide(person, incident, Operation.Read, now).IsAllowed;
        var ringing = Access.IsRungFor(person, incident);
        if (!shared.TryGetValue((mayRead, ringing), out var bytes))
        {
            bytes = FeedEvents.Incident(rows.Of(incident, mayRead, ringing, withContent: false), position);
            shared[(mayRead, ringing)] = bytes;
        }

        After(listener, listener.SendRow(bytes, incident.Id, incident.LastPosition, news: position is not null));
    }

    /// <summary>Whether somebody who was marked after a position knew of the incident at it.</summary>
    static bool KnewOf(Person person, Incident incident, long before, DateTimeOffset now) =>
        incident.FirstPosition <= before && incident.ExcludedSince.TryGetValue(person.Id.Value, out var since) && since > before
        && Access.Decide(person, incident with { Excluded = [] }, Operation.SeeNumber, now).IsAllowed;

    void TellGlass(Listener listener, Change broken, Incident incident, bool news)
    {
        if (directory.Find(listener.Person) is { } person && person.Is(Role.CorporateSecurity)
            && Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
        {
            var bytes = FeedEvents.Glass(new GlassView(incident.Id.ToString(), incident.Number.ToString(), rows.Person(broken.Head.Author), broken.Head.RecordedAt));
            After(listener, news ? listener.Send(bytes) : listener.SendMissed(bytes));
        }
    }

    async Task ReplayAsync(Listener listener, long after, long here)
    {
        var missed = here - after > LongestReplay ? [] : await reader.AfterAsync(after, LongestReplay);
        var incidents = missed.Select(change => change.After).OfType<Incident>().DistinctBy(incident => incident.Id).OrderBy(incident => incident.LastPosition).ToArray();
        if (here - after > LongestReplay || incidents.Length > MostReplayed)
        {
            listener.SendMissed(FeedEvents.Reset(here));
            return;
        }

        foreach (var incident in incidents)
        {
            if (directory.Find(listener.Person) is { } person)
            {
                Tell(listener, person, incident, null, after, []);
            }
        }

        foreach (var broken in missed.Where(change => change is { Type: "glass-broken", After: not null }))
        {
            TellGlass(listener, broken, broken.After!, news: false);
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
                    After(listener, listener.Send(bytes));
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
            // Somebody disabled between signing in and opening the feed was not there to be closed.
            After(listener, directory.Find(listener.Person) is { Disabled: false } && listener.Send(bytes));
        }
    }

    void After(Listener listener, bool sent)
    {
        if (!sent)
        {
            Close(listener);
        }
    }
}
