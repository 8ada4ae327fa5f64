using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Escalation;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Incidents;

/// <summary>The latest answer to one field.</summary>
public sealed record Answer(AnswerState State, ImmutableArray<string> Values, PersonId By, DateTimeOffset At);

/// <summary>One logged call to emergency services, and whether they reached the person (null: not known yet).</summary>
public sealed record EmergencyCall(EntryId Id, string Whom, string? CalledAt, string? Reference, string? PlaceTold, PersonId By, DateTimeOffset At, bool? Reached);

/// <summary>Who took the alert, and when.</summary>
public sealed record Acknowledgement(PersonId By, DateTimeOffset At);

/// <summary>Why somebody beyond the table may read: shared (no end), or broken glass (until).</summary>
public sealed record Grant(PersonId To, DateTimeOffset? Until);

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

    /// <summary>Who started it.</summary>
    public required PersonId Agent { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public State State { get; init; } = State.Live;

    public Priority Priority { get; init; } = Priority.P2;

    /// <summary>Who has it now; null until somebody acknowledges or it is assigned.</summary>
    public PersonId? Owner { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public Acknowledgement? Acknowledged { get; init; }

    public Ring? Ring { get; init; }

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

    /// <summary>How many statements stand (a correction adds none).</summary>
    public int Statements { get; init; }

    public bool CustomerAsked { get; init; }

    /// <summary>The latest answer of each field, ordered by code unit: the same on every machine, whatever its language.</summary>
    [JsonConverter(typeof(AnswersJson))]
    public ImmutableSortedDictionary<string, Answer> Answers { get; init; } = AnswersJson.Empty;

    public ImmutableArray<EmergencyCall> Emergency { get; init; } = [];

    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Who is marked as the person threatening or as a witness in conflict: neither alerted nor able to see that the incident exists.</summary>
    public ImmutableArray<PersonId> Excluded { get; init; } = [];

    /// <summary>The ledger's position from which each of <see cref="Excluded"/> may not know of it; a feed takes back what it told before.</summary>
    public ImmutableSortedDictionary<Guid, long> ExcludedSince { get; init; } = ImmutableSortedDictionary<Guid, long>.Empty;

    public ImmutableArray<Seen> SeenBy { get; init; } = [];

    /// <summary>The next deadline of the row, or null. Closing ends a ring; one that somebody asked for afterwards has its deadline like any other.</summary>
    public DateTimeOffset? DueAt => Ring?.DueAt;

    public bool IsOpen => State != State.Closed;

    public ImmutableArray<string> Values(string field) =>
        Answers.TryGetValue(field, out var answer) && answer.State is AnswerState.Answered or AnswerState.Observed ? Answers[field].Values : [];

    public bool Has(string field, string value) => Values(field).Contains(value, StringComparer.Ordinal);

    /// <summary>Whether a field has any answer, "Call Did not say" included. A text of spaces is none.</summary>
    public bool IsAnswered(string field) =>
        (Answers.TryGetValue(field, out var answer) && answer.State == AnswerState.NotSaid) || Values(field).Any(value => !string.IsNullOrWhiteSpace(value));
}
