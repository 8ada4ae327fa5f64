using System.Globalization;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Web.Escalation;
using Holdfast.Web.Evidence;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>One plain line for each fact of a timeline. Thread-safe.</summary>
public sealed class TimelineText(Directory directory)
{
    /// <summary>The line of a fact, in the words of the procedure that the incident is read by.</summary>
    public string Of(Fact fact, TimelineWords words) => fact switch
    {
        IncidentStarted => "Report started",
        ChannelChosen chosen => $"Channel: {words.ChannelName(chosen.Channel)}",
        StatementAdded said => $"“{said.Text}”{(words.Paper?.Holds(said) == true ? $" ({PaperWords.Source(said)})" : Source(said))}",
        TakenOnPaper paper => PaperWords.Line(paper, words),
        TranscriptAdded pasted => Lines(pasted.Text) is 1 ? "Pasted whole: 1 line" : $"Pasted whole: {Lines(pasted.Text)} lines",
        StatementCorrected { Text.Length: 0 } => "Exact words taken back",
        StatementCorrected corrected => $"Corrected to “{corrected.Text}”",
        AnswerGiven given => Answer(given, words.Labels),
        ContactEnded ended => words.Ended(ended.How),
        ContactResumed => "Contact again",
        EmergencyCalled called => Emergency(called),
        EmergencyReached reached => reached.Reached ? "Emergency services reached the person" : "Emergency services did not reach the person",
        SupervisorRequested asked => asked.AskedBy == AskedBy.Customer ? "Customer asked for a supervisor" : "Asked for a supervisor",
        IncidentFiled filed => filed.Missing.Length == 0 ? "Filed" : $"Filed, without: {string.Join(", ", filed.Missing.Select(words.Labels.Field))}",
        IncidentAcknowledged => "Acknowledged",
        AlertShown => "Alert was on their screen",
        TierReached reached => $"Nobody answered in time: every supervisor, lead and Corporate Security is rung (due {Time(reached.DueAt)})",
        PeopleRung or RingDeclined or DeadlinePassed or OwnerLeft or PassedToSecurity or CallerJoined or AgentReleased or HandoverFailed or CallNoted or AgentCared => EscalationTimeline.Of(fact, Name),
        NoteAdded note => $"Note: {note.Text}",
        PriorityDerived derived => $"Priority {Words<Priority>.Of(derived.To)}{Because(string.Join(", ", derived.Because))}",
        PriorityRaised raised => $"Priority raised to {Words<Priority>.Of(raised.To)}{Because(raised.Reason)}",
        PriorityLowered lowered => $"Priority lowered to {Words<Priority>.Of(lowered.To)}{Because(lowered.Reason)}",
        OwnerAssigned assigned => $"Given to {Name(assigned.Owner)}{Because(assigned.Reason)}",
        AccessGranted granted => $"Shared with {Name(granted.To)}{Because(granted.Reason)}",
        GlassBroken broken => $"Opened with a reason until {Time(broken.Until)}: {broken.Reason}",
        IncidentRead read => read.Door == "print" ? "Printed" : "Opened",
        ReadingDenied denied => $"Tried to open and was denied ({denied.Door})",
        StepTicked ticked => $"Step done: {words.Step(ticked.Step)}",
        StepSkipped skipped => $"Step skipped: {words.Step(skipped.Step)} ({skipped.Word})",
        StepReopened reopened => $"Step open again: {words.Step(reopened.Step)}",
        OutsideFormAnswered answered => answered.Completed ? "The outside form is completed" : "The outside form is not completed",
        OutsideNumberRecorded recorded => $"Number of the outside form recorded: {recorded.Number}{(recorded.Corrects is { } wrong ? $" (instead of {wrong})" : "")}",
        CaseAnswered answered => answered.Exists ? $"There is a case{Because(answered.Number)}" : "There is no case yet",
        CaseValueCopied copied => $"Copied to the case: {copied.Item}",
        CaseDone done => $"Case done, number recorded: {done.Number}",
        CaseReopened => "Case open again",
        EvidenceKept or EvidenceOpened or EvidenceScanned or EvidencePromised or PromiseWithdrawn => EvidenceTimeline.Of(fact, words.Evidence),
        IncidentLinked linked => $"Linked with {words.Links[linked.Other]}: {linked.Reason}",
        IncidentClosed closed => $"Closed: {closed.Outcome}{Because(closed.Reason)}",
        IncidentReopened reopened => $"Opened again: {reopened.Reason}",
        KeptAsItCame kept => $"To be checked: {kept.Type}",
        _ => "To be checked",
    };

    static string Answer(AnswerGiven given, Labels labels) => given.State == AnswerState.Blank
        ? $"{labels.Field(given.Field)}: taken back"
        : $"{labels.Field(given.Field)}: {labels.Values(given.Field, new Answer(given.State, given.Values, default, default))}{(given.State == AnswerState.Observed ? " (observed)" : "")}";

    static string Source(StatementAdded said) => string.Join(", ", new[] { said.SaidBy, said.SaidAt }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } source ? $" ({source})" : "";

    static int Lines(string text) => text.AsSpan().TrimEnd("\r\n").Count('\n') + 1;

    static string Emergency(EmergencyCalled called)
    {
        var parts = new[] { $"Called {called.Whom}", Part("on", called.Number), Part("at", called.CalledAt), Part("reference", called.Reference), Part("told them", called.PlaceTold) };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    static string Part(string word, string? value) => string.IsNullOrWhiteSpace(value) ? "" : $"{word} {value}";

    static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? "somebody";

    static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
