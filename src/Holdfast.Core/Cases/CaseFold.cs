using Holdfast.Core.Ledger;

namespace Holdfast.Core.Cases;

/// <summary>How far the case has come, after one more entry. Pure.</summary>
public static class CaseFold
{
    public static CaseWork Apply(CaseWork work, in EntryHead head, Fact fact) => fact switch
    {
        OutsideFormAnswered answered => work with { OutsideForm = answered.Completed },

        // The number is given once: what two people send at the same time, or an old page sends again, changes nothing.
        OutsideNumberRecorded recorded when work.OutsideNumber is null || work.OutsideNumber == recorded.Corrects => work with { OutsideForm = true, OutsideNumber = recorded.Number },
        // The same goes for "done": until it is taken back its number, and who said it, stand.
        CaseAnswered answered => work with { Exists = answered.Exists, Number = work.DoneAt is null ? answered.Number : work.Number },
        CaseDone when work.DoneAt is not null => work,
        CaseValueCopied copied => work.Copied.Contains(copied.Item) ? work : work with { Copied = work.Copied.Add(copied.Item) },
        CaseDone done => work with { Number = done.Number, DoneBy = head.Author, DoneAt = head.OccurredAt },
        CaseReopened => work with { DoneBy = null, DoneAt = null },
        _ => work,
    };
}
