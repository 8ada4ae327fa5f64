using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Notices;

/// <summary>What became of handing one message over to whoever carries it.</summary>
public abstract record Sending
{
    Sending()
    {
    }

    /// <summary>The carrier took it. Whether it arrived is not known by that.</summary>
    public sealed record Sent : Sending;

    /// <param name="Cause">Why not.</param>
    /// <param name="Final">Whether trying again is no use.</param>
    /// <param name="After">How long the carrier asked to be left alone; null when it said nothing.</param>
    public sealed record Failed(SendFailure Cause, bool Final, TimeSpan? After = null) : Sending;
}

/// <summary>Why a message could not be handed over: a closed set, each with words of its own on pages.</summary>
[JsonConverter(typeof(WordConverter<SendFailure>))]
public enum SendFailure
{
    /// <summary>The site has not set this kind of method up.</summary>
    NotSetUp,

    /// <summary>No screen of theirs is open.</summary>
    NoScreen,

    /// <summary>The carrier can't be reached.</summary>
    Unreachable,

    /// <summary>The carrier did not answer in time.</summary>
    TimedOut,

    /// <summary>The carrier is busy or broken at the moment.</summary>
    Busy,

    /// <summary>The carrier refused it.</summary>
    Refused,

    /// <summary>The address exists no more.</summary>
    Gone,

    /// <summary>The address is not one that may be called, such as one inside the house's own network.</summary>
    NotAllowed,

    /// <summary>The carrier's answer can't be understood.</summary>
    BadAnswer,
}

/// <summary>Hands messages over to one kind of carrier. Bounds time, size and host, and looks at the answer. Thread-safe.</summary>
public interface ICarrier
{
    /// <summary>What it carries.</summary>
    MethodKind Kind { get; }

    /// <summary>Hands one message over; expected failures are answers, never exceptions.</summary>
    Task<Sending> SendAsync(MethodAddress address, Message message, CancellationToken cancel);
}
