using System.Data.Common;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Storage.Notices;

/// <summary>One message to one person.</summary>
/// <param name="Incident">Null for one about the house, such as a test; then number and priority are null too.</param>
/// <param name="UsedAt">When its link was used; it is used once.</param>
/// <param name="OverAt">When somebody had taken what it rang for.</param>
public sealed record Notice(
    NoticeId Id, IncidentId? Incident, PersonId Person, NoticeCause Cause, IncidentNumber? Number, Priority? Priority, DateTimeOffset MadeAt, DateTimeOffset? UsedAt, DateTimeOffset? OverAt)
{
    internal const string Columns = "n.id, n.incident, n.person, n.cause, n.year, n.serial, n.priority, n.made_at, n.used_at, n.over_at";
    internal const int Width = 10;

    internal static Notice Read(DbDataReader row)
    {
        var incident = row.IsDBNull(1) ? (IncidentId?)null : IncidentId.FromBytes((byte[])row[1]);
        return new Notice(
            NoticeId.FromBytes((byte[])row[0]), incident, PersonId.FromBytes((byte[])row[2]), Words<NoticeCause>.Parse(row.GetString(3)),
            incident is null ? null : new IncidentNumber((int)row.GetInt64(4), (int)row.GetInt64(5)), incident is null ? null : Words<Priority>.Parse(row.GetString(6)),
            new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero), Ticks.At(row, 8), Ticks.At(row, 9));
    }
}

/// <summary>How one notice fares by one method.</summary>
/// <param name="Method">Null for the screen.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="DueAt">When it is tried next; null when nothing remains to be done.</param>
public sealed record Delivery(
    Notice Notice, MethodId? Method, MethodKind Kind, DeliveryState State, int Attempts, DateTimeOffset? DueAt, SendFailure? Failure,
    DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? SeenAt, DateTimeOffset? FailedAt)
{
    internal const string Columns = Notice.Columns + ", d.method, d.kind, d.state, d.attempts, d.due_at, d.failure, d.sent_at, d.delivered_at, d.seen_at, d.failed_at";
    internal const string From = "FROM delivery d JOIN notice n ON n.id = d.notice";

    internal byte[] MethodBytes => Method?.ToBytes() ?? NoticeRows.NoMethod;

    internal static Delivery Read(DbDataReader row)
    {
        const int Own = Notice.Width;
        var kind = Words<MethodKind>.Parse(row.GetString(Own + 1));
        return new Delivery(
            Notice.Read(row), kind == MethodKind.Screen ? null : MethodId.FromBytes((byte[])row[Own]), kind, Words<DeliveryState>.Parse(row.GetString(Own + 2)), (int)row.GetInt64(Own + 3),
            Ticks.At(row, Own + 4), row.IsDBNull(Own + 5) ? null : Words<SendFailure>.Parse(row.GetString(Own + 5)),
            Ticks.At(row, Own + 6), Ticks.At(row, Own + 7), Ticks.At(row, Own + 8), Ticks.At(row, Own + 9));
    }
}
