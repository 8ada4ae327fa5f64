namespace Holdfast.Web.Wiring;

/// <summary>What the composition writes to the log.</summary>
static partial class WiringLog
{
    [LoggerMessage(1101, LogLevel.Error, "A request failed: {Kind}\n{Where}")]
    public static partial void Failed(ILogger log, string kind, string where);
}
