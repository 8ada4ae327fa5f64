using System.Globalization;
using System.Text.Json;
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
    /// <summary>Characters shown of what was kept as it came.</summary>
    const int LongestKept = 2000;

    /// <summary>From how long on it is said that an entry came later than it was typed: a page that was cut off, or words that waited sealed.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    /// <summary>The line of an entry; where it was received much later than typed, with both times.</summary>
    public string Of(Entry entry, TimelineWords words) => IsLate(entry)
        ? T("{0} (typed at {1}, received at {2})", Of(entry.Fact, words), Moment(entry.Head.OccurredAt, entry.Head.RecordedAt), Time(entry.Head.RecordedAt))
        : Of(entry.Fact, words);

    /// <summary>The line of a fact, in the words of the procedure that the incident is read by.</summary>
    public string Of(Fact fact, TimelineWords words) => fact switch
    {
        IncidentStarted { Code: { } code } => T("Report started while the server could not be reached, under the code {0}", code),
        IncidentStarted => T("Report started"),
        ChannelChosen chosen => T("Channel: {0}", words.ChannelName(chosen.Channel)),
        StatementAdded said => $"“{said.Text}”{(words.Paper?.Holds(said) == true ? $" ({PaperWords.Source(said)})" : Source(said))}",
        TakenOnPaper paper => PaperWords.Line(paper, words),
        TranscriptAdded pasted => N(Lines(pasted.Text), "Pasted whole: 1 line", "Pasted whole: {0} lines"),
        StatementCorrected { Text.Length: 0 } => T("Exact words taken back"),
        StatementCorrected corrected => T("Corrected to “{0}”", corrected.Text),
        AnswerGiven given => Answer(given, words.Labels),
        ContactEnded ended => words.Ended(ended.How),
        ContactResumed => T("Contact again"),
        EmergencyCalled called => Emergency(called with { Whom = CalledWords.Of(called.Whom, words.Procedure) }),
        EmergencyReached reached => reached.Reached ? T("Emergency services reached the person") : T("Emergency services did not reach the person"),
        SupervisorRequested asked => asked.AskedBy == AskedBy.Customer ? T("Customer asked for a supervisor") : T("Asked for a supervisor"),
        IncidentFiled filed => filed.Missing.Length == 0 ? T("Filed") : T("Filed, without: {0}", string.Join(", ", filed.Missing.Select(words.Labels.Field))),
        IncidentAcknowledged => T("Acknowledged"),
        AlertShown => T("Alert was on their screen"),
        TierReached reached => T("Nobody answered in time: every supervisor, lead and Corporate Security is rung (due {0})", Time(reached.DueAt)),
        PeopleRung or RingDeclined or DeadlinePassed or OwnerLeft or PassedToSecurity or CallerJoined or AgentReleased or HandoverFailed or CallNoted or AgentCared => EscalationTimeline.Of(fact, Name),
        NoteAdded note => T("Note: {0}", note.Text),
        PriorityDerived derived => T("Priority {0}", Words<Priority>.Of(derived.To)) + Because(string.Join(", ", derived.Because.Select(words.Procedure.Reads))),
        PriorityRaised raised => T("Priority raised to {0}", Words<Priority>.Of(raised.To)) + Because(raised.Reason),
        PriorityLowered lowered => T("Priority lowered to {0}", Words<Priority>.Of(lowered.To)) + Because(lowered.Reason),
        OwnerAssigned assigned => T("Given to {0}", Name(assigned.Owner)) + Because(assigned.Reason),
        AccessGranted granted => T("Shared with {0}", Name(granted.To)) + Because(granted.Reason),
        GlassBroken broken => T("Opened with a reason until {0}: {1}", Time(broken.Until), broken.Reason),
        IncidentRead read => read.Door == "print" ? T("Printed") : T("Opened"),
        ReadingDenied denied => T("Tried to open and was denied ({0})", denied.Door),
        StepTicked ticked => T("Step done: {0}", words.Step(ticked.Step)),
        StepSkipped skipped => T("Step skipped: {0} ({1})", words.Step(skipped.Step), skipped.Word),
        StepReopened reopened => T("Step open again: {0}", words.Step(reopened.Step)),
        OutsideFormAnswered answered => answered.Completed ? T("The outside form is completed") : T("The outside form is not completed"),
        OutsideNumberRecorded recorded => recorded.Corrects is { } wrong ? T("Number of the outside form recorded: {0} (instead of {1})", recorded.Number, wrong) : T("Number of the outside form recorded: {0}", recorded.Number),
        CaseAnswered answered => answered.Exists ? T("There is a case") + Because(answered.Number) : T("There is no case yet"),
        CaseValueCopied copied => T("Copied to the case: {0}", words.Procedure.Reads(copied.Item)),
        CaseDone done => T("Case done, number recorded: {0}", done.Number),
        CaseReopened => T("Case open again"),
        EvidenceKept or EvidenceOpened or EvidenceScanned or EvidencePromised or PromiseWithdrawn => EvidenceTimeline.Of(fact, words.Evidence, words.Procedure),
        IncidentLinked linked => T("Linked with {0}", words.Links[linked.Other]) + Because(linked.Reason),
        IncidentClosed closed => T("Closed: {0}", closed.Outcome) + Because(closed.Reason),
        IncidentReopened reopened => T("Opened again: {0}", reopened.Reason),
        KeptAsItCame kept => T("To be checked: {0}", kept.Type + Kept(kept.Body)),
        _ => T("To be checked"),
    };

    static string Answer(AnswerGiven given, Labels labels) => given.State == AnswerState.Blank
        ? T("{0}: taken back", labels.Field(given.Field))
        : $"{labels.Field(given.Field)}: {(given.State == AnswerState.Observed ? T("{0} (observed)", Values(given, labels)) : Values(given, labels))}";

    static string Values(AnswerGiven given, Labels labels) => labels.Values(given.Field, new Answer(given.State, given.Values, default, default));

    static string Source(StatementAdded said) => string.Join(", ", new[] { said.SaidBy, said.SaidAt }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } source ? $" ({source})" : "";

    static int Lines(string text) => text.AsSpan().TrimEnd("\r\n").Count('\n') + 1;

    static string Emergency(EmergencyCalled called)
    {
        var parts = new[] { T("Called {0}", called.Whom), Part(T("on {0}"), called.Number), Part(T("at {0}"), called.CalledAt), Part(T("reference {0}"), called.Reference), Part(T("told them {0}"), called.PlaceTold) };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    static string Part(string text, string? value) => string.IsNullOrWhiteSpace(value) ? "" : string.Format(CultureInfo.CurrentCulture, text, value);

    static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? T("somebody");

    static bool IsLate(Entry entry) =>
        entry.Head.RecordedAt - entry.Head.OccurredAt >= Late && (entry.Fact is IncidentStarted or KeptAsItCame || IncidentFacts.MayBeSent(entry.Fact));

    /// <summary>The words of what could not be understood, where it has some: they may matter more than what is odd about them.</summary>
    static string Kept(JsonElement body)
    {
        try
        {
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } said
                ? $": “{Cut(said)}”" : "";
        }
        catch (InvalidOperationException)
        {
            // Half a character, as it came.
            return "";
        }
    }

    static string Cut(string said) => said.Length <= LongestKept ? said : said[..(char.IsHighSurrogate(said[LongestKept - 1]) ? LongestKept - 1 : LongestKept)] + "…";

    static string Moment(DateTimeOffset at, DateTimeOffset beside) =>
        at.UtcDateTime.Date == beside.UtcDateTime.Date ? Time(at) : at.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) + Time(at);

    static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
