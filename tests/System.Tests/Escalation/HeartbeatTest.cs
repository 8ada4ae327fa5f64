using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Core.Escalation;
using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Holdfast.Harness.Story;
using Holdfast.Integrations.Escalation;
using Holdfast.Web.Escalation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>Something outside hears that escalation is alive, and hears the silence when it isn't.</summary>
public sealed class HeartbeatTest
{
    [Theory]
    [InlineData("https://beats.example/secret", true)]
    [InlineData("http://127.0.0.1:8080/secret", true)]
    [InlineData("http://localhost/secret", true)]
    [InlineData("http://beats.example/secret", false)]
    [InlineData("https://me:word@beats.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("beats.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_is_https_or_this_machine(string? address, bool fits) => Heartbeat.TryParse(address, out _).ShouldBe(fits);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", null)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", null)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", BeatFailure.Refused)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", BeatFailure.Refused)]
    [InlineData("no http\r\n\r\n", BeatFailure.Unreachable)]
    public async Task What_is_answered_is_told_by_kind(string answer, BeatFailure? failure)
    {
        await using var outside = new Outside(_ => answer);
        using var heartbeat = new Heartbeat(outside.Address, TimeProvider.System);
        (await heartbeat.BeatAsync(default)).ShouldBe(failure);
        outside.Heard.ShouldHaveSingleItem("one request, and no redirect is followed").ShouldBe("GET /secret HTTP/1.1");
    }

    [Fact]
    public async Task A_long_answer_is_not_read_to_its_end()
    {
        await using var outside = new Outside(_ => $"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n{new string('x', 2 * Heartbeat.MostRead)}");
        using var heartbeat = new Heartbeat(outside.Address, TimeProvider.System);
        (await heartbeat.BeatAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_there()
    {
        using var heartbeat = new Heartbeat(new Uri($"http://127.0.0.1:{FreePort.Take()}/secret"), TimeProvider.System);
        (await heartbeat.BeatAsync(default)).ShouldBe(BeatFailure.Unreachable);
    }

    [Fact]
    public async Task One_that_says_nothing_is_waited_for_five_seconds()
    {
        var clock = new FakeTimeProvider();
        await using var outside = new Outside(_ => null);
        using var heartbeat = new Heartbeat(outside.Address, clock);
        var beat = heartbeat.BeatAsync(default);
        await Wait.UntilAsync("the beat has arrived", () => Task.FromResult(!outside.Heard.IsEmpty));
        clock.Advance(Heartbeat.Patience);
        (await beat).ShouldBe(BeatFailure.Silent);
    }

    [Fact]
    public async Task It_beats_once_a_minute_and_falls_silent_when_deadlines_are_not_looked_at()
    {
        var clock = new FakeTimeProvider();
        var pulse = new EscalationPulse(clock);
        await using var outside = new Outside(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var heartbeat = new Heartbeat(outside.Address, clock);
        var counted = new Counted(heartbeat);
        using var worker = new HeartbeatWorker(counted, pulse, clock, NullLogger<HeartbeatWorker>.Instance);
        await worker.StartAsync(default);
        await HeardAsync(1);

        pulse.Looked(null);
        clock.Advance(59.Seconds());
        pulse.Looked(null);
        clock.Advance(1.Seconds());
        await HeardAsync(2);

        // Nobody looks for a minute; when somebody does again, the next beat comes with its turn.
        clock.Advance(60.Seconds());
        pulse.Looked(null);
        clock.Advance(59.Seconds());
        pulse.Looked(null);
        clock.Advance(1.Seconds());
        await HeardAsync(3);
        outside.Heard.Count.ShouldBe(3, "the minute in which nobody looked had no beat");
        await worker.StopAsync(default);

        Task HeardAsync(int times) => Wait.UntilAsync($"{times} beats are over", () => Task.FromResult(counted.Over == times));
    }

    sealed class Counted(IHeartbeat heartbeat) : IHeartbeat
    {
        int over;

        public int Over => Volatile.Read(ref over);

        public async Task<BeatFailure?> BeatAsync(CancellationToken cancel)
        {
            var failure = await heartbeat.BeatAsync(cancel);
            Interlocked.Increment(ref over);
            return failure;
        }
    }

    /// <summary>A listener of this machine that answers each request with the same bytes, or never.</summary>
    sealed class Outside : IAsyncDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);
        readonly CancellationTokenSource end = new();
        readonly Func<string, string?> answer;
        readonly Task serving;

        public Outside(Func<string, string?> answer)
        {
            this.answer = answer;
            listener.Start();
            serving = ServeAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/secret");

        public ConcurrentQueue<string> Heard { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            listener.Dispose();
            await serving;
            end.Dispose();
        }

        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync(end.Token);
                    await using var stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                    var request = await reader.ReadLineAsync(end.Token) ?? "";
                    Heard.Enqueue(request);
                    while (await reader.ReadLineAsync(end.Token) is { Length: > 0 })
                    {
                        // Headers say nothing here.
                    }

                    if (answer(request) is not { } words)
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token);
                        return;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes(words), end.Token);
                }
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
