using Holdfast.Core.Escalation;

namespace Holdfast.Web.Escalation;

/// <summary>Log messages of this slice: ids 3000 to 3099, never with content.</summary>
static partial class EscalationLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Deadlines can't be looked at now ({Failure}); trying again")]
    public static partial void DeadlinesWait(ILogger log, string failure);

    [LoggerMessage(3002, LogLevel.Warning, "Drafts can't be looked at now ({Failure}); trying again")]
    public static partial void DraftsWait(ILogger log, string failure);

    [LoggerMessage(3003, LogLevel.Warning, "The next to be rung could not be found now ({Failure}); trying again")]
    public static partial void MoveWaits(ILogger log, string failure);

    [LoggerMessage(3004, LogLevel.Warning, "Whether every open incident has somebody can't be looked at now ({Failure}); trying again")]
    public static partial void OwnersWait(ILogger log, string failure);

    [LoggerMessage(3005, LogLevel.Warning, "The heartbeat was not heard ({Failure}); the next one is sent in a minute")]
    public static partial void BeatNotHeard(ILogger log, BeatFailure failure);

    [LoggerMessage(3006, LogLevel.Error, "Deadlines are not being looked at: no heartbeat is sent")]
    public static partial void NoBeat(ILogger log);

    [LoggerMessage(3007, LogLevel.Warning, "The heartbeat broke ({Failure}); the next one is sent in a minute")]
    public static partial void BeatBroke(ILogger log, string failure);
}
