using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Core.Incidents;

/// <summary>The latest answer to one field.</summary>
public sealed record Answer(AnswerState State, ImmutableArray<string> Values, PersonId By, DateTimeOffset At);

/// <summary>One logged call to emergency services, and whether they reached the person (null: not known yet).</summary>
public sealed record EmergencyCall(EntryId Id, string Whom, string? CalledAt, string? Reference, string? PlaceTold, PersonId By, DateTimeOffset At, bool? Reached, string? Number = null);

/// <summary>Who took the alert, and when.</summary>
public sealed record Acknowledgement(PersonId By, DateTimeOffset At);

/// <summary>Who looked after the agent last, and when; whether a break was offered.</summary>
public sealed record Care(PersonId By, DateTimeOffset At, bool Break);

/// <summary>What the telephone system knows of the call.</summary>
public sealed record CallRecord(string? Number, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Recording);

/// <summary>Why somebody beyond the table may read: shared (no end), or broken glass (until).</summary>
public sealed record Grant(PersonId To, DateTimeOffset? Until);

/// <summary>Somebody found that this incident and another belong together.</summary>
public sealed record Link(IncidentId Other, string Reason, PersonId By, DateTimeOffset At);

/// <summary>The first and latest time that somebody opened the content.</summary>
public sealed record Seen(PersonId Person, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>
/// One incident as its entries make it: the fold of all facts, and the source of its read row. Immutable; <see cref="Fold.Apply"/> makes the next one.
/// </summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }

    public required IncidentNumber Number { get; init; }

    public required Channel Channel { get; init; }

    public required TeamId Team { get; init; }

    /// <summary>The version of the procedure that it began with and is read by for ever; null only in records older than pinned versions.</summary>
    public PackVersion? Pack { get; init; }

    /// <summary>Who started it.</summary>
    public required PersonId Agent { get; init; }

    /// <summary>First touch: as the server heard of it or, begun while the server could not be reached, as the machine tells how long ago it was.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the server heard of it, where that was later than <see cref="StartedAt"/>; else null.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>From when on somebody could be rung: what others owe it is reckoned from here, never from before it was known.</summary>
    public DateTimeOffset KnownAt => ReceivedAt ?? StartedAt;

    /// <summary>What it was called before it had its number; null where it had one at once.</summary>
    public string? Code { get; init; }

    public State State { get; init; } = State.Live;

    public Priority Priority { get; init; } = Priority.P2;

    /// <summary>Who has it now; null until somebody acknowledges or it is assigned.</summary>
    public PersonId? Owner { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public Acknowledgement? Acknowledged { get; init; }

    public Ring? Ring { get; init; }

    /// <summary>How long each watch waits, as the pack said when it began; null in records older than that.</summary>
    public WatchTimes? Watched { get; init; }

    /// <summary>The watches that have fired: each does once.</summary>
    public ImmutableArray<WatchFired> Fired { get; init; } = [];

    /// <summary>The latest entry by whoever has it.</summary>
    public DateTimeOffset? OwnerSignAt { get; init; }

    /// <summary>Warm transfers, the latest last.</summary>
    public ImmutableArray<Handover> Handovers { get; init; } = [];

    /// <summary>When it was passed on to Corporate Security by hand.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    public Care? Cared { get; init; }

    public required DateTimeOffset LastEntryAt { get; init; }

    /// <summary>How many entries the record has.</summary>
    public int Sequence { get; init; }

    /// <summary>How many decisions it has: what a decision expects, so that words typed meanwhile are no conflict.</summary>
    public int Version { get; init; }

    public required long FirstPosition { get; init; }

    public long LastPosition { get; init; }

    // From here on: content.
    public Contact Contact { get; init; } = Contact.OnTheLine;

    public DateTimeOffset? ContactEndedAt { get; init; }

    /// <summary>What it was taken down on before it was entered here; null where it was written here at once.</summary>
    public Paper? Paper { get; init; }

    /// <summary>When it began, as far as anybody knows: by the paper, else first touch.</summary>
    public DateTimeOffset BeganAt => Paper?.BeganAt ?? StartedAt;

    /// <summary>How many statements stand (a correction adds none).</summary>
    public int Statements { get; init; }

    /// <summary>How many chats or messages were pasted whole.</summary>
    public int Transcripts { get; init; }

    public bool CustomerAsked { get; init; }

    public CallRecord? Call { get; init; }

    /// <summary>The latest word on each step, by the step's id.</summary>
    [JsonConverter(typeof(OrdinalJson<StepMark>))]
    public ImmutableSortedDictionary<string, StepMark> Steps { get; init; } = Ordinal<StepMark>.Empty;

    public CaseWork Case { get; init; } = CaseWork.None;

    public EvidenceWork Evidence { get; init; } = EvidenceWork.None;

    public ImmutableArray<Link> Links { get; init; } = [];

    /// <summary>The latest answer of each field, ordered by code unit: the same on every machine, whatever its language.</summary>
    [JsonConverter(typeof(OrdinalJson<Answer>))]
    public ImmutableSortedDictionary<string, Answer> Answers { get; init; } = Ordinal<Answer>.Empty;

    public ImmutableArray<EmergencyCall> Emergency { get; init; } = [];

    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Who is marked as the person threatening or as a witness in conflict: neither alerted nor able to see that the incident exists.</summary>
    public ImmutableArray<PersonId> Excluded { get; init; } = [];

    /// <summary>The ledger's position from which each of <see cref="Excluded"/> may not know of it; a feed takes back what it told before.</summary>
    public ImmutableSortedDictionary<Guid, long> ExcludedSince { get; init; } = ImmutableSortedDictionary<Guid, long>.Empty;

    public ImmutableArray<Seen> SeenBy { get; init; } = [];

    /// <summary>The next deadline of the row, the ring's or a watch's, or null. Closing ends a ring; one that somebody asked for afterwards has its deadline like any other.</summary>
    public DateTimeOffset? DueAt => (Ring?.DueAt, Watches.Next(this)?.DueAt) switch
    {
        ({ } ring, { } watch) => ring < watch ? ring : watch,
        var (ring, watch) => ring ?? watch,
    };

    /// <summary>The warm transfer under way, or the last one; null when there was none.</summary>
    public Handover? Handover => Handovers.IsEmpty ? null : Handovers[^1];

    /// <summary>Whether there is a caller who could be handed over: on the phone, before one, or in a chat.</summary>
    public bool HasCaller => Contact == Contact.OnTheLine && Channel is (Channel.Phone or Channel.InPerson or Channel.Chat);

    public bool IsOpen => State != State.Closed;

    public ImmutableArray<string> Values(string field) =>
        Answers.TryGetValue(field, out var answer) && answer.State is AnswerState.Answered or AnswerState.Observed ? Answers[field].Values : [];

    public bool Has(string field, string value) => Values(field).Contains(value, StringComparer.Ordinal);

    /// <summary>Whether a field has any answer, where evidence that is kept or owed answers the field that asks for it.</summary>
    public bool IsAnswered(Field field) => (field.Type == FieldType.Evidence && Evidence is not { Items: [], OwedBy: null }) || IsAnswered(field.Id);

    /// <summary>Whether a field has any answer, "not said" included. A text of spaces is none.</summary>
    public bool IsAnswered(string field) =>
        (Answers.TryGetValue(field, out var answer) && answer.State == AnswerState.NotSaid) || Values(field).Any(value => !string.IsNullOrWhiteSpace(value));
}
