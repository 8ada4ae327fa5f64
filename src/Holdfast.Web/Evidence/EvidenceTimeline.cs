using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Evidence;

/// <summary>One plain line for each fact about evidence. Pure.</summary>
public static class EvidenceTimeline
{
    /// <summary>The line; names are those of the evidence as it is known by now.</summary>
    /// <param name="read">The procedure in the reader's language: a promise may be in words that it offers.</param>
    /// <exception cref="ArgumentException">The fact is none of this slice's.</exception>
    public static string Of(Fact fact, EvidenceWork work, Procedure read) => fact switch
    {
        EvidenceKept kept => Kept(kept, work, read),
        EvidenceOpened { How: Opening.Viewed } opened => $"Evidence viewed: {Name(opened.Evidence, work)}{For(opened.Purpose)}",
        EvidenceOpened { How: Opening.Downloaded } opened => $"Evidence downloaded: {Name(opened.Evidence, work)}{For(opened.Purpose)}",
        EvidenceOpened opened => $"Evidence taken out through the API: {Name(opened.Evidence, work)}{For(opened.Purpose)}",
        EvidenceScanned scanned => $"{EvidenceWords.Of(scanned.Result, scanned.Found)}: {Name(scanned.Evidence, work)}{(scanned.Result == ScanResult.Found ? ". Quarantined" : "")}",
        EvidencePromised promised => $"Evidence to come: {read.Reads(promised.What)}{(promised.From is { Length: > 0 } from ? $", from {from}" : "")}, due {Time(promised.DueAt)}",
        PromiseWithdrawn withdrawn => $"Evidence will not come: {Promise(withdrawn.Promise, work, read)} ({withdrawn.Reason})",
        _ => throw new ArgumentException("No fact about evidence.", nameof(fact)),
    };

    static string Kept(EvidenceKept kept, EvidenceWork work, Procedure read)
    {
        var whole = kept.Declared is { } declared && declared > kept.Length ? $"only {EvidenceWords.Size(kept.Length)} of {EvidenceWords.Size(declared)} came" : EvidenceWords.Size(kept.Length);
        var from = kept.Within is { } mail ? $", attached to {Name(mail, work)}" : "";
        var same = kept.Same is { } earlier ? $", the same file as {Name(earlier, work)}" : "";
        var promised = kept.Promise is { } promise && work.Promises.Any(one => one.Id == promise) ? $", as promised: {Promise(promise, work, read)}" : "";
        return $"Evidence kept: {ShownName.Of(kept.Name)}, {whole}{from}{same}{promised}";
    }

    static string Name(EvidenceId id, EvidenceWork work) => work.Find(id) is { } item ? ShownName.Of(item.Name) : "a piece that is not known";

    static string Promise(EntryId id, EvidenceWork work, Procedure read) => work.Promises.FirstOrDefault(one => one.Id == id) is { } promise ? read.Reads(promise.What) : "a promise that is not known";

    static string For(string purpose) => string.IsNullOrWhiteSpace(purpose) ? "" : $" ({purpose})";

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
