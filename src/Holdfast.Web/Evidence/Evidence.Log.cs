namespace Holdfast.Web.Evidence;

/// <summary>Log messages of this slice: ids 3200 to 3299, never with content.</summary>
static partial class EvidenceLog
{
    [LoggerMessage(3201, LogLevel.Error, "Evidence {Evidence} of incident {Incident} no longer matches what was kept: frame {Frame}")]
    public static partial void Damaged(ILogger log, string incident, string evidence, long frame);

    [LoggerMessage(3202, LogLevel.Warning, "Evidence that arrived can't be looked after now ({Failure}); trying again")]
    public static partial void Waits(ILogger log, string failure);

    [LoggerMessage(3203, LogLevel.Warning, "Evidence {Evidence} of incident {Incident} can't be kept now ({Failure}); trying again")]
    public static partial void OneWaits(ILogger log, string incident, string evidence, string failure);

    [LoggerMessage(3204, LogLevel.Warning, "Evidence that nobody knows can't be swept now ({Failure}); trying again")]
    public static partial void SweepWaits(ILogger log, string failure);

    [LoggerMessage(3205, LogLevel.Information, "Evidence store swept: {Removed} left by a broken upload removed, {Left} on no record left as they are (holdfast verify names them)")]
    public static partial void Swept(ILogger log, int removed, int left);

    [LoggerMessage(3211, LogLevel.Warning, "The virus scanner can't be reached ({Failure}); evidence waits for it and is scanned later")]
    public static partial void ScannerAway(ILogger log, string failure);

    [LoggerMessage(3212, LogLevel.Warning, "Work on evidence {Evidence} of incident {Incident} can't be done now ({Failure}); trying again")]
    public static partial void WorkWaits(ILogger log, string incident, string evidence, string failure);

    [LoggerMessage(3213, LogLevel.Warning, "The virus scanner found something in evidence {Evidence} of incident {Incident}: it is quarantined")]
    public static partial void Quarantined(ILogger log, string incident, string evidence);

    [LoggerMessage(3214, LogLevel.Warning, "Attachment {Index} of evidence {Evidence} of incident {Incident} stays in its mail alone")]
    public static partial void StaysInMail(ILogger log, string incident, string evidence, int index);
}
