using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Escalation;
using Holdfast.Web.Evidence;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

public sealed record PersonView(string Id, string Name);

public sealed record TeamView(string Id, string Name);

public sealed record StampView(PersonView By, DateTimeOffset At);

public sealed record SeenView(string Id, string Name, DateTimeOffset At);

/// <summary>Who is rung: everybody tried, who is next, and when.</summary>
/// <param name="Tier">0 for the tiers that begin at once, 1 more for each later time reached.</param>
/// <param name="Round">1, and 1 more each time everybody was rung again.</param>
/// <param name="Next">Who would be rung at <paramref name="DueAt"/> as things stand; empty when it would be the same people.</param>
/// <param name="Because">Why it rings, in a sentence that is no content: whether it was the customer's wish stands on the incident.</param>
public sealed record RingView(DateTimeOffset StartedAt, string Cause, int Tier, int Round, DateTimeOffset DueAt, IReadOnlyList<RungView> Rung, IReadOnlyList<PersonView> Next, IReadOnlyList<SeenView> ShownTo, string Because);

/// <summary>"ringing", "missed" or "declined". <see cref="Reached"/>: a screen of theirs is open, or a phone is there.</summary>
public sealed record RungView(string Id, string Name, string State, bool Alone, DateTimeOffset At, string? Phone, bool Reached);

/// <summary>A warm transfer: "offered", "accepted", "joined", "released" or "failed", with the time of each step.</summary>
/// <param name="AskedBy">"customer" or "agent": content, null where it may not be read.</param>
public sealed record HandoverView(string Step, DateTimeOffset OfferedAt, string? AskedBy, RungPersonView? To, DateTimeOffset? AcceptedAt, DateTimeOffset? JoinedAt, DateTimeOffset? ReleasedAt, DateTimeOffset? FailedAt);

public sealed record RungPersonView(string Id, string Name, string? Phone);

public sealed record CallView(string? Number, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Recording);

public sealed record CareView(PersonView By, DateTimeOffset At, bool Break);

/// <summary>An incident in a queue, the feed or above its content: clear facts. <see cref="Threat"/>, <see cref="Imminent"/>, <see cref="Contact"/>, <see cref="CaseDue"/> and <see cref="EvidenceDue"/> are content and only there where it may be read.</summary>
public sealed record RowView
{
    public required string Id { get; init; }

    public required string Number { get; init; }

    /// <summary>What it was called before the server could give it its number.</summary>
    public string? Code { get; init; }

    public required string State { get; init; }

    public required string Priority { get; init; }

    public required string Channel { get; init; }

    public required TeamView Team { get; init; }

    public required PersonView Agent { get; init; }

    public PersonView? Owner { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public StampView? Acknowledged { get; init; }

    public RingView? Ring { get; init; }

    /// <summary>The warm transfer under way, or the last one.</summary>
    public HandoverView? Handover { get; init; }

    public required int Sequence { get; init; }

    public required int Version { get; init; }

    public required long Position { get; init; }

    /// <summary>The place in the queue's order: what the next page begins before.</summary>
    public required long FirstPosition { get; init; }

    /// <summary>"content" or "number": what this person may open.</summary>
    public required string Access { get; init; }

    /// <summary>"unfiled", "unacknowledged", or "due" when something else on it is late.</summary>
    public string? Overdue { get; init; }

    /// <summary>Whether this person's screens ring for it.</summary>
    public bool Ringing { get; init; }

    public string? Threat { get; init; }

    public bool? Imminent { get; init; }

    public string? Contact { get; init; }

    /// <summary>Filed, and its case isn't done.</summary>
    public bool? CaseDue { get; init; }

    /// <summary>When the next of the evidence that is owed is due; null when nothing is.</summary>
    public DateTimeOffset? EvidenceDue { get; init; }
}

/// <summary>Makes rows for one person. Thread-safe.</summary>
public sealed class RowViews(Directory directory, Procedures.Procedures procedures, RingViews rings, TimeProvider clock)
{
    /// <summary>The row as this person may see it; null when they may not know of it. Without content where no reading is on record.</summary>
    public RowView? For(Person person, Incident incident, bool withContent = true)
    {
        var now = clock.GetUtcNow();
        return !Access.Decide(person, incident, Operation.SeeNumber, now).IsAllowed ? null
            : Of(incident, Access.Decide(person, incident, Operation.Read, now).IsAllowed, Access.IsRungFor(person, incident), withContent);
    }

