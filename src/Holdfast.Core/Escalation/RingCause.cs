using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Escalation;

/// <summary>Why people are rung.</summary>
[JsonConverter(typeof(WordConverter<RingCause>))]
public enum RingCause
{
    SupervisorRequested,

    [JsonStringEnumMemberName("p0")]
    P0,
    Filed,

    /// <summary>Live for longer than a form should be, and nobody has it.</summary>
    Unfiled,

    /// <summary>Whoever has it gave no sign for too long.</summary>
    Silent,

    /// <summary>Whoever had it is no longer there.</summary>
    OwnerLeft,

    /// <summary>The warm transfer did not come about.</summary>
    HandoverFailed,

    /// <summary>Passed on to Corporate Security by hand.</summary>
    Passed,
}
