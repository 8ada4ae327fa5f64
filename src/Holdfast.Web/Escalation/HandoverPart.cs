using System.Collections.Immutable;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Escalation;

/// <summary>One step of a warm transfer as a screen shows it.</summary>
/// <param name="Key">The step's word.</param>
/// <param name="At">When it was done; null: not yet.</param>
/// <param name="State">done, now or open.</param>
public sealed record HandoverLine(string Key, string Text, DateTimeOffset? At, string State)
{
    public string Icon => Key == "failed" ? "x" : State switch { "done" => "done", "now" => "now", _ => "open" };
}

/// <summary>A warm transfer as the agent, or somebody who takes it, sees it: its four steps, and what is to be said next.</summary>
/// <param name="Next">The step that the filled button says; null where nothing is asked for.</param>
/// <param name="Press">That button's words.</param>
/// <param name="MayFail">Whether it can still be said that it did not work.</param>
/// <param name="Note">What is so where nothing more is asked for.</param>
public sealed record HandoverPart(ImmutableArray<HandoverLine> Lines, HandoverStep? Next, string Press, bool MayFail, string? Note)
{
    /// <summary>The transfer under way or the last one; null where none was offered.</summary>
    public static HandoverPart? Of(Incident incident, Procedure procedure, Person reader, Func<PersonId, string> name)
    {
        if (incident.Handover is not { } handover)
        {
            return null;
        }

        var words = new HandoverWords(incident, handover, reader, name);
        (string Key, string Done, string Open, DateTimeOffset? At)[] steps =
        [
            ("offered", words.Offered, words.Offered, handover.OfferedAt),
            ("accepted", words.Accepted, HandoverWords.Accepts, handover.AcceptedAt),
            ("joined", words.Joined, words.Joins, handover.JoinedAt),
            ("released", words.Released, words.Releases, handover.ReleasedAt),
        ];
        var over = handover.IsOpen && !incident.HasCaller;
        var asks = handover.IsOpen && !over && handover.AcceptedAt is not null;
        var done = steps.Count(step => step.At is not null);
        var failed = handover.FailedAt is not null;
        var lines = steps.Take(failed ? done : steps.Length)
            .Select((step, i) => new HandoverLine(step.Key, step.At is null ? step.Open : step.Done, step.At, step.At is not null ? "done" : i == done && !over ? "now" : "open"));
        HandoverStep? next = !asks ? null : handover.JoinedAt is null ? HandoverStep.Joined : HandoverStep.Released;
        return new HandoverPart(
            [.. lines, .. failed ? new[] { new HandoverLine("failed", T("It did not work"), handover.FailedAt, "done") } : []],
            next,
            next == HandoverStep.Joined ? words.SayJoined : words.SayReleased,
            asks,
            over ? T("{0}. There is nothing left to hand over.", Ended(incident, procedure)) : null);
    }

    static string Ended(Incident incident, Procedure procedure) =>
        procedure.Channel(incident.Channel).Ends.FirstOrDefault(end => end.How == incident.Contact)?.Label ?? T("The contact has ended");
}
