using System.Text.Json.Serialization;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Text;

namespace Holdfast.Core.Escalation;

/// <summary>How far a warm transfer has come.</summary>
[JsonConverter(typeof(WordConverter<HandoverStep>))]
public enum HandoverStep
{
    /// <summary>Offered to whoever is rung.</summary>
    Offered,

    /// <summary>Somebody takes it.</summary>
    Accepted,

    /// <summary>The caller and whoever took it are connected.</summary>
    Joined,

    /// <summary>The agent has left the call.</summary>
    Released,

    /// <summary>It did not come about; the next is tried.</summary>
    Failed,
}

/// <summary>One warm transfer from offer to release, each step with its time.</summary>
/// <param name="AskedBy">Who wanted it; null when it was offered because of what was heard.</param>
/// <param name="To">Who took it.</param>
public sealed record Handover(DateTimeOffset OfferedAt, AskedBy? AskedBy, PersonId? To = null, DateTimeOffset? AcceptedAt = null,
    DateTimeOffset? JoinedAt = null, DateTimeOffset? ReleasedAt = null, DateTimeOffset? FailedAt = null)
{
    public HandoverStep Step => FailedAt is not null ? HandoverStep.Failed
        : ReleasedAt is not null ? HandoverStep.Released
        : JoinedAt is not null ? HandoverStep.Joined
        : AcceptedAt is not null ? HandoverStep.Accepted
        : HandoverStep.Offered;

    /// <summary>Whether a step is still to come.</summary>
    public bool IsOpen => Step is HandoverStep.Offered or HandoverStep.Accepted or HandoverStep.Joined;
}
