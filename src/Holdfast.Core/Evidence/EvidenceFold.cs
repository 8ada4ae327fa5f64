using System.Collections.Immutable;
using Holdfast.Core.Ledger;

namespace Holdfast.Core.Evidence;

/// <summary>What evidence there is, after one more entry. Pure.</summary>
public static class EvidenceFold
{
    public static EvidenceWork Apply(EvidenceWork work, in EntryHead head, Fact fact) => fact switch
    {
        EvidenceKept kept => Keep(work, head, kept),
        EvidenceScanned scanned when work.Find(scanned.Evidence) is { } item => Scanned(work, item.Original, scanned),
        EvidencePromised { What: var what } when string.IsNullOrWhiteSpace(what) => work,
        EvidencePromised when work.Promises.Length >= Limits.MostPromises => work,
        EvidencePromised promised => work with { Promises = work.Promises.Add(new Promise(head.Id, Cut(promised.What), promised.From is null ? null : Cut(promised.From), promised.DueAt, head.Author, head.OccurredAt)) },
        PromiseWithdrawn { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => work,
        PromiseWithdrawn withdrawn => work with { Promises = Change(work.Promises, promise => promise.Id == withdrawn.Promise && promise.IsOwed, promise => promise with { Withdrawn = Cut(withdrawn.Reason) }) },
        _ => work,
    };

    static EvidenceWork Keep(EvidenceWork work, in EntryHead head, EvidenceKept kept)
    {
        if (work.Items.Length >= Limits.MostPieces || work.Find(kept.Evidence) is not null)
        {
            return work;
        }

        var same = kept.Same is { } earlier ? work.Find(earlier) : null;
        var item = new EvidenceItem(
            kept.Evidence, Cut(kept.Name, Limits.LongestName), kept.Length, kept.Sha256, kept.Type, head.Author, head.OccurredAt, kept.What is null ? null : Cut(kept.What), kept.Same, kept.Within, kept.Declared, same?.Scan, same?.Found);
        var at = head.OccurredAt;
        var promises = kept.Promise is { } promise
            ? Change(work.Promises, one => one.Id == promise && one.KeptAt is null, one => one with { KeptAt = at, Withdrawn = null })
            : work.Promises;
        return work with { Items = work.Items.Add(item), Promises = promises };
    }

    /// <summary>Whichever of them was scanned: the same bytes have the same verdict.</summary>
    static EvidenceWork Scanned(EvidenceWork work, EvidenceId original, EvidenceScanned scanned) =>
        work with { Items = Change(work.Items, item => item.Original == original, item => item with { Scan = scanned.Result, Found = scanned.Found }) };

    static ImmutableArray<T> Change<T>(ImmutableArray<T> all, Func<T, bool> which, Func<T, T> change) => all.Any(which) ? [.. all.Select(one => which(one) ? change(one) : one)] : all;

    /// <summary>The row that every entry writes anew stays small; the entry has all of it.</summary>
    static string Cut(string words, int most = Limits.LongestWords) => words.Length > most ? words[..most] : words;
}
