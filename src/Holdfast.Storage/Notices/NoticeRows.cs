using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Ledger;

namespace Holdfast.Storage.Notices;

/// <summary>Rows of notices that are written with the fact they tell of, in its own commit.</summary>
public static class NoticeRows
{
    /// <summary>The same notice is made once while it stands: for ever until the ring is over, for a quarter of an hour for what has no end of its own.</summary>
    static readonly TimeSpan Stands = TimeSpan.FromMinutes(15);

    internal static readonly string Queued = Words<DeliveryState>.Of(DeliveryState.Queued);
    internal static readonly string Sent = Words<DeliveryState>.Of(DeliveryState.Sent);
    internal static readonly string Delivered = Words<DeliveryState>.Of(DeliveryState.Delivered);
    internal static readonly string Seen = Words<DeliveryState>.Of(DeliveryState.Seen);
    internal static readonly string Failed = Words<DeliveryState>.Of(DeliveryState.Failed);
    internal static readonly string NotNeeded = Words<DeliveryState>.Of(DeliveryState.NotNeeded);
    static readonly string Ring = Words<NoticeCause>.Of(NoticeCause.Ring);
    static readonly string Screen = Words<MethodKind>.Of(MethodKind.Screen);

    /// <summary>The method of the screen, which is nobody's row.</summary>
    internal static readonly byte[] NoMethod = new byte[16];

    const string InsertNotice =
        """
        INSERT INTO notice (id, incident, person, cause, round, year, serial, priority, made_at)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
        WHERE NOT EXISTS (SELECT 1 FROM notice WHERE incident = $2 AND person = $3 AND cause = $4 AND round = $5 AND over_at IS NULL AND made_at > $10)
        """;

    const string InsertHouseNotice =
        """
        INSERT INTO notice (id, person, cause, round, year, serial, priority, made_at)
        SELECT $1, $2, $3, 0, 0, 0, '', $4
        WHERE NOT EXISTS (SELECT 1 FROM notice WHERE person = $2 AND cause = $3 AND made_at > $5)
        """;

    const string InsertDelivery =
        """
        INSERT INTO delivery (notice, method, kind, state, attempts, due_at)
        SELECT $1, $2, $3, $4, 0, $5 WHERE EXISTS (SELECT 1 FROM notice WHERE id = $1)
        """;

    const string InsertShownAtOnce =
        """
        INSERT INTO delivery (notice, method, kind, state, attempts, sent_at)
        SELECT $1, $2, $3, $4, 1, $5 WHERE EXISTS (SELECT 1 FROM notice WHERE id = $1)
        """;

    /// <summary>A notice of an incident. Where the same one stands already, neither it nor its deliveries are written.</summary>
    public static Write Of(NoticeId id, Incident incident, PersonId person, NoticeCause cause, int round, DateTimeOffset now) => new(InsertNotice,
    [
        id.ToBytes(), incident.Id.ToBytes(), person.ToBytes(), Words<NoticeCause>.Of(cause), (long)round, (long)incident.Number.Year, (long)incident.Number.Serial,
        Words<Priority>.Of(incident.Priority), now.UtcTicks, cause == NoticeCause.Ring ? 0L : (now - Stands).UtcTicks,
    ]);

    /// <summary>A notice that is about no incident.</summary>
    /// <param name="once">Within this time the same person gets one of this cause.</param>
    public static Write OfHouse(NoticeId id, PersonId person, NoticeCause cause, TimeSpan once, DateTimeOffset now) =>
        new(InsertHouseNotice, [id.ToBytes(), person.ToBytes(), Words<NoticeCause>.Of(cause), now.UtcTicks, (now - once).UtcTicks]);

    /// <summary>Its delivery by one method, due some time after.</summary>
    public static Write By(NoticeId id, Method method, DateTimeOffset now) =>
        new(InsertDelivery, [id.ToBytes(), method.Id.ToBytes(), Words<MethodKind>.Of(method.Kind), Queued, (now + method.After).UtcTicks]);

    /// <summary>Its delivery on the screen: there at once where one is open, else looked for once more a little later.</summary>
    public static Write OnScreen(NoticeId id, bool isOpen, DateTimeOffset now, DateTimeOffset lookAt) => isOpen
        ? new(InsertShownAtOnce, [id.ToBytes(), NoMethod, Screen, Sent, now.UtcTicks])
        : new(InsertDelivery, [id.ToBytes(), NoMethod, Screen, Queued, lookAt.UtcTicks]);

    /// <summary>The alert was on this person's screen: the notices of it that stand are seen there.</summary>
    public static ImmutableArray<Write> Shown(IncidentId incident, PersonId person, DateTimeOffset now) =>
    [
        new(
            """
            UPDATE delivery SET state = $1, due_at = NULL, failure = NULL, failed_at = NULL, sent_at = COALESCE(sent_at, $2), seen_at = $2
            WHERE kind = $3 AND seen_at IS NULL AND notice IN (SELECT id FROM notice WHERE incident = $4 AND person = $5 AND over_at IS NULL)
            """,
            [Seen, now.UtcTicks, Screen, incident.ToBytes(), person.ToBytes()]),
    ];

    /// <summary>The ring is over: what has not gone out needs not, and links of it open nothing more.</summary>
    public static ImmutableArray<Write> Over(IncidentId incident, DateTimeOffset now) =>
    [
        new(
            "UPDATE delivery SET state = $1, due_at = NULL WHERE state = $2 AND notice IN (SELECT id FROM notice WHERE incident = $3 AND cause = $4 AND over_at IS NULL)",
            [NotNeeded, Queued, incident.ToBytes(), Ring]),
        new("UPDATE notice SET over_at = $1 WHERE incident = $2 AND cause = $3 AND over_at IS NULL", [now.UtcTicks, incident.ToBytes(), Ring]),
    ];
}
