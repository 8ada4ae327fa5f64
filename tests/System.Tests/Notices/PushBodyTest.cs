using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Harness.Push;
using Holdfast.Integrations.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>Message encryption for Web Push, against the example of RFC 8291 (section 5 and appendix A) and against the stand-in's own reading.</summary>
public sealed class PushBodyTest
{
    const string Words = "When I grow up, I want to be a watermelon";
    static readonly byte[] DevicePoint = Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
    static readonly byte[] DeviceScalar = Bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    static readonly byte[] Secret = Bytes("BTBZMqHH6r4Tts7J_aSIgg");
    static readonly byte[] SitePoint = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    static readonly byte[] SiteScalar = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    static readonly byte[] Salt = Bytes("DGv6ra1nlYgDCS1FRnbzlw");

    static readonly byte[] Example = Bytes(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");

    static readonly Uri Somewhere = new("https://push.example/1");

    [Fact]
    public void The_example_of_the_RFC_byte_for_byte()
    {
        using var own = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = SiteScalar, Q = new ECPoint { X = SitePoint[1..33], Y = SitePoint[33..] } });
        PushBody.Encrypt(Encoding.UTF8.GetBytes(Words), DevicePoint, Secret, own, Salt, Words.Length + 1).ShouldBe(Example);
    }

    [Fact]
    public void The_stand_in_reads_the_example()
    {
        using var device = PushSubscription.Of(Somewhere, DevicePoint, DeviceScalar, Secret);
        Encoding.UTF8.GetString(device.Open(Example)).ShouldBe(Words);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(510)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(PushBody.LargestText - 1)]
    [InlineData(PushBody.LargestText)]
    public void Every_length_comes_back_and_none_is_too_long(int length)
    {
        using var device = PushSubscription.New(Somewhere);
        var text = RandomNumberGenerator.GetBytes(length);
        var body = PushBody.Encrypt(text, device.Address.PublicKey.Span, device.Address.Secret.Span);
        device.Open(body).ShouldBe(text);
        body.Length.ShouldBeLessThanOrEqualTo(PushBody.Largest);
    }

    [Fact]
    public void What_is_longer_is_not_cut() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PushBody.Encrypt(new byte[PushBody.LargestText + 1], DevicePoint, Secret));

    [Fact]
    public void Texts_of_different_length_look_alike_and_the_same_text_never_looks_the_same()
    {
        byte[][] bodies = [.. new[] { 1, 200, 511, 1 }.Select(length => PushBody.Encrypt(new byte[length], DevicePoint, Secret))];
        bodies.Select(body => body.Length).Distinct().Count().ShouldBe(1);
        bodies.Select(Convert.ToHexString).Distinct().Count().ShouldBe(4);
        PushBody.Encrypt(new byte[512], DevicePoint, Secret).Length.ShouldBe(bodies[0].Length + 512);
    }

    [Fact]
    public void Another_device_reads_nothing_and_a_changed_byte_is_noticed()
    {
        using var device = PushSubscription.New(Somewhere);
        using var other = PushSubscription.New(Somewhere);
        var body = PushBody.Encrypt("HF-2026-000042"u8, device.Address.PublicKey.Span, device.Address.Secret.Span);
        Should.Throw<CryptographicException>(() => other.Open(body));
        body[^1] ^= 1;
        Should.Throw<CryptographicException>(() => device.Open(body));
    }

    [Fact]
    public void Keys_that_are_none_are_refused()
    {
        var beside = DevicePoint.ToArray();
        beside[^1] ^= 1;
        Should.Throw<CryptographicException>(() => PushBody.Encrypt("a"u8, beside, Secret));
        Should.Throw<CryptographicException>(() => PushBody.Encrypt("a"u8, DevicePoint.AsSpan(1), Secret));
        Should.Throw<CryptographicException>(() => PushBody.Encrypt("a"u8, [2, .. DevicePoint.AsSpan(1)], Secret));
        Should.Throw<CryptographicException>(() => PushBody.Encrypt("a"u8, DevicePoint, Secret.AsSpan(1)));
    }

    static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
