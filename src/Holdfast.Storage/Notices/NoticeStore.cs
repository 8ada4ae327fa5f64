using System.Collections.Immutable;
using Holdfast.Core.Notices;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Ledger;
using Record = Holdfast.Storage.Ledger.Ledger;

namespace Holdfast.Storage.Notices;

/// <summary>Deliveries on their way, for all nodes: each is claimed by one. Writes go in the ledger's turns, many with one flush. Thread-safe.</summary>
public sealed class NoticeStore(Database database, Record ledger, TimeProvider clock)
{
    /// <summary>How long finished notices stay.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Notices of one sweep at most.</summary>
    const int SweptAtOnce = 5000;

    public async Task<Notice?> FindAsync(NoticeId id) =>
        (await database.QueryAsync($"SELECT {Notice.Columns} FROM notice n WHERE n.id = $1", Notice.Read, id.ToBytes())).SingleOrDefault();

    /// <summary>Deliveries of a kind that are due, the longest waiting first.</summary>
    public async Task<IReadOnlyList<Delivery>> DueAsync(MethodKind kind, DateTimeOffset now, int limit) => await database.QueryAsync(
        $"SELECT {Delivery.Columns} {Delivery.From} WHERE d.kind = $1 AND d.due_at <= $2 ORDER BY d.due_at LIMIT $3", Delivery.Read, Words<MethodKind>.Of(kind), now.UtcTicks, (long)limit);

    /// <summary>Takes those of the deliveries that nobody took before; if this node dies, they are due again at <paramref name="until"/>. One flush for all.</summary>
    /// <returns>What was taken, as it then is.</returns>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(IReadOnlyCollection<Delivery> due, DateTimeOffset until)
    {
        var taken = new List<Delivery>(due.Count);
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        foreach (var one in due)
        {
            await using var command = database.Command(
                connection, transaction, "UPDATE delivery SET due_at = $1, attempts = attempts + 1 WHERE notice = $2 AND method = $3 AND state = $4 AND due_at = $5 AND attempts = $6",
                until.UtcTicks, one.Notice.Id.ToBytes(), one.MethodBytes, NoticeRows.Queued, one.DueAt!.Value.UtcTicks, (long)one.Attempts);
            if (await command.ExecuteNonQueryAsync() == 1)
            {
                taken.Add(one with { DueAt = until, Attempts = one.Attempts + 1 });
            }
        }

        await transaction.CommitAsync();
        return taken;
    }

    /// <summary>It went out. What arrived meanwhile stays as far as it came.</summary>
    public Task SentAsync(Delivery claimed) => WriteAsync(new Write(
        "UPDATE delivery SET state = CASE WHEN state IN ($1, $2) THEN $3 ELSE state END, due_at = NULL, failure = NULL, sent_at = $4 WHERE notice = $5 AND method = $6 AND attempts = $7",
        [NoticeRows.Queued, NoticeRows.NotNeeded, NoticeRows.Sent, clock.GetUtcNow().UtcTicks, claimed.Notice.Id.ToBytes(), claimed.MethodBytes, (long)claimed.Attempts]));

    /// <summary>It did not go out and is tried again.</summary>
    public Task AgainAsync(Delivery claimed, SendFailure why, DateTimeOffset at) => EndedAsync(claimed, "due_at = $1, failure = $2", at.UtcTicks, Words<SendFailure>.Of(why));

    /// <summary>It is given up: a dead letter until somebody sends it again. A screen that wasn't open is none.</summary>
    public Task FailedAsync(Delivery claimed, SendFailure why) =>
        EndedAsync(claimed, "due_at = NULL, failed_at = $1, failure = $2, state = '" + NoticeRows.Failed + "'", claimed.Kind == MethodKind.Screen ? null : clock.GetUtcNow().UtcTicks, Words<SendFailure>.Of(why));

    /// <summary>Nobody needs it any more.</summary>
    public Task NotNeededAsync(Delivery claimed) => EndedAsync(claimed, "due_at = NULL, state = $1", NoticeRows.NotNeeded);

