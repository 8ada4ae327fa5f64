using Holdfast.Core.Ledger;

namespace Holdfast.Core.Cases;

/// <summary>How far the case has come, after one more entry. Pure.</summary>
public static class CaseFold
{
    /// <summary>Items of a card that are remembered as copied at most, and characters of an item's label: no card has more. What goes beyond stays in the timeline.</summary>
    const int MostItems = 100;

    const int LongestItem = 200;

    public static CaseWork Apply(CaseWork work, in EntryHead head, Fact fact) => fact switch
    {
        OutsideFormAnswered answered => work with { OutsideForm = answered.Completed },

        // A number that is none says nothing.
        OutsideNumberRecorded { Number: var number } when string.IsNullOrWhiteSpace(number) => work,
        CaseDone { Number: var number } when string.IsNullOrWhiteSpace(number) => work,

        // The number is given once: what two people send at the same time, or an old page sends again, changes nothing.
        OutsideNumberRecorded recorded when work.OutsideNumber is null || work.OutsideNumber == recorded.Corrects => work with { OutsideForm = true, OutsideNumber = recorded.Number },

        // The same goes for "done": until it is taken back its number, and who said it, stand.
        CaseAnswered answered => work with { Exists = answered.Exists, Number = work.DoneAt is null ? answered.Number : work.Number },
        CaseDone when work.DoneAt is not null => work,
        CaseValueCopied { Item.Length: 0 or > LongestItem } => work,
        CaseValueCopied when work.Copied.Length >= MostItems => work,
        CaseValueCopied copied => work.Copied.Contains(copied.Item) ? work : work with { Copied = work.Copied.Add(copied.Item) },
        CaseDone done => work with { Number = done.Number, DoneBy = head.Author, DoneAt = head.OccurredAt },
        CaseReopened => work with { DoneBy = null, DoneAt = null },
        _ => work,
    };
}
