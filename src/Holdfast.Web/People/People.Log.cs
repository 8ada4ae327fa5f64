namespace Holdfast.Web.People;

/// <summary>What signing in and people write to the log: never a name, an address of a page, or a secret.</summary>
static partial class PeopleLog
{
    [LoggerMessage(1001, LogLevel.Warning, "People could not be read from the database ({Cause}); trying again")]
    public static partial void NotRead(ILogger log, string cause);

    [LoggerMessage(1002, LogLevel.Information, "A sign-in was refused: {Cause}")]
    public static partial void SignInRefused(ILogger log, string cause);

    [LoggerMessage(1003, LogLevel.Information, "Sessions of {Count} people ended; {Open} open requests closed")]
    public static partial void Ended(ILogger log, int count, int open);

    [LoggerMessage(1005, LogLevel.Warning, "Facts of the house could not be recorded ({Cause}); trying again")]
    public static partial void NotDelivered(ILogger log, string cause);

    [LoggerMessage(1004, LogLevel.Warning, "A session's use could not be noted ({Cause}); trying again")]
    public static partial void UseNotNoted(ILogger log, string cause);

    [LoggerMessage(1006, LogLevel.Warning, "Who is there can't be looked at now ({Failure}); trying again")]
    public static partial void PresenceWaits(ILogger log, string failure);
}
