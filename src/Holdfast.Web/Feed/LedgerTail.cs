using System.Data.Common;
using System.Threading.Channels;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Npgsql;

namespace Holdfast.Web.Feed;

/// <summary>
/// Follows the ledger position by position: this node's commits as they happen, other processes' when they announce them, and once a second in
/// any case. Each change is given once and in order. For one reader.
/// </summary>
public sealed class LedgerTail(Database database, IncidentReader reader, Ledger ledger, TimeProvider clock)
{
    static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(1);

    /// <summary>Commits and wake-ups that may wait; what is dropped is read from the database instead.</summary>
    const int Bound = 4096;

    /// <summary>Entries of one reading from the database.</summary>
    const int Piece = 500;

    /// <summary>The last position given.</summary>
    public long Position { get; private set; }

    /// <summary>Starts at the ledger's head and calls <paramref name="publish"/> with what comes after, until cancelled.</summary>
    public async Task FollowAsync(Action started, Action<IReadOnlyList<Change>> publish, CancellationToken cancel)
    {
        var news = Channel.CreateBounded<IReadOnlyList<Change>>(new BoundedChannelOptions(Bound) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        void Committed(IReadOnlyList<Change> changes) => news.Writer.TryWrite(changes);
        void Wake() => news.Writer.TryWrite([]);
        ledger.Committed += Committed;
        await using var net = clock.CreateTimer(_ => Wake(), null, SafetyNet, SafetyNet);
        var listening = ListenAsync(Wake, cancel);
        try
        {
            Position = await reader.HeadAsync();
            started();
            await foreach (var changes in news.Reader.ReadAllAsync(cancel))
            {
                await TakeAsync(changes, publish);
            }
        }
        finally
        {
            ledger.Committed -= Committed;
            await listening;
        }
    }

    async Task TakeAsync(IReadOnlyList<Change> changes, Action<IReadOnlyList<Change>> publish)
    {
        if (changes.Count > 0 && changes[^1].Head.Position <= Position)
        {
            return;
        }

        if (changes.Count == 0 || changes[0].Head.Position != Position + 1)
        {
            await CatchUpAsync(publish);
            return;
        }

        Position = changes[^1].Head.Position;
        publish(changes);
    }

    async Task CatchUpAsync(Action<IReadOnlyList<Change>> publish)
    {
        try
        {
            while (await reader.HeadAsync() > Position && await reader.AfterAsync(Position, Piece) is { Count: > 0 } missed)
            {
                Position = missed[^1].Head.Position;
                publish(missed);
            }
        }
        catch (Exception away) when (away is DbException or DatabaseUnavailableException)
        {
            // The database is away; the next wake-up tries again.
        }
    }

    /// <summary>On PostgreSQL other nodes announce their commits; the connection is made anew when it breaks.</summary>
    async Task ListenAsync(Action wake, CancellationToken cancel)
    {
        if (database is not PostgresDatabase postgres)
        {
            return;
        }

        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await postgres.OpenListenerAsync(cancel);
                connection.Notification += (_, _) => wake();
                await using (var listen = new NpgsqlCommand("LISTEN holdfast_ledger", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancel);
                }

                while (true)
                {
                    await connection.WaitAsync(cancel);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception away) when (away is DbException or IOException or TimeoutException)
            {
                await Pause(cancel);
            }
        }
    }

    async Task Pause(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(SafetyNet, clock, cancel);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
