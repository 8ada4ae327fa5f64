using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>One plain line for each fact of a timeline. Thread-safe.</summary>
public sealed class TimelineText(Directory directory)
{
    /// <summary>The line of a fact, in the words of the procedure that the incident is read by.</summary>
    public string Of(Fact fact, Labels labels) => fact switch
    {
        IncidentStarted => "Report started",
        StatementAdded said => $"“{said.Text}”",
        StatementCorrected corrected => $"Corrected to “{corrected.Text}”",
        AnswerGiven given => Answer(given, labels),
        ContactEnded ended => ended.How == Contact.LineLost ? "Line lost" : "Caller hung up",
        ContactResumed => "The caller is back",
        EmergencyCalled called => Emergency(called),
        EmergencyReached reached => reached.Reached ? "Emergency services reached the person" : "Emergency services did not reach the person",
        SupervisorRequested asked => asked.AskedBy == AskedBy.Customer ? "Customer asked for a supervisor" : "Asked for a supervisor",
        IncidentFiled filed => filed.Missing.Length == 0 ? "Filed" : $"Filed, without: {string.Join(", ", filed.Missing.Select(labels.Field))}",
        IncidentAcknowledged => "Acknowledged",
        AlertShown => "Alert was on their screen",
        TierReached reached => $"Nobody answered in time: every supervisor, lead and Corporate Security is rung (due {Time(reached.DueAt)})",
        NoteAdded note => $"Note: {note.Text}",
        PriorityRaised raised => $"Priority raised to {Words<Priority>.Of(raised.To)}{Because(raised.Reason)}",
        PriorityLowered lowered => $"Priority lowered to {Words<Priority>.Of(lowered.To)}{Because(lowered.Reason)}",
        OwnerAssigned assigned => $"Given to {Name(assigned.Owner)}{Because(assigned.Reason)}",
        AccessGranted granted => $"Shared with {Name(granted.To)}{Because(granted.Reason)}",
        GlassBroken broken => $"Opened with a reason until {Time(broken.Until)}: {broken.Reason}",
        IncidentRead read => read.Door == "print" ? "Printed" : "Opened",
        ReadingDenied denied => $"Tried to open and was denied ({denied.Door})",
        IncidentClosed closed => $"Closed: {closed.Outcome}",
        IncidentReopened reopened => $"Opened again: {reopened.Reason}",
        KeptAsItCame kept => $"To be checked: {kept.Type}",
        _ => "To be checked",
    };

    static string Answer(AnswerGiven given, Labels labels) => given.State == AnswerState.Blank
        ? $"{labels.Field(given.Field)}: taken back"
        : $"{labels.Field(given.Field)}: {labels.Values(given.Field, new Answer(given.State, given.Values, default, default))}{(given.State == AnswerState.Observed ? " (observed)" : "")}";

    static string Emergency(EmergencyCalled called)
    {
        var parts = new[] { $"Called {called.Whom}", Part("at", called.CalledAt), Part("reference", called.Reference), Part("told them", called.PlaceTold) };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    static string Part(string word, string? value) => string.IsNullOrWhiteSpace(value) ? "" : $"{word} {value}";

    static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";

    string Name(PersonId id) => directory.Find(id)?.DisplayName ?? "somebody";

    static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
