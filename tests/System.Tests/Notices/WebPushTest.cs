using System.Text.Json;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Holdfast.Harness.Push;
using Holdfast.Integrations.Notices;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>The conversation with a push service, against one that checks signatures and decrypts by code of its own, and one that answers badly.</summary>
public sealed class WebPushTest : IAsyncLifetime
{
    const string Contact = "mailto:security@example.org";
    static readonly WebPushLimits Here = new() { PlainLoopback = true };
    readonly VapidKey key = VapidKey.Generate();
    PushService? running;

    PushService Service => running ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() => running = await PushService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    [Fact]
    public async Task A_device_reads_number_priority_and_link_and_nothing_else()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        var device = Service.Subscribe(key.PublicKey);
        (await push.SendAsync(device.Address, Sample.Message, default)).ShouldBe(new Sending.Sent());

        var got = Service.Messages.ShouldHaveSingleItem();
        got.To.ShouldBe(device.Endpoint);
        using var read = JsonDocument.Parse(got.Text);
        read.RootElement.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.ToString()).ShouldBe(new Dictionary<string, string>
        {
            ["title"] = "P0 HF-2026-000042",
            ["text"] = "A report rings for a supervisor.",
            ["link"] = Sample.Message.Link.AbsoluteUri,
            ["tag"] = "notice-1",
            ["urgent"] = "True",
        }, ignoreOrder: true);
        got.Contact.ShouldBe(Contact);
        got.Headers["TTL"].ShouldBe("300");
        got.Headers["Urgency"].ShouldBe("high");
        got.Headers["Topic"].ShouldBe("notice-1");
        got.Headers.Keys.ShouldBe(["Host", "Authorization", "Content-Encoding", "Content-Length", "Content-Type", "TTL", "Topic", "Urgency"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_not_urgent_wakes_nobody_and_a_life_is_bounded()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        var device = Service.Subscribe();
        await push.SendAsync(device.Address, Sample.Message with { Urgent = false, Life = TimeSpan.FromDays(365) }, default);
        await push.SendAsync(device.Address, Sample.Message with { Life = TimeSpan.FromSeconds(-5) }, default);
        Service.Messages.Select(got => (got.Headers["Urgency"], got.Headers["TTL"])).ShouldBe([("normal", "2419200"), ("high", "0")]);
    }

    [Theory]
    [InlineData("a\r\nX-More: 1")]
    [InlineData("")]
    [InlineData("longer than the thirty-two characters of a topic")]
    public async Task A_tag_that_is_none_becomes_no_header_of_its_own(string tag)
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        await push.SendAsync(Service.Subscribe().Address, Sample.Message with { Tag = tag }, default);
        await push.SendAsync(Service.Subscribe().Address, Sample.Message with { Tag = tag }, default);
        Service.Messages.Count.ShouldBe(2);
        Service.Messages.Select(got => got.Headers["Topic"]).Distinct().ShouldHaveSingleItem().Length.ShouldBe(32);
        Service.Messages.ShouldAllBe(got => !got.Headers.ContainsKey("X-More"));
    }

    [Fact]
    public async Task A_message_that_does_not_fit_is_refused_and_not_cut()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        (await push.SendAsync(Service.Subscribe().Address, Sample.Message with { Text = new string('x', 4000) }, default)).ShouldBe(new Sending.Failed(SendFailure.Refused, Final: true));
        Service.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_subscription_made_for_another_site_refuses_it()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        (await push.SendAsync(Service.Subscribe(VapidKey.Generate().PublicKey).Address, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Refused, Final: true));
        Service.Refusals.ShouldBe(["made for another site"]);
    }

    [Theory]
    [InlineData(-13, "exp")]
    [InlineData(13, "exp")]
    [InlineData(-11, null)]
    [InlineData(11, null)]
    public async Task A_signed_word_is_good_for_half_a_day_either_way(int hours, string? wrong)
    {
        using var push = new WebPush(key, Contact, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(hours)), Here);
        var sending = await push.SendAsync(Service.Subscribe().Address, Sample.Message, default);
        sending.ShouldBe(wrong is null ? new Sending.Sent() : new Sending.Failed(SendFailure.Refused, Final: true));
        Service.Refusals.ShouldBe(wrong is null ? [] : [wrong]);
    }

    [Fact]
    public async Task A_device_that_was_forgotten_is_gone()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        var device = Service.Subscribe();
        Service.Forget(device);
        (await push.SendAsync(device.Address, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Gone, Final: true));
    }

    [Fact]
    public async Task Keys_that_are_none_are_not_sent_anywhere()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        var address = Service.Subscribe().Address with { PublicKey = new byte[65] };
        (await push.SendAsync(address, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.NotAllowed, Final: true));
        Service.Requests.ShouldBe(0);
    }

    [Fact]
    public void Without_a_contact_there_is_none() => Should.Throw<ArgumentException>(() => new WebPush(key, "security@example.org", TimeProvider.System));

    [Fact]
    public async Task One_that_is_not_there_is_unreachable()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        var address = Service.Subscribe().Address with { Endpoint = new Uri($"http://127.0.0.1:{FreePort.Take()}/push") };
        (await push.SendAsync(address, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
    }

    [Fact]
    public async Task One_that_hangs_is_left_after_ten_seconds()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var push = new WebPush(key, Contact, clock, Here);
        Service.Hang();
        var sending = push.SendAsync(Service.Subscribe().Address, Sample.Message, default);
        await Wait.UntilAsync("the request arrives", () => Task.FromResult(Service.Requests == 1));
        clock.Advance(TimeSpan.FromSeconds(9.9));
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        (await sending).ShouldBe(new Sending.Failed(SendFailure.TimedOut, Final: false));
        await Wait.UntilAsync("it hangs up", () => Task.FromResult(Service.Left == 1));
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_that_it_took_too_long()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        using var leaves = new CancellationTokenSource();
        Service.Hang();
        var sending = push.SendAsync(Service.Subscribe().Address, Sample.Message, leaves.Token);
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Fact]
    public async Task Another_kind_of_address_is_a_mistake_of_ours()
    {
        using var push = new WebPush(key, Contact, TimeProvider.System, Here);
        await Should.ThrowAsync<ArgumentException>(() => push.SendAsync(new MethodAddress.Email("dana@example.org"), Sample.Message, default));
    }
}
