using System.Collections.Concurrent;
using System.Threading.Channels;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.People;

namespace Holdfast.Web.Escalation;

/// <summary>
/// Looks for what is due: at once on what this node has just written, when somebody comes or goes on all that rings, and four times a second in the
/// database, where what became due while nobody ran waits, and what other nodes left. What a look finds is <see cref="Escalator"/>'s.
/// </summary>
public sealed class DeadlineWorker(IncidentReader reader, Ledger ledger, Escalator escalator, Presences presences, EscalationPulse pulse, TimeProvider clock, ILogger<DeadlineWorker> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Deadlines of one look.</summary>
    const int Round = 500;

    /// <summary>Incidents just written that may wait; what is dropped is found by the next look at the database.</summary>
    const int Bound = 4096;

    /// <summary>The wire name of the fact by which a call is over.</summary>
    const string CallEnds = "contact-ended";
    readonly System.Threading.Channels.Channel<Incident> written = System.Threading.Channels.Channel.CreateBounded<Incident>(
        new BoundedChannelOptions(Bound) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    readonly ConcurrentDictionary<IncidentId, byte> under = new();
    int someoneMoved;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ledger.Committed += Committed;
        presences.Changed += Moved;
        try
        {
            await Task.WhenAll(LookAsync(stoppingToken), FollowAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is due waits in the database.
        }
        finally
        {
            ledger.Committed -= Committed;
            presences.Changed -= Moved;
        }
    }

    void Committed(IReadOnlyList<Change> changes)
    {
        var now = clock.GetUtcNow();
        foreach (var change in changes)
        {
            if (change.After is { DueAt: { } due } incident && due <= now && change.Head.Sequence == incident.Sequence)
            {
                written.Writer.TryWrite(incident);
            }

            if (change is { Type: CallEnds, After.Handover: { To: { } to, JoinedAt: not null } })
            {
                _ = FreeAsync(to);
            }
        }
    }

    /// <summary>The call that somebody had taken over is over: they can be rung again, unless they said something else meanwhile.</summary>
    async Task FreeAsync(PersonId person)
    {
        try
        {
            if (presences.Of(person).Chosen == Availability.OnACall)
            {
                await presences.ChooseAsync(person, Availability.Available, HouseRecord.Author);
            }
        }
        catch (LedgerUnavailableException away)
        {
            EscalationLog.MoveWaits(log, away.GetType().Name);
        }
    }

    void Moved() => Interlocked.Exchange(ref someoneMoved, 1);

    /// <summary>What has just been written and is due at once, such as a ring that began.</summary>
    async Task FollowAsync(CancellationToken cancel)
    {
        await foreach (var incident in written.Reader.ReadAllAsync(cancel))
        {
            _ = AdvanceAsync(incident);
        }
    }

    async Task LookAsync(CancellationToken cancel)
    {
        using var tick = new PeriodicTimer(Interval, clock);
        do
        {
            await LookAsync();
        }
        while (await tick.WaitForNextTickAsync(cancel));
    }

    async Task LookAsync()
    {
        try
        {
            var moved = Interlocked.Exchange(ref someoneMoved, 0) == 1;
            var due = await reader.DueAsync(clock.GetUtcNow(), Round);
            await Task.WhenAll(due.Select(AdvanceAsync));
            if (moved)
            {
                await Task.WhenAll((await reader.RingingAsync(Round)).Select(AdvanceAsync));
            }

            pulse.Looked(due.Count > 0 ? due.Min(one => one.DueAt) : null);
        }
#pragma warning disable CA1031 // Whatever breaks one look must not end the looks.
        catch (Exception away)
#pragma warning restore CA1031
        {
            Moved();
            EscalationLog.DeadlinesWait(log, away.GetType().Name);
        }
    }

    /// <summary>One at a time for each incident on this node; others find that it has moved on.</summary>
    async Task AdvanceAsync(Incident incident)
    {
        if (!under.TryAdd(incident.Id, 0))
        {
            return;
        }

        try
        {
            await escalator.AdvanceAsync(incident);
        }
#pragma warning disable CA1031 // Whatever breaks one incident's move must not hold up another's.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            EscalationLog.MoveWaits(log, broken.GetType().Name);
        }
        finally
        {
            under.TryRemove(incident.Id, out _);
        }
    }
}
