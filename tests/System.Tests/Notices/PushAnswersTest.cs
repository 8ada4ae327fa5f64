using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Push;
using Holdfast.Integrations.Notices;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>What the answers of a push service mean, and that no answer costs more than it may.</summary>
public sealed class PushAnswersTest
{
    static readonly WebPushLimits Here = new() { PlainLoopback = true };

    [Theory]
    [InlineData(404, SendFailure.Gone, true)]
    [InlineData(410, SendFailure.Gone, true)]
    [InlineData(400, SendFailure.Refused, true)]
    [InlineData(401, SendFailure.Refused, true)]
    [InlineData(403, SendFailure.Refused, true)]
    [InlineData(413, SendFailure.Refused, true)]
    [InlineData(429, SendFailure.Busy, false)]
    [InlineData(500, SendFailure.Busy, false)]
    [InlineData(502, SendFailure.Busy, false)]
    [InlineData(503, SendFailure.Busy, false)]
    [InlineData(599, SendFailure.Busy, false)]
    [InlineData(204, SendFailure.BadAnswer, false)]
    [InlineData(304, SendFailure.BadAnswer, false)]
    [InlineData(402, SendFailure.BadAnswer, false)]
    [InlineData(418, SendFailure.BadAnswer, false)]
    [InlineData(600, SendFailure.BadAnswer, false)]
    public async Task A_status_that_is_a_failure(int status, SendFailure cause, bool final)
    {
        await using var service = await PushService.StartAsync();
        service.Answer(status);
        (await SendAsync(service)).ShouldBe(new Sending.Failed(cause, final));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task A_status_that_took_it(int status)
    {
        await using var service = await PushService.StartAsync();
        service.Answer(status);
        (await SendAsync(service)).ShouldBe(new Sending.Sent());
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "0", 0)]
    [InlineData(503, "86400", 3600)]
    [InlineData(429, "Thu, 01 Jan 2026 00:02:00 GMT", 120)]
    [InlineData(429, "Wed, 31 Dec 2025 23:00:00 GMT", 0)]
    [InlineData(503, "Fri, 01 Jan 2027 00:00:00 GMT", 3600)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "-5", null)]
    public async Task How_long_it_asks_to_be_left_alone(int status, string retryAfter, int? seconds)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var service = await PushService.StartAsync(clock);
        service.Answer(status, retryAfter);
        (await SendAsync(service, clock)).ShouldBe(new Sending.Failed(SendFailure.Busy, Final: false, seconds is { } some ? TimeSpan.FromSeconds(some) : null));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var service = await PushService.StartAsync();
        await using var elsewhere = await PushService.StartAsync();
        service.Answer(status, location: elsewhere.Subscribe().Endpoint.AbsoluteUri);
        (await SendAsync(service)).ShouldBe(new Sending.Failed(SendFailure.BadAnswer, Final: false));
        elsewhere.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 201")]
    [InlineData("")]
    public async Task What_is_no_answer_is_none(string text)
    {
        await using var service = await PushService.StartAsync();
        var device = service.Subscribe();
        service.Speak(text);
        using var push = Push();
        (await push.SendAsync(device.Address, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.BadAnswer, Final: false));
    }

    [Fact]
    public async Task A_head_without_end_is_cut()
    {
        await using var service = await PushService.StartAsync();
        service.Speak("HTTP/1.1 201 Created\r\nX-Long: " + new string('x', 100_000));
        (await SendAsync(service)).ShouldBe(new Sending.Failed(SendFailure.BadAnswer, Final: false));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(500)]
    public async Task A_body_without_end_is_not_read(int status)
    {
        await using var service = await PushService.StartAsync();
        service.NeverEnd(status);
        using var push = Push();
        var sending = await push.SendAsync(service.Subscribe().Address, Sample.Message, default);
        sending.ShouldBe(status == 201 ? new Sending.Sent() : new Sending.Failed(SendFailure.Busy, Final: false));
        await Wait.UntilAsync("it hangs up", () => Task.FromResult(service.Left == 1));
    }

    static WebPush Push(TimeProvider? clock = null) => new(VapidKey.Generate(), "https://desk.example/contact", clock ?? TimeProvider.System, Here);

    static async Task<Sending> SendAsync(PushService service, TimeProvider? clock = null)
    {
        using var push = Push(clock);
        return await push.SendAsync(service.Subscribe().Address, Sample.Message, default);
    }
}
