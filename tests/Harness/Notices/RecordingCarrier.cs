using System.Collections.Concurrent;
using Holdfast.Core.Notices;

namespace Holdfast.Harness.Notices;

/// <summary>A carrier that keeps what it is handed, and answers as a test says. Thread-safe.</summary>
public sealed class RecordingCarrier(MethodKind kind) : ICarrier
{
    readonly ConcurrentQueue<(MethodAddress Address, Message Message)> handed = [];

    public MethodKind Kind => kind;

    public (MethodAddress Address, Message Message)[] Handed => [.. handed];

    /// <summary>What it answers to the next message.</summary>
    public Func<Message, CancellationToken, Task<Sending>> Answers { get; set; } = (_, _) => Task.FromResult<Sending>(new Sending.Sent());

    public void Fails(SendFailure cause, bool final = false, TimeSpan? after = null) => Answers = (_, _) => Task.FromResult<Sending>(new Sending.Failed(cause, final, after));

    public void Works() => Answers = (_, _) => Task.FromResult<Sending>(new Sending.Sent());

    public Task<Sending> SendAsync(MethodAddress address, Message message, CancellationToken cancel)
    {
        handed.Enqueue((address, message));
        return Answers(message, cancel);
    }
}
