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

/// <summary>First touch. The number is given when it is recorded; the pack is the version that the incident is read by for ever, and the watch what it says of deadlines.</summary>
/// <param name="BeganAt">When it began, for a start that came to the record later; null for when it was recorded.</param>
/// <param name="Code">What it was called on the machine that began it while the server could not be reached; null when the server was there.</param>
public sealed record IncidentStarted(Channel Channel, TeamId Team, IncidentNumber Number, PackVersion? Pack = null, WatchTimes? Watch = null, DateTimeOffset? BeganAt = null, string? Code = null) : Fact;

/// <summary>The channel turned out to be another.</summary>
public sealed record ChannelChosen(Channel Channel) : Fact;

/// <summary>Exact words, as said. A line taken out of something pasted whole, or off a paper, names it, and who said it when, as written there.</summary>
public sealed record StatementAdded(string Text, EntryId? From = null, string? SaidBy = null, string? SaidAt = null) : Fact;

/// <summary>A chat, an e-mail or a post pasted whole: kept verbatim, never changed.</summary>
public sealed record TranscriptAdded(string Text) : Fact;

/// <summary>Better words for a statement; both are kept.</summary>
public sealed record StatementCorrected(EntryId Statement, string Text) : Fact;

/// <summary>An answer to a field of the form. The latest one shows; the timeline keeps all.</summary>
public sealed record AnswerGiven(string Field, AnswerState State, [property: JsonConverter(typeof(TextsJson))] ImmutableArray<string> Values) : Fact;

/// <summary>The caller hung up, or the line was lost. The record stays live.</summary>
public sealed record ContactEnded(Contact How) : Fact;

/// <summary>The caller is back.</summary>
public sealed record ContactResumed : Fact;

/// <summary>Somebody called emergency services or another number of the card.</summary>
public sealed record EmergencyCalled(string Whom, string? CalledAt = null, string? Reference = null, string? PlaceTold = null, string? Number = null) : Fact;

/// <summary>Whether the responders of one call reached the person.</summary>
public sealed record EmergencyReached(EntryId Call, bool Reached) : Fact;

/// <summary>"Get a supervisor".</summary>
public sealed record SupervisorRequested(AskedBy AskedBy) : Fact;

/// <summary>Filed, with what was missing at that moment.</summary>
public sealed record IncidentFiled([property: JsonConverter(typeof(TextsJson))] ImmutableArray<string> Missing) : Fact;

/// <summary>Somebody took the alert.</summary>
public sealed record IncidentAcknowledged : Fact;

/// <summary>The alert was on the author's screen.</summary>
public sealed record AlertShown : Fact;

/// <summary>As older versions wrote it: the alert reached everybody. Now <see cref="PeopleRung"/> says who is rung.</summary>
public sealed record TierReached(int Tier, DateTimeOffset DueAt) : Fact;

public sealed record NoteAdded(string Text) : Fact;

/// <summary>The pack's rules raised the priority, and on what grounds.</summary>
public sealed record PriorityDerived(Priority To, [property: JsonConverter(typeof(TextsJson))] ImmutableArray<string> Because) : Fact;

public sealed record PriorityRaised(Priority To, string? Reason = null) : Fact;

public sealed record PriorityLowered(Priority To, string Reason) : Fact;

public sealed record OwnerAssigned(PersonId Owner, string Reason) : Fact;

/// <summary>Shared with one person.</summary>
public sealed record AccessGranted(PersonId To, string Reason) : Fact;

/// <summary>Opened without a grant, for a reason, until a time; Corporate Security is told.</summary>
public sealed record GlassBroken(string Reason, DateTimeOffset Until) : Fact;

/// <summary>Somebody read the content through a door (page, api, timeline, print).</summary>
public sealed record IncidentRead(string Door) : Fact;

/// <summary>Somebody tried a door and was denied.</summary>
public sealed record ReadingDenied(string Door, string Operation) : Fact;

/// <summary>Linked by hand: it belongs together with another, such as the same caller's. Written on both.</summary>
public sealed record IncidentLinked(IncidentId Other, string Reason) : Fact;

public sealed record IncidentClosed(string Outcome, string? Reason = null) : Fact;

public sealed record IncidentReopened(string Reason) : Fact;

/// <summary>The wire names of this slice, version 1.</summary>
public static class IncidentFacts
{
    static IncidentFactsJson Json => IncidentFactsJson.Default;