    /// <summary>The row with or without content; the caller has asked Access.</summary>
    public RowView Of(Incident incident, bool mayRead, bool ringing, bool withContent)
    {
        var content = mayRead && withContent;
        var procedure = procedures.Of(incident).Spoken;
        return new RowView
        {
            Id = incident.Id.ToString(),
            Number = incident.Number.ToString(),
            Code = incident.Code,
            State = Words<State>.Of(incident.State),
            Priority = Words<Priority>.Of(incident.Priority),
            Channel = Words<Channel>.Of(incident.Channel),
            Team = new TeamView(incident.Team.ToString(), directory.TeamName(incident.Team)),
            Agent = Person(incident.Agent),
            Owner = incident.Owner is { } owner ? Person(owner) : null,
            StartedAt = incident.StartedAt,
            FiledAt = incident.FiledAt,
            ClosedAt = incident.ClosedAt,
            Acknowledged = incident.Acknowledged is { } taken ? new StampView(Person(taken.By), taken.At) : null,
            Ring = rings.Of(incident),
            Handover = rings.HandoverOf(incident, content),
            Sequence = incident.Sequence,
            Version = incident.Version,
            Position = incident.LastPosition,
            FirstPosition = incident.FirstPosition,
            Access = mayRead ? "content" : "number",
            Overdue = OverdueOf(incident),
            Ringing = ringing,
            Threat = content ? new Labels(procedure, directory).Threat(incident) : null,
            Imminent = content ? incident.IsTicked(procedure, Core.Procedures.Meaning.Imminent) : null,
            Contact = content ? Words<Contact>.Of(incident.Contact) : null,
            CaseDue = content ? incident is { FiledAt: not null, Case.DoneAt: null } : null,
            EvidenceDue = content ? incident.Evidence.OwedBy : null,
        };
    }

    public PersonView Person(PersonId id) => new(id.ToString(), directory.Find(id)?.DisplayName ?? (id == Storage.Ledger.HouseRecord.Author ? "Holdfast" : T("Somebody")));

    public SeenView Seen(PersonId id, DateTimeOffset at) => new(id.ToString(), Person(id).Name, at);

    string? OverdueOf(Incident incident) =>
        incident is { State: State.Live } && clock.GetUtcNow() - incident.StartedAt > QueueFilter.UnfiledAfter ? "unfiled"
        : incident is { Acknowledged: null, Ring.Tier: > 0 } ? "unacknowledged"
        : Watches.Late(incident) ? "due" : null;
}

public sealed record QueueView(IReadOnlyList<RowView> Rows, long? Next, QueueCounts Counts);

public sealed record AnswerView(string State, IReadOnlyList<string> Values, DateTimeOffset At, PersonView By);

/// <summary>One line of exact words. <see cref="Text"/> is the latest; <see cref="Original"/> what was written first, when corrected.</summary>
/// <param name="From">What was pasted whole and holds this line; null where somebody wrote down what they heard.</param>
/// <param name="SaidBy">Who said it, as written there.</param>
/// <param name="SaidAt">When, as written there.</param>
/// <param name="EnteredAt">When it was entered, where it was read off a paper; <paramref name="At"/> is then the time that the paper says.</param>
public sealed record StatementView(
    string Id, string Text, DateTimeOffset At, PersonView By, string? Original, PersonView? CorrectedBy, string? From = null, string? SaidBy = null, string? SaidAt = null, DateTimeOffset? EnteredAt = null);

public sealed record EmergencyView(string Id, string Whom, string? CalledAt, string? Reference, string? PlaceTold, PersonView By, DateTimeOffset At, bool? Reached, string? Number = null);

public sealed record NoteView(string Id, string Text, DateTimeOffset At, PersonView By);

/// <summary>One incident with its content.</summary>
public sealed record IncidentView
{
    public required RowView Row { get; init; }

    /// <summary>The version of the procedure that it is read by: pack, number, hash.</summary>
    public required string Procedure { get; init; }

    public required string Channel { get; init; }

    /// <summary>The latest word on each step that somebody said something of, by the step's id.</summary>
    public required IReadOnlyDictionary<string, StepView> Steps { get; init; }

    /// <summary>The incidents it belongs together with, as far as this person may see their numbers.</summary>
    public required IReadOnlyList<LinkView> Links { get; init; }

    public required IReadOnlyDictionary<string, AnswerView> Answers { get; init; }

    public required IReadOnlyList<StatementView> Statements { get; init; }

    public required IReadOnlyList<TranscriptView> Transcripts { get; init; }

    public required CaseView Case { get; init; }