    /// <summary>A device says that it has the notice, or that its owner saw it. Saying so again changes nothing.</summary>
    /// <param name="method">Which; null for each of the notice's phones.</param>
    public Task ReceivedAsync(NoticeId notice, MethodId? method, bool seen)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var which = method is null ? "" : " AND method = $6";
        object?[] values = [now, Words<DeliveryState>.Of(seen ? DeliveryState.Seen : DeliveryState.Delivered), NoticeRows.Seen, notice.ToBytes(), Words<MethodKind>.Of(MethodKind.Push)];
        var at = seen ? "seen_at" : "delivered_at";
        return WriteAsync(new Write(
            $"""
            UPDATE delivery SET {at} = COALESCE({at}, $1), state = CASE WHEN state = $3 THEN state ELSE $2 END, due_at = NULL, failure = NULL, failed_at = NULL, sent_at = COALESCE(sent_at, $1)
            WHERE notice = $4 AND kind = $5{which}
            """,
            method is { } one ? [.. values, one.ToBytes()] : values));
    }

    /// <summary>Its link was used: it is used up, and what went out of it was seen.</summary>
    /// <returns>Whether this was the first time.</returns>
    public async Task<bool> UseAsync(NoticeId notice)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var first = await database.ExecuteAsync("UPDATE notice SET used_at = $1 WHERE id = $2 AND used_at IS NULL", now, notice.ToBytes()) == 1;
        if (first)
        {
            await WriteAsync(
                new Write("UPDATE delivery SET state = $1, seen_at = COALESCE(seen_at, $2) WHERE notice = $3 AND state IN ($4, $5)", [NoticeRows.Seen, now, notice.ToBytes(), NoticeRows.Sent, NoticeRows.Delivered]),
                new Write("UPDATE delivery SET state = $1, due_at = NULL WHERE notice = $2 AND state = $3", [NoticeRows.NotNeeded, notice.ToBytes(), NoticeRows.Queued]));
        }

        return first;
    }

    /// <summary>Takes a dead letter up again, as if it had never been tried.</summary>
    /// <returns>False when it is none, or somebody else did.</returns>
    public async Task<bool> SendAgainAsync(NoticeId notice, MethodId method) => await database.ExecuteAsync(
        "UPDATE delivery SET state = $1, attempts = 0, due_at = $2, failure = NULL, failed_at = NULL WHERE notice = $3 AND method = $4 AND state = $5",
        NoticeRows.Queued, clock.GetUtcNow().UtcTicks, notice.ToBytes(), method.ToBytes(), NoticeRows.Failed) == 1;

    /// <summary>Clears notices after 90 days, with their deliveries.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync()
    {
        var before = (clock.GetUtcNow() - Kept).UtcTicks;
        const string Old = "SELECT id FROM notice WHERE made_at < $1 ORDER BY made_at LIMIT $2";
        await database.ExecuteAsync($"DELETE FROM delivery WHERE notice IN ({Old})", before, (long)SweptAtOnce);
        return await database.ExecuteAsync($"DELETE FROM notice WHERE id IN ({Old})", before, (long)SweptAtOnce);
    }

    /// <summary>Writes rows that belong to no entry.</summary>
    public async Task WriteAsync(params ImmutableArray<Write> writes) =>
        await ledger.AppendAsync(new Append { Incident = HouseRecord.Id, Author = HouseRecord.Author, Also = writes });

    /// <summary>What came of a claim, unless somebody else has it by now or it is over.</summary>
    Task EndedAsync(Delivery claimed, string set, params object?[] values)
    {
        var from = values.Length;
        return WriteAsync(new Write(
            $"UPDATE delivery SET {set} WHERE notice = ${from + 1} AND method = ${from + 2} AND attempts = ${from + 3} AND state = ${from + 4}",
            [.. values, claimed.Notice.Id.ToBytes(), claimed.MethodBytes, (long)claimed.Attempts, NoticeRows.Queued]));
    }
}
