using System.Collections.Immutable;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Incidents;

/// <summary>
/// What follows from new entries by the pack that the incident began with. It is written down as facts in the same batch, so that the record
/// says all by itself and reading it again needs no pack. Pure.
/// </summary>
public static class Consequences
{
    /// <summary>
    /// The facts that follow. A rule that holds now and did not before raises the priority; bargaining and taking back lower nothing, and a bomb
    /// heard of after an imminent threat was lowered is new.
    /// </summary>
    public static ImmutableArray<Fact> Of(Incident? before, Incident after, Procedure procedure)
    {
        var now = Circumstances.Of(after);
        var then = before is null ? null : Circumstances.Of(before);
        var heard = procedure.Priorities.Where(rule => rule.When.Holds(now) && (then is null || !rule.When.Holds(then))).ToArray();
        var to = heard.Length == 0 ? after.Priority : heard.Min(rule => rule.Priority);
        return to < after.Priority ? [new PriorityDerived(to, [.. heard.Where(rule => rule.Priority == to).Select(rule => rule.Because)])] : [];
    }
}
