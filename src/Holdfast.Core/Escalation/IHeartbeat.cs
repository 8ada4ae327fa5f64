namespace Holdfast.Core.Escalation;

/// <summary>Why a beat was not heard.</summary>
public enum BeatFailure
{
    /// <summary>Nobody is there, or the connection broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Silent,

    /// <summary>Answered with something else than success.</summary>
    Refused,
}

/// <summary>Tells something outside that escalation is alive, so that its silence is noticed there. Thread-safe.</summary>
public interface IHeartbeat
{
    /// <summary>Sends one beat.</summary>
    /// <returns>Null when it was heard. Never throws but for <paramref name="cancel"/>.</returns>
    Task<BeatFailure?> BeatAsync(CancellationToken cancel);
}