    /// <summary>What is kept, in the order of the record.</summary>
    public required IReadOnlyList<EvidenceItemView> Evidence { get; init; }

    /// <summary>Evidence that was promised: owed, kept or withdrawn.</summary>
    public required IReadOnlyList<PromiseView> Promised { get; init; }

    public required IReadOnlyList<EmergencyView> Emergency { get; init; }

    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>What it was taken down on before it was entered here; null where it was written here at once.</summary>
    public PaperView? Paper { get; init; }

    public required string Contact { get; init; }

    public DateTimeOffset? ContactEndedAt { get; init; }

    /// <summary>What the telephone system knows of the call.</summary>
    public CallView? Call { get; init; }

    public CareView? Cared { get; init; }

    /// <summary>When it was passed on to Corporate Security by hand.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    public bool CustomerAsked { get; init; }

    /// <summary>When the customer asked for a supervisor first: apart from the agent's own call.</summary>
    public DateTimeOffset? CustomerAskedAt { get; init; }

    /// <summary>When the agent called for one first.</summary>
    public DateTimeOffset? AgentAskedAt { get; init; }

    /// <summary>Others who opened it, the latest first.</summary>
    public required IReadOnlyList<SeenView> SeenBy { get; init; }

    /// <summary>Whom it rings and reaches at this moment: by a screen that is open, on any node, or by a phone.</summary>
    public required IReadOnlyList<PersonView> Reach { get; init; }

    /// <summary>What filing would name as missing.</summary>
    public required IReadOnlyList<MissingView> Missing { get; init; }

    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>Operations that this person may do now.</summary>
    public required IReadOnlyList<string> May { get; init; }
}

/// <summary>"done", "skipped" with why in a word, or "open" again.</summary>
public sealed record StepView(string State, string? Word, DateTimeOffset At, PersonView By);

public sealed record LinkView(string Id, string Number, string Reason, PersonView By, DateTimeOffset At);

public sealed record MissingView(string Field, string Label);

/// <summary>One line of the timeline. <see cref="Body"/> is the fact as recorded; <see cref="EnteredAt"/> is there where <see cref="OccurredAt"/> was read off a paper.</summary>
public sealed record TimelineEntryView(
    long Position, int Sequence, string Id, string Type, DateTimeOffset At, DateTimeOffset OccurredAt, PersonView By, string Text, JsonElement Body, DateTimeOffset? EnteredAt = null)
{
    /// <summary>The exact words in <see cref="Text"/>; null where there are none.</summary>
    [JsonIgnore]
    public string? Said => Type is "statement-added" or "statement-corrected" && Body.TryGetProperty("text", out var said) ? said.GetString() : null;
}

public sealed record TimelineView(IReadOnlyList<TimelineEntryView> Entries, int Sequence);

public sealed record StartedView(string Id, string Number, int Sequence, int Version, DateTimeOffset StartedAt, DateTimeOffset ServerTime, IReadOnlyList<RefusedEntryView> Refused);

public sealed record AppendedEntryView(string Id, long Position, int Sequence, DateTimeOffset At);

public sealed record AppendedView(int Sequence, int Version, DateTimeOffset ServerTime, IReadOnlyList<AppendedEntryView> Entries, IReadOnlyList<RefusedEntryView> Refused);

/// <summary>An entry that was not kept, and why in words; the others of its batch were.</summary>
public sealed record RefusedEntryView(string Id, string Words);

public sealed record DraftSavedView(bool Saved, bool Entered);

public sealed record DraftView(string Field, PersonView By, string Text, DateTimeOffset At);

public sealed record DraftsView(IReadOnlyList<DraftView> Drafts);

public sealed record DecidedView(RowView Row, IReadOnlyList<MissingView>? Missing);

public sealed record ReadingView(PersonView By, DateTimeOffset At, string Door, bool Denied);

public sealed record ReadingsView(IReadOnlyList<ReadingView> Readings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never, Converters = [typeof(UtcTimes)])]
[JsonSerializable(typeof(RowView))]
[JsonSerializable(typeof(QueueView))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(TimelineView))]
[JsonSerializable(typeof(StartedView))]
[JsonSerializable(typeof(AppendedView))]
[JsonSerializable(typeof(LateView))]
[JsonSerializable(typeof(DraftSavedView))]
[JsonSerializable(typeof(DraftsView))]
[JsonSerializable(typeof(DecidedView))]
[JsonSerializable(typeof(ReadingsView))]
internal sealed partial class ViewsJson : JsonSerializerContext;