    public static IEnumerable<WireType> Wire =>
    [
        new("incident-started", 1, typeof(IncidentStarted), Json.IncidentStarted),
        new("channel-chosen", 1, typeof(ChannelChosen), Json.ChannelChosen),
        new("transcript-added", 1, typeof(TranscriptAdded), Json.TranscriptAdded),
        new("taken-on-paper", 1, typeof(TakenOnPaper), Json.TakenOnPaper),
        new("statement-added", 1, typeof(StatementAdded), Json.StatementAdded),
        new("statement-corrected", 1, typeof(StatementCorrected), Json.StatementCorrected),
        new("answer-given", 1, typeof(AnswerGiven), Json.AnswerGiven),
        new("contact-ended", 1, typeof(ContactEnded), Json.ContactEnded),
        new("contact-resumed", 1, typeof(ContactResumed), Json.ContactResumed),
        new("emergency-called", 1, typeof(EmergencyCalled), Json.EmergencyCalled),
        new("emergency-reached", 1, typeof(EmergencyReached), Json.EmergencyReached),
        new("supervisor-requested", 1, typeof(SupervisorRequested), Json.SupervisorRequested),
        new("incident-filed", 1, typeof(IncidentFiled), Json.IncidentFiled),
        new("incident-acknowledged", 1, typeof(IncidentAcknowledged), Json.IncidentAcknowledged),
        new("alert-shown", 1, typeof(AlertShown), Json.AlertShown),
        new("tier-reached", 1, typeof(TierReached), Json.TierReached),
        new("note-added", 1, typeof(NoteAdded), Json.NoteAdded),
        new("priority-derived", 1, typeof(PriorityDerived), Json.PriorityDerived),
        new("priority-raised", 1, typeof(PriorityRaised), Json.PriorityRaised),
        new("priority-lowered", 1, typeof(PriorityLowered), Json.PriorityLowered),
        new("owner-assigned", 1, typeof(OwnerAssigned), Json.OwnerAssigned),
        new("access-granted", 1, typeof(AccessGranted), Json.AccessGranted),
        new("glass-broken", 1, typeof(GlassBroken), Json.GlassBroken),
        new("incident-read", 1, typeof(IncidentRead), Json.IncidentRead),
        new("reading-denied", 1, typeof(ReadingDenied), Json.ReadingDenied),
        new("incident-linked", 1, typeof(IncidentLinked), Json.IncidentLinked),
        new("incident-closed", 1, typeof(IncidentClosed), Json.IncidentClosed),
        new("incident-reopened", 1, typeof(IncidentReopened), Json.IncidentReopened),
    ];

    /// <summary>Facts that a client may append as they are: they state what was said, seen or done, and decide nothing.</summary>
    public static bool MayBeSent(Fact fact) => fact is TakenOnPaper or StatementAdded or StatementCorrected or TranscriptAdded or ChannelChosen or AnswerGiven
        or ContactEnded or ContactResumed or EmergencyCalled or EmergencyReached or NoteAdded or AlertShown
        or StepTicked or StepSkipped or StepReopened
        or OutsideFormAnswered or OutsideNumberRecorded or CaseAnswered or CaseValueCopied or CaseDone or CaseReopened
        or EvidencePromised or PromiseWithdrawn;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IncidentStarted))]
[JsonSerializable(typeof(ChannelChosen))]
[JsonSerializable(typeof(TranscriptAdded))]
[JsonSerializable(typeof(TakenOnPaper))]
[JsonSerializable(typeof(StatementAdded))]
[JsonSerializable(typeof(StatementCorrected))]
[JsonSerializable(typeof(AnswerGiven))]
[JsonSerializable(typeof(ContactEnded))]
[JsonSerializable(typeof(ContactResumed))]
[JsonSerializable(typeof(EmergencyCalled))]
[JsonSerializable(typeof(EmergencyReached))]
[JsonSerializable(typeof(SupervisorRequested))]
[JsonSerializable(typeof(IncidentFiled))]
[JsonSerializable(typeof(IncidentAcknowledged))]
[JsonSerializable(typeof(AlertShown))]
[JsonSerializable(typeof(TierReached))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(PriorityDerived))]
[JsonSerializable(typeof(PriorityRaised))]
[JsonSerializable(typeof(PriorityLowered))]
[JsonSerializable(typeof(OwnerAssigned))]
[JsonSerializable(typeof(AccessGranted))]
[JsonSerializable(typeof(GlassBroken))]
[JsonSerializable(typeof(IncidentRead))]
[JsonSerializable(typeof(ReadingDenied))]
[JsonSerializable(typeof(IncidentLinked))]
[JsonSerializable(typeof(IncidentClosed))]
[JsonSerializable(typeof(IncidentReopened))]
internal sealed partial class IncidentFactsJson : JsonSerializerContext;
