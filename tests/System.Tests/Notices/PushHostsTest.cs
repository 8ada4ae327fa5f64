using System.Net;
using Holdfast.Core.Notices;
using Holdfast.Harness.Push;
using Holdfast.Integrations.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>Whom a push subscription can make the server call: its address is whatever somebody's browser sent.</summary>
public sealed class PushHostsTest
{
    static readonly Sending NotAllowed = new Sending.Failed(SendFailure.NotAllowed, Final: true);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2a00:1450:4001:81b::200e", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b:1::808:808", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Which_addresses_are_open(string address, bool open) => OpenAddress.Is(IPAddress.Parse(address)).ShouldBe(open);

    [Theory]
    [InlineData("https://127.0.0.1/push")]
    [InlineData("https://2130706433/push")]
    [InlineData("https://0x7f.1/push")]
    [InlineData("https://[::1]/push")]
    [InlineData("https://[::ffff:127.0.0.1]/push")]
    [InlineData("https://10.0.0.1/push")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://localhost/push")]
    [InlineData("http://8.8.8.8/push")]
    [InlineData("ftp://8.8.8.8/push")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:password@push.example/1")]
    [InlineData("/push")]
    public async Task An_address_that_may_not_be_called(string endpoint)
    {
        using var push = Push(new WebPushLimits());
        (await push.SendAsync(Address(new Uri(endpoint, UriKind.RelativeOrAbsolute)), Sample.Message, default)).ShouldBe(NotAllowed);
    }

    [Fact]
    public async Task A_very_long_address_is_none()
    {
        using var push = Push(new WebPushLimits());
        (await push.SendAsync(Address(new Uri("https://push.example/" + new string('x', 2048))), Sample.Message, default)).ShouldBe(NotAllowed);
    }

    /// <summary>A name whose second look-up would give another address: there is no second look-up, and only what was looked at is called.</summary>
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("fe80::1 ::1 0.0.0.0")]
    public async Task A_name_of_the_house_s_own_network_is_not_called(string addresses)
    {
        var limits = new WebPushLimits();
        var asked = 0;
        var dialing = new Dialing(limits, (_, _) => Task.FromResult(++asked == 1 ? addresses.Split(' ').Select(IPAddress.Parse).ToArray() : [IPAddress.Parse("8.8.8.8")]));
        using var push = Push(limits, dialing);
        (await push.SendAsync(Address(new Uri("https://push.example/1")), Sample.Message, default)).ShouldBe(NotAllowed);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_called_where_it_was_found()
    {
        await using var service = await PushService.StartAsync();
        var device = service.Subscribe();
        var limits = new WebPushLimits { PlainLoopback = true };
        var asked = 0;
        var dialing = new Dialing(limits, (_, _) => Task.FromResult<IPAddress[]>(++asked == 1 ? [IPAddress.Parse("192.0.2.1"), IPAddress.Loopback] : []));
        using var push = Push(limits, dialing);
        var named = device.Address with { Endpoint = new UriBuilder(device.Endpoint) { Host = "push.example" }.Uri };
        (await push.SendAsync(named, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Refused, Final: true));
        service.Refusals.ShouldBe(["aud"]);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_unreachable()
    {
        using var push = Push(new WebPushLimits());
        (await push.SendAsync(Address(new Uri("https://no-such-host.invalid/1")), Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
    }

    [Fact]
    public async Task A_site_may_allow_its_own_network_and_plain_http_stays_refused()
    {
        await using var service = await PushService.StartAsync();
        var device = service.Subscribe();
        using var push = Push(new WebPushLimits { PrivateAddresses = true });
        (await push.SendAsync(device.Address, Sample.Message, default)).ShouldBe(NotAllowed);
        var secure = device.Address with { Endpoint = new UriBuilder(device.Endpoint) { Scheme = "https" }.Uri };
        (await push.SendAsync(secure, Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
        service.Requests.ShouldBe(0);
    }

    static WebPush Push(WebPushLimits limits, Dialing? dialing = null) => new(VapidKey.Generate(), "mailto:security@example.org", TimeProvider.System, limits, dialing);

    static MethodAddress.Push Address(Uri endpoint)
    {
        using var device = PushSubscription.New(new Uri("https://push.example/1"));
        return device.Address with { Endpoint = endpoint };
    }
}
