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
        EvidenceOpened { How: Opening.Viewed } opened => T("Evidence viewed: {0}", Name(opened.Evidence, work)) + For(opened.Purpose),
        EvidenceOpened { How: Opening.Downloaded } opened => T("Evidence downloaded: {0}", Name(opened.Evidence, work)) + For(opened.Purpose),
        EvidenceOpened opened => T("Evidence taken out through the API: {0}", Name(opened.Evidence, work)) + For(opened.Purpose),
        EvidenceScanned scanned => $"{EvidenceWords.Of(scanned.Result, scanned.Found)}: {Name(scanned.Evidence, work)}{(scanned.Result == ScanResult.Found ? ". " + T("Quarantined") : "")}",
        EvidencePromised promised => promised.From is { Length: > 0 } from ? T("Evidence to come: {0}, from {1}, due {2}", read.Reads(promised.What), from, Time(promised.DueAt))
            : T("Evidence to come: {0}, due {1}", read.Reads(promised.What), Time(promised.DueAt)),
        PromiseWithdrawn withdrawn => T("Evidence will not come: {0} ({1})", Promise(withdrawn.Promise, work, read), withdrawn.Reason),
        _ => throw new ArgumentException("No fact about evidence.", nameof(fact)),
    };

    static string Kept(EvidenceKept kept, EvidenceWork work, Procedure read)
    {
        var whole = kept.Declared is { } declared && declared > kept.Length ? T("only {0} of {1} came", EvidenceWords.Size(kept.Length), EvidenceWords.Size(declared)) : EvidenceWords.Size(kept.Length);
        var from = kept.Within is { } mail ? ", " + T("attached to {0}", Name(mail, work)) : "";
        var same = kept.Same is { } earlier ? ", " + T("the same file as {0}", Name(earlier, work)) : "";
        var promised = kept.Promise is { } promise && work.Promises.Any(one => one.Id == promise) ? ", " + T("as promised: {0}", Promise(promise, work, read)) : "";
        return T("Evidence kept: {0}", ShownName.Of(kept.Name)) + $", {whole}{from}{same}{promised}";
    }

    static string Name(EvidenceId id, EvidenceWork work) => work.Find(id) is { } item ? ShownName.Of(item.Name) : T("a piece that is not known");

    static string Promise(EntryId id, EvidenceWork work, Procedure read) => work.Promises.FirstOrDefault(one => one.Id == id) is { } promise ? read.Reads(promise.What) : T("a promise that is not known");

    static string For(string purpose) => string.IsNullOrWhiteSpace(purpose) ? "" : $" ({EvidenceWords.Purpose(purpose)})";

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
