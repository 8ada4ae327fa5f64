using Holdfast.Core.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

public sealed class PackVersionTest
{
    [Fact]
    public void Read_as_written()
    {
        PackVersion.TryParse(Small.Version.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(Small.Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("small/1")]
    [InlineData("small/1/abc")]
    [InlineData("small/one/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("/1/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Anything_else_is_no_version(string? text) => PackVersion.TryParse(text, out _).ShouldBeFalse();
}
