using Holdfast.Core.Incidents;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.Feed;

/// <summary>The bytes that tell of one incident as it is now, made once for all who see the same. Thread-safe.</summary>
/// <param name="position">Where to resume after it; null while what was missed is told.</param>
sealed class RowEvents(RowViews rows, Incident incident, long? position)
{
    /// <summary>By what is seen. Two who come at once may both make it; they make the same.</summary>
    readonly byte[]?[] made = new byte[]?[4];

    /// <summary>The same for everybody who may no longer know of it.</summary>
    byte[]? gone;

    public Incident Incident => incident;

    public long? Position => position;

    public byte[] Row(bool mayRead, bool ringing) =>
        made[(mayRead ? 2 : 0) + (ringing ? 1 : 0)] ??= FeedEvents.Incident(rows.Of(incident, mayRead, ringing, withContent: false), position);

    public byte[] Gone() => gone ??= FeedEvents.Gone(new GoneView(incident.Id.ToString()));
}
