using System.Collections.Immutable;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Incidents;
using Holdfast.Web.Text;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Feed;

/// <summary>
/// Tells every open feed what changed, as far as its person may know: Access is asked once for each person and change, and the bytes are shared
/// among all who see the same. Thread-safe.
/// </summary>
public sealed class FeedHub(LedgerTail tail, Ledger ledger, IncidentReader reader, RowViews rows, Directory directory, Audience audience, TimeProvider clock) : BackgroundService
{
    /// <summary>Each feed gets its beat in one of so many turns, lest thousands of beats stand in an alert's way.</summary>
    const int BeatTurns = 12;
    static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);

    /// <summary>People from whom on it pays to tell them on several processors.</summary>
    const int Crowd = 64;

    /// <summary>Entries that a feed replays at most; past it the page reads its list anew.</summary>
    const int LongestReplay = 2000;

    /// <summary>Incidents that a feed replays at most: what a listener can hold, with room for what happens meanwhile.</summary>
    const int MostReplayed = 500;

    /// <summary>Ringing incidents that a new feed is told at most.</summary>
    const int MostRinging = 200;
    static readonly ParallelOptions Processors = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
    int opened;
    int beats;

    public long Position => tail.Position;

    /// <summary>Opens a feed: what came after <paramref name="after"/>, everything that rings for this person now, then what comes.</summary>
    public async Task<Listener> OpenAsync(Person person, long? after)
    {
        var listener = new Listener(person.Id, (int)((uint)Interlocked.Increment(ref opened) % BeatTurns), Texts.Spoken);

        // From here on nothing is missed: what happens waits in the listener until what was missed is told. Hence first this, then the position.
        audience.Add(listener);
        try
        {
            var here = Position;
            listener.SendMissed(FeedEvents.Hello(new HelloView(here, clock.GetUtcNow(), rows.Person(person.Id)), Math.Min(after ?? here, here)));
            if (after is { } position && position < here)
            {
                await ReplayAsync(listener, position, here);
            }

            await TellRingingAsync(listener, person);

            // Only now is everything up to here told; a feed cut before this resumes where it did.
            listener.SendMissed(FeedEvents.Beat(new BeatView(clock.GetUtcNow()), here));
            listener.CaughtUp();
            return listener;
        }
        catch
        {
            Close(listener);
            throw;
        }
    }

    async Task TellRingingAsync(Listener listener, Person person)
    {
        foreach (var incident in person.IsRung ? await reader.RingingAsync(MostRinging) : [])
        {
            if (Access.IsRungFor(person, incident))
            {
                Tell([listener], person, new RowEvents(rows, incident, null), long.MaxValue);
            }
        }
    }

    public void Close(Listener listener)
    {
        listener.End();
        audience.Remove(listener);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var beat = clock.CreateTimer(_ => Beat(), null, BeatEvery / BeatTurns, BeatEvery / BeatTurns);
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
            foreach (var listener in audience.Everybody.SelectMany(one => one.Value))
            {
                listener.End();
            }
        }
    }

    void Publish(IReadOnlyList<Change> changes)
    {
        // Whoever opens a feed adds it and then reads the position; here the position is written and then the feeds are read. With a fence on
        // either side one of the two meets the other.
        Interlocked.MemoryBarrier();

        // Several entries of one incident in one commit are one event: the row after the last. Told in the order of the last, so that a feed
        // cut between two of them has missed nothing before where it resumes.
        var before = changes[0].Head.Position - 1;
        foreach (var group in changes.Where(change => change.After is not null).GroupBy(change => change.Head.Incident).OrderBy(group => group.Last().Head.Position))
        {
            var incident = group.Last().After!;
            var events = new RowEvents(rows, incident, group.Last().Head.Position);
            ToEverybody((person, feeds) => Tell(feeds, person, events, before));
            foreach (var broken in group.Where(change => change.Type == "glass-broken"))
            {
                var bytes = GlassOf(broken, incident);
                ToEverybody((person, feeds) => TellGlass(feeds, person, incident, bytes, news: true));
            }
        }
    }

    /// <summary>Does something for each person with open feeds; returns when it is done, so that what comes next comes after it on each feed.</summary>
    void ToEverybody(Action<Person, ImmutableArray<Listener>> tell)
    {
        if (audience.Count < Crowd)
        {
            foreach (var (id, feeds) in audience.Everybody)
            {
                One(id, feeds);
            }
        }
        else
        {
            Parallel.ForEach(audience.Everybody, Processors, one => One(one.Key, one.Value));
        }

        void One(PersonId id, ImmutableArray<Listener> feeds)
        {
            if (directory.Find(id) is { } person)
            {
                tell(person, feeds);
            }
        }
    }

    /// <param name="feeds">Feeds of one person.</param>
    /// <param name="person">Whose they are.</param>
    /// <param name="events">The incident as it is now; without a position while what was missed is told.</param>
    /// <param name="before">The position up to which the person may have known it from elsewhere, such as the list.</param>
    void Tell(ImmutableArray<Listener> feeds, Person person, RowEvents events, long before)
    {
        var (incident, news, now) = (events.Incident, events.Position is not null, clock.GetUtcNow());
        if (!Access.Decide(person, incident, Operation.SeeNumber, now).IsAllowed)
        {
            var knew = KnewOf(person, incident, before, now);
            foreach (var listener in feeds)
            {
                if (listener.TakeBack(incident.Id) || knew)
                {
                    After(listener, news ? listener.Send(events.Gone()) : listener.SendMissed(events.Gone()));
                }
            }

            return;
        }

        var (mayRead, ringing) = (Access.Decide(person, incident, Operation.Read, now).IsAllowed, Access.IsRungFor(person, incident));
        foreach (var listener in feeds)
        {
            After(listener, listener.SendRow(events.Row(mayRead, ringing, listener.Language), incident.Id, incident.LastPosition, news));
        }
    }

    /// <summary>Whether somebody who was marked after a position knew of the incident at it.</summary>
    static bool KnewOf(Person person, Incident incident, long before, DateTimeOffset now) =>
        incident.FirstPosition <= before && incident.ExcludedSince.TryGetValue(person.Id.Value, out var since) && since > before
        && Access.Decide(person, incident with { Excluded = [] }, Operation.SeeNumber, now).IsAllowed;

    byte[] GlassOf(Change broken, Incident incident) =>
        FeedEvents.Glass(new GlassView(incident.Id.ToString(), incident.Number.ToString(), rows.Person(broken.Head.Author), broken.Head.RecordedAt));

    void TellGlass(ImmutableArray<Listener> feeds, Person person, Incident incident, byte[] bytes, bool news)
    {
        if (person.Is(Role.CorporateSecurity) && Access.Decide(person, incident, Operation.SeeNumber, clock.GetUtcNow()).IsAllowed)
        {
            foreach (var listener in feeds)
            {
                After(listener, news ? listener.Send(bytes) : listener.SendMissed(bytes));
            }
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
                Tell([listener], person, new RowEvents(rows, incident, null), after);
            }
        }

        foreach (var broken in missed.Where(change => change is { Type: "glass-broken", After: not null }))
        {
            if (directory.Find(listener.Person) is { } person)
            {
                TellGlass([listener], person, broken.After!, GlassOf(broken, broken.After!), news: false);
            }
        }
    }

    /// <summary>Somebody types: told to others who may read it, if any feed is open that might be theirs.</summary>
    void Typing(Append draft)
    {
        if (audience.Everybody.Any(one => one.Key != draft.Author))
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
            ToEverybody((person, feeds) =>
            {
                if (person.Id != draft.Author && Access.Decide(person, incident, Operation.Read, clock.GetUtcNow()).IsAllowed)
                {
                    foreach (var listener in feeds)
                    {
                        After(listener, listener.Send(bytes));
                    }
                }
            });
        }
        catch (Exception away) when (away is System.Data.Common.DbException or Storage.Databases.DatabaseUnavailableException)
        {
            // A hint that somebody types; the next one comes with the next key.
        }
    }

    void Beat()
    {
        var turn = (int)((uint)Interlocked.Increment(ref beats) % BeatTurns);
        var bytes = FeedEvents.Beat(new BeatView(clock.GetUtcNow()));
        foreach (var (id, feeds) in audience.Everybody)
        {
            // Somebody disabled between signing in and opening the feed was not there to be closed.
            var there = directory.Find(id) is { Disabled: false };
            foreach (var listener in feeds)
            {
                if (listener.Turn == turn)
                {
                    After(listener, there && listener.Send(bytes));
                }
            }
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
