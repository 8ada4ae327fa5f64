using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Evidence;

/// <summary>The small forms of the evidence panel as a browser posts them: each states one fact, or none when something is missing. Pure.</summary>
public static class EvidenceForm
{
    /// <summary>Hours ahead at most: a year.</summary>
    const int Longest = 366 * 24;

    public static Fact? Promise(string? what, string? from, int? hours, DateTimeOffset now) => Words(what) is { } promised
        ? new EvidencePromised(promised, now + (hours is > 0 and <= Longest ? TimeSpan.FromHours(hours.Value) : Limits.PromiseDue), Words(from)) : null;

    public static Fact? Withdraw(string? promise, string? reason) => EntryId.TryParse(promise, out var id) && Words(reason) is { } why ? new PromiseWithdrawn(id, why) : null;

    public static Fact? None(string? field) => Words(field) is { } named ? new AnswerGiven(named, AnswerState.Answered, [Field.NoEvidence]) : null;

    static string? Words(string? text) => text?.Trim() is { Length: > 0 } words ? words.Length > Limits.LongestWords ? words[..Limits.LongestWords] : words : null;
}
