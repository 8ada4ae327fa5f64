using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.Notices;

/// <summary>Reads what became of notices. It decides nothing: doors ask Access before they show whose it is. Thread-safe.</summary>
public sealed class NoticeReader(Database database)
{
    /// <summary>Deliveries of one reading at most.</summary>
    const int Most = 1000;

    /// <summary>Who was told of an incident, by which methods, and how each fares: the first told first.</summary>
    public async Task<IReadOnlyList<Delivery>> OfIncidentAsync(IncidentId incident) => await database.QueryAsync(
        $"SELECT {Delivery.Columns} {Delivery.From} WHERE n.incident = $1 ORDER BY n.made_at, n.id, d.kind, d.method LIMIT $2", Delivery.Read, incident.ToBytes(), (long)Most);

    /// <summary>The latest test that a person asked for, by each method; empty when there was none.</summary>
    public async Task<IReadOnlyList<Delivery>> LatestTestAsync(PersonId person) => await database.QueryAsync(
        $"SELECT {Delivery.Columns} {Delivery.From} WHERE n.id = (SELECT id FROM notice WHERE person = $1 AND cause = $2 ORDER BY made_at DESC, id DESC LIMIT 1) ORDER BY d.kind, d.method",
        Delivery.Read, person.ToBytes(), Words<NoticeCause>.Of(NoticeCause.Test));

    /// <summary>What was given up, the latest first.</summary>
    public async Task<IReadOnlyList<Delivery>> DeadAsync(int limit) => await database.QueryAsync(
        $"SELECT {Delivery.Columns} {Delivery.From} WHERE d.failed_at IS NOT NULL ORDER BY d.failed_at DESC LIMIT $1",
        Delivery.Read, (long)Math.Clamp(limit, 1, Most));

    /// <summary>How many were given up.</summary>
    public async Task<int> CountDeadAsync() => (await database.QueryAsync(
        $"SELECT COUNT(*) FROM (SELECT 1 FROM delivery WHERE failed_at IS NOT NULL LIMIT {Most}) AS found", row => (int)row.GetInt64(0)))[0];
}
