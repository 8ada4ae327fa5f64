using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Text;

namespace Holdfast.Core.Escalation;

/// <summary>What is watched for, so that silence of any kind is heard.</summary>
[JsonConverter(typeof(WordConverter<Watch>))]
public enum Watch
{
    /// <summary>Live, and not filed.</summary>
    Unfiled,

    /// <summary>Acknowledged, and then no sign of whoever has it.</summary>
    Silent,

    /// <summary>Emergency services were called, and nobody said whether they reached the person.</summary>
    Reached,

    /// <summary>Promised evidence did not come.</summary>
    Evidence,

    /// <summary>Filed, and the case isn't done.</summary>
    Case,

    /// <summary>Nobody has asked how the agent is.</summary>
    CheckIn,
}

/// <summary>How long each watch waits, in seconds, as the pack said when the incident began.</summary>
public sealed record WatchTimes(int Unfiled, int Silent, int Reached, int Case, int CheckIn)
{
    /// <summary>What older packs and records, which say nothing of it, are taken to mean.</summary>
    public static WatchTimes Usual { get; } = new(900, 600, 900, 86_400, 14_400);
}

/// <summary>A watch that would fire.</summary>
/// <param name="Of">The call or the promise that it is about; null where there is just one of its kind.</param>
public readonly record struct WatchDue(Watch What, EntryId? Of, DateTimeOffset DueAt);

/// <summary>A watch that has fired.</summary>
public readonly record struct WatchFired(Watch What, EntryId? Of);

/// <summary>What is watched on an incident as it is, and when each falls due. Each fires once. Pure.</summary>
public static class Watches
{
    /// <summary>Watches of one incident that fire at most; past it nothing more is watched, so that no deadline is left standing.</summary>
    public const int MostFired = 1000;

    /// <summary>The next to fall due; null when nothing is watched.</summary>
    public static WatchDue? Next(Incident incident)
    {
        WatchDue? next = null;
        foreach (var due in Open(incident))
        {
            next = next is { } first && first.DueAt <= due.DueAt ? first : due;
        }

        return next;
    }

    /// <summary>Whether something that is watched has fired and is still so.</summary>
    public static bool Late(Incident incident) => Passed(incident).Any();

    /// <summary>What has fired and is still so, with the times at which it was due.</summary>
    public static IEnumerable<WatchDue> Passed(Incident incident) =>
        incident.Fired.IsEmpty ? [] : Open(incident with { Fired = [] }).Where(one => incident.Fired.Contains(new WatchFired(one.What, one.Of)));

    /// <summary>All that is watched and has not fired.</summary>
    public static IEnumerable<WatchDue> Open(Incident incident)
    {
        if (!incident.IsOpen || incident.Fired.Length >= MostFired)
        {
            yield break;
        }

        var times = incident.Watched ?? WatchTimes.Usual;
        if (incident.State == State.Live && !Fired(Watch.Unfiled, null))
        {
            yield return new WatchDue(Watch.Unfiled, null, incident.KnownAt + Seconds(times.Unfiled));
        }

        if (Silence(incident) is { } since && !Fired(Watch.Silent, null))
        {
            yield return new WatchDue(Watch.Silent, null, since + Seconds(times.Silent));
        }

        foreach (var call in incident.Emergency)
        {
            if (call.Reached is null && !Fired(Watch.Reached, call.Id))
            {
                yield return new WatchDue(Watch.Reached, call.Id, call.At + Seconds(times.Reached));
            }
        }

        foreach (var promise in incident.Evidence.Promises)
        {
            if (promise.IsOwed && !Fired(Watch.Evidence, promise.Id))
            {
                yield return new WatchDue(Watch.Evidence, promise.Id, promise.DueAt);
            }
        }

        if (incident is { FiledAt: { } filed, Case.DoneAt: null } && !Fired(Watch.Case, null))
        {
            yield return new WatchDue(Watch.Case, null, filed + Seconds(times.Case));
        }

        if (incident is { FiledAt: { } written, Cared: null } && !Fired(Watch.CheckIn, null))
        {
            yield return new WatchDue(Watch.CheckIn, null, written + Seconds(times.CheckIn));
        }

        bool Fired(Watch what, EntryId? of) => incident.Fired.Contains(new WatchFired(what, of));
    }

    /// <summary>Since when whoever has it has given no sign; null where no sign is awaited: nobody has it, or it is filed and they have done something since they took it.</summary>
    static DateTimeOffset? Silence(Incident incident) =>
        incident is not { Acknowledged: { } taken, Ring: null } ? null
        : incident.OwnerSignAt is not { } sign || sign < taken.At ? taken.At
        : incident.State == State.Live ? sign : null;

    static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
