using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Integrations.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

public sealed class VapidKeyTest
{
    [Fact]
    public void It_comes_back_as_it_was()
    {
        var key = VapidKey.Generate();
        VapidKey.TryImport(key.Export(), out var again).ShouldBeTrue();
        again!.PublicKey.ShouldBe(key.PublicKey);
        again.Export().ShouldBe(key.Export());
        VapidKey.Generate().PublicKey.ShouldNotBe(key.PublicKey);
    }

    [Fact]
    public void The_public_half_is_what_a_browser_takes()
    {
        var point = Base64Url.DecodeFromChars(VapidKey.Generate().PublicKey);
        point.Length.ShouldBe(65);
        point[0].ShouldBe((byte)4);
    }

    [Fact]
    public void What_is_no_such_key_is_not_read()
    {
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var key = VapidKey.Generate().Export();
        byte[][] others = [[], new byte[138], key[..^1], [.. key, 0], longer.ExportPkcs8PrivateKey(), rsa.ExportPkcs8PrivateKey()];
        foreach (var bytes in others)
        {
            VapidKey.TryImport(bytes, out var read).ShouldBeFalse();
            read.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("mailto:security@example.org", true)]
    [InlineData("https://example.org/contact", true)]
    [InlineData("security@example.org", false)]
    [InlineData("mailto:", false)]
    [InlineData("mailto:nobody", false)]
    [InlineData("http://example.org", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Whom_a_push_service_may_turn_to(string? text, bool may) => WebPush.IsContact(text).ShouldBe(may);
}
