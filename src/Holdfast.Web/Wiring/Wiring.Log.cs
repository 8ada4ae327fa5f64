namespace Holdfast.Web.Wiring;

/// <summary>What the composition writes to the log.</summary>
static partial class WiringLog
{
    [LoggerMessage(1101, LogLevel.Error, "A request failed: {Kind}, database says {SqlState}\n{Where}")]
    public static partial void Failed(ILogger log, string kind, string sqlState, string where);
}
