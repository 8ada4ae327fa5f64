using System.Collections.Concurrent;
using Holdfast.Core.Incidents;
using Holdfast.Core.Text;
using Holdfast.Web.Incidents;
using Holdfast.Web.Text;

namespace Holdfast.Web.Feed;

/// <summary>The bytes that tell of one incident as it is now, made once for all who see the same. Thread-safe.</summary>
/// <param name="position">Where to resume after it; null while what was missed is told.</param>
sealed class RowEvents(RowViews rows, Incident incident, long? position)
{
    /// <summary>By what is seen and in which language it is told. Two who come at once may both make it; they make the same.</summary>
    readonly ConcurrentDictionary<(bool MayRead, bool Ringing, Language Language), byte[]> made = [];

    /// <summary>The same for everybody who may no longer know of it.</summary>
    byte[]? gone;

    public Incident Incident => incident;

    public long? Position => position;

    public byte[] Row(bool mayRead, bool ringing, Language language) =>
        made.GetOrAdd((mayRead, ringing, language), static (seen, events) => events.Make(seen.MayRead, seen.Ringing, seen.Language), this);

    public byte[] Gone() => gone ??= FeedEvents.Gone(new GoneView(incident.Id.ToString()));

    byte[] Make(bool mayRead, bool ringing, Language language)
    {
        using var speaking = Texts.As(language);
        return FeedEvents.Incident(rows.Of(incident, mayRead, ringing, withContent: false), position);
    }
}
