using System.Data.Common;
using System.Threading.Channels;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Holdfast.Storage.Ledger;

/// <summary>
/// The one ordered record of all incidents. Batches go through one bounded queue and are committed many at a time with one flush; each is
/// atomic, idempotent by its entries' ids, and answered only when durable. Thread-safe.
/// </summary>
public sealed class Ledger : IAsyncDisposable
{
    /// <summary>Batches that may wait; past it the ledger says it is busy.</summary>
    const int QueueBound = 8192;

    /// <summary>Batches of one commit at most.</summary>
    const int TurnBound = 256;

    /// <summary>Incidents that the writer keeps in memory at most.</summary>
    const int CacheBound = 20_000;

    readonly Database database;
    readonly Keyring keys;
    readonly FactWire wire;
    readonly TimeProvider clock;
    readonly FindProcedure? procedures;
    readonly System.Threading.Channels.Channel<Waiting> queue = System.Threading.Channels.Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueBound) { SingleReader = true });
    readonly Dictionary<IncidentId, Held> cache = [];
    readonly Task writer;
    LedgerSession? session;
    long lastHead = -1;

    /// <param name="procedures">By what incidents are read, so that what follows from their entries is written with them; null where nothing follows.</param>
    public Ledger(Database database, Keyring keys, FactWire wire, TimeProvider clock, FindProcedure? procedures = null)
    {
        this.database = database;
        this.keys = keys;
        this.wire = wire;
        this.clock = clock;
        this.procedures = procedures;
        writer = Task.Run(WriteAsync);
    }

    /// <summary>Told after each commit of this node, in order, on the writer's own task: be quick. Positions from other processes may lie between two calls.</summary>
    public event Action<IReadOnlyList<Change>>? Committed;

    /// <summary>Told after drafts of this node were kept.</summary>
    public event Action<Append>? Drafted;

    /// <summary>Appends one batch; the answer is given when it is durable.</summary>
    /// <exception cref="LedgerUnavailableException">The queue is full or the database is away; whether the batch was kept is not known: send it again under the same ids.</exception>
    public Task<Appended> AppendAsync(Append batch)
    {
        var waiting = new Waiting(batch);
        return queue.Writer.TryWrite(waiting) ? waiting.Answer.Task : Task.FromException<Appended>(new LedgerUnavailableException("The ledger is busy."));
    }

    /// <summary>Takes no more batches and finishes those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
    }

    async Task WriteAsync()
    {
        var turn = new List<Waiting>(TurnBound);
        while (await queue.Reader.WaitToReadAsync())
        {
            turn.Clear();
            while (turn.Count < TurnBound && queue.Reader.TryRead(out var next))
            {
                turn.Add(next);
            }

            if (!await TryTurnAsync(turn))
            {
                await OneByOneAsync(turn);
            }
        }

        await CloseSession();
    }

    /// <summary>Something broke the common commit: each alone, so that what is broken fails alone. A database that is away fails all at once.</summary>
    async Task OneByOneAsync(List<Waiting> turn)
    {
        var away = false;
        foreach (var waiting in turn)
        {
            if (!away && !await TryTurnAsync([waiting]))
            {
                away = waiting.IsAway;
            }

            waiting.Fail();
        }
    }

    /// <summary>False when the database refused the turn; each batch keeps the reason. Batches that failed by themselves are answered.</summary>
    async Task<bool> TryTurnAsync(List<Waiting> waiting)
    {
        try
        {
            session ??= await LedgerSession.OpenAsync(database, keys, wire);
            var (position, ticks) = await session.BeginAsync();
            if (position != lastHead)
            {
                cache.Clear();
            }

            var now = new DateTimeOffset(Math.Max(clock.GetUtcNow().UtcTicks, ticks), TimeSpan.Zero);
            var turn = new Turn(session, keys, wire, position, now, new Pinned(procedures));
            await turn.ReadAsync(waiting.ConvertAll(one => one.Batch), cache.GetValueOrDefault);
            foreach (var one in waiting)
            {
                one.Plan(turn);
            }

            await turn.WriteAsync();
            await session.CommitAsync();
            Remember(turn);
            Tell(turn, waiting);
            waiting.ForEach(one => one.Succeed());
            return true;
        }
#pragma warning disable CA1031 // Whatever breaks one turn must not end the writer, for which every later batch would wait in vain.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            lastHead = -1;
            cache.Clear();
            await CloseSession();
            waiting.ForEach(one => one.Broken(broken));
            return false;
        }
    }

    void Remember(Turn turn)
    {
        if (cache.Count > CacheBound)
        {
            cache.Clear();
        }

        foreach (var (id, incident) in turn.After)
        {
            cache[id] = new Held(incident, turn.KeyOf(id));
            keys.Remember(turn.KeyOf(id));
        }

        lastHead = turn.Head;
    }

    /// <summary>Tells the listeners. What they do wrong changes nothing for those who wait: their entries are durable.</summary>
    void Tell(Turn turn, List<Waiting> waiting)
    {
        try
        {
            if (turn.Changes.Count > 0)
            {
                Committed?.Invoke(turn.Changes);
            }

            foreach (var one in waiting.Where(one => one.Batch.Draft is not null && one.IsKept))
            {
                Drafted?.Invoke(one.Batch);
            }
        }
#pragma warning disable CA1031 // A listener's bug; it surfaces as an unobserved failure.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _ = Task.FromException(bug);
        }
    }

    async Task CloseSession()
    {
        if (session is null)
        {
            return;
        }

        var closing = session;
        session = null;
        try
        {
            await closing.RollbackAsync();
        }
        catch (Exception gone) when (gone is DbException or InvalidOperationException or IOException or TimeoutException)
        {
            // The connection is broken: the database rolls back by itself.
        }

        await closing.DisposeAsync();
    }

    /// <summary>A batch in the queue and whoever waits for its answer.</summary>
    sealed class Waiting(Append batch)
    {
        Appended? planned;
        Exception? failure;

        public Append Batch => batch;

        public TaskCompletionSource<Appended> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Plan(Turn turn)
        {
            planned = null;
            failure = null;
            try
            {
                planned = turn.Plan(batch);
            }
#pragma warning disable CA1031 // Whatever breaks one batch must not break its neighbors.
            catch (Exception broken)
#pragma warning restore CA1031
            {
                failure = broken;
            }
        }

        /// <summary>Whether it failed because no connection was to be had or none answers: those behind it need not wait for the same.</summary>
        public bool IsAway => failure?.InnerException is DatabaseUnavailableException or TimeoutException or IOException or System.Net.Sockets.SocketException
            or (NpgsqlException and not PostgresException);

        /// <summary>Whether its turn kept it, by now or before.</summary>
        public bool IsKept => planned is Appended.Done;

        /// <summary>The turn failed: the batch's own fault when the database refused its values or its record can't be read, else the database's.</summary>
        public void Broken(Exception reason) => failure = reason switch
        {
            PostgresException { SqlState: ['2', '2' or '3', ..] } or SqliteException { SqliteErrorCode: 18 or 19 or 20 } => reason,
            DbException or DatabaseUnavailableException or InvalidOperationException or IOException or TimeoutException or System.Net.Sockets.SocketException =>
                new LedgerUnavailableException("The database is away.", reason),
            _ => reason,
        };

        public void Succeed()
        {
            if (planned is not null)
            {
                Answer.TrySetResult(planned);
            }
            else
            {
                Fail();
            }
        }

        /// <summary>Tells the failure, when there is one and no answer was given.</summary>
        public void Fail()
        {
            if (failure is not null)
            {
                Answer.TrySetException(failure);
            }
        }
    }
}
