using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Escalation;

/// <summary>A move of the ring: exactly these people are rung from now on, until somebody has it or the next move.</summary>
/// <param name="Tier">How far the policy has been followed, as <see cref="Ring.Tier"/>.</param>
/// <param name="Round">1, and 1 more each time everybody is rung again.</param>
/// <param name="NextAt">When the next move is due.</param>
/// <param name="Alone">Who of them is rung one at a time; null when all are rung at once.</param>
/// <param name="DueAt">When the move was due; null when somebody coming or going brought it about.</param>
public sealed record PeopleRung(ImmutableArray<PersonId> People, int Tier, int Round, DateTimeOffset NextAt, PersonId? Alone = null, DateTimeOffset? DueAt = null) : Fact;

/// <summary>The author can't come; the next is tried at once.</summary>
public sealed record RingDeclined : Fact;

/// <summary>A watch fell due: both times are on record.</summary>
/// <param name="Of">The call to emergency services or the promise that it is about, where it is about one.</param>
public sealed record DeadlinePassed(Watch What, DateTimeOffset DueAt, EntryId? Of = null) : Fact;

/// <summary>Whoever had it is no longer there: their shift ended, or their account. Others are rung, so that nothing is orphaned.</summary>
public sealed record OwnerLeft(PersonId Owner) : Fact;

/// <summary>Passed on to Corporate Security by hand, with what the form doesn't say.</summary>
public sealed record PassedToSecurity(string? Note = null) : Fact;

/// <summary>The caller and whoever took the transfer are connected.</summary>
public sealed record CallerJoined : Fact;

/// <summary>The agent has left the call.</summary>
public sealed record AgentReleased : Fact;

/// <summary>The transfer did not come about; the next is tried.</summary>
public sealed record HandoverFailed(string? Why = null) : Fact;

/// <summary>What the telephone system knows of the call. Each part as it becomes known; the latest shows.</summary>
/// <param name="Number">The number at which the caller is.</param>
/// <param name="Recording">Where the telephone system keeps its recording.</param>
public sealed record CallNoted(string? Number = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, string? Recording = null) : Fact;

/// <summary>Somebody looked after the agent.</summary>
/// <param name="Break">Whether a break was offered.</param>
/// <param name="Note">What was agreed; not how the agent is.</param>
public sealed record AgentCared(bool Break, string? Note = null) : Fact;

/// <summary>The wire names of this slice, version 1.</summary>
public static class EscalationFacts
{
    static EscalationFactsJson Json => EscalationFactsJson.Default;

    public static IEnumerable<WireType> Wire =>
    [
        new("people-rung", 1, typeof(PeopleRung), Json.PeopleRung),
        new("ring-declined", 1, typeof(RingDeclined), Json.RingDeclined),
        new("deadline-passed", 1, typeof(DeadlinePassed), Json.DeadlinePassed),
        new("owner-left", 1, typeof(OwnerLeft), Json.OwnerLeft),
        new("passed-to-security", 1, typeof(PassedToSecurity), Json.PassedToSecurity),
        new("caller-joined", 1, typeof(CallerJoined), Json.CallerJoined),
        new("agent-released", 1, typeof(AgentReleased), Json.AgentReleased),
        new("handover-failed", 1, typeof(HandoverFailed), Json.HandoverFailed),
        new("call-noted", 1, typeof(CallNoted), Json.CallNoted),
        new("agent-cared", 1, typeof(AgentCared), Json.AgentCared),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeopleRung))]
[JsonSerializable(typeof(RingDeclined))]
[JsonSerializable(typeof(DeadlinePassed))]
[JsonSerializable(typeof(OwnerLeft))]
[JsonSerializable(typeof(PassedToSecurity))]
[JsonSerializable(typeof(CallerJoined))]
[JsonSerializable(typeof(AgentReleased))]
[JsonSerializable(typeof(HandoverFailed))]
[JsonSerializable(typeof(CallNoted))]
[JsonSerializable(typeof(AgentCared))]
internal sealed partial class EscalationFactsJson : JsonSerializerContext;
