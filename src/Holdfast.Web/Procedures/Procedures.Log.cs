namespace Holdfast.Web.Procedures;

/// <summary>What the shelf of procedures writes to the log: ids 5000 to 5099; files and lines, never what stands in them.</summary>
static partial class ProceduresLog
{
    [LoggerMessage(5001, LogLevel.Information, "New incidents begin with the procedure {Version}")]
    public static partial void InUse(ILogger log, string version);

    [LoggerMessage(5002, LogLevel.Warning, "The procedure pack can't be read, at {Place}; the version in use stays {Version}")]
    public static partial void Refused(ILogger log, string place, string version);

    [LoggerMessage(5003, LogLevel.Warning, "The procedure pack can't be looked at now ({Cause}); trying again")]
    public static partial void Waits(ILogger log, string cause);

    [LoggerMessage(5004, LogLevel.Warning, "A stored version of the procedure can't be read: {Version}")]
    public static partial void Unreadable(ILogger log, string version);

    [LoggerMessage(5005, LogLevel.Warning, "The procedure pack was changed and kept its number: {Version}")]
    public static partial void SameNumber(ILogger log, string version);
}
