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
}
