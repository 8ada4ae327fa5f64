namespace Holdfast.Web.Notices;

/// <summary>Log messages of this slice: ids 7000 to 7099, never with content, a name or an address.</summary>
static partial class NoticesLog
{
    [LoggerMessage(7001, LogLevel.Warning, "Deliveries can't be looked at now ({Failure}); trying again")]
    public static partial void DeliveriesWait(ILogger log, string failure);

    [LoggerMessage(7002, LogLevel.Warning, "What became of a delivery could not be noted ({Failure}); it is tried again")]
    public static partial void OneWaits(ILogger log, string failure);

    [LoggerMessage(7003, LogLevel.Error, "A carrier of {Kind} broke ({Failure})")]
    public static partial void CarrierBroke(ILogger log, string kind, string failure);

    [LoggerMessage(7004, LogLevel.Warning, "A notice by {Kind} was given up after {Attempts} attempts: {Failure}")]
    public static partial void GivenUp(ILogger log, string kind, int attempts, string failure);

    [LoggerMessage(7005, LogLevel.Warning, "Methods could not be read from the database ({Failure}); trying again")]
    public static partial void MethodsNotRead(ILogger log, string failure);

    [LoggerMessage(7006, LogLevel.Information, "Cleared {Count} notices that were old")]
    public static partial void Swept(ILogger log, int count);
}
