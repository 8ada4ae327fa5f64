using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class ProvisionalCodeTest
{
    static readonly IncidentId Id = new(new Guid("0198a000-0000-7000-8000-0000deadbeef"));

    /// <summary>The page reckons the same: the browser's story compares. Were this changed, codes that were told before could not be found.</summary>
    [Fact]
    public void Is_always_the_same_of_one_id() => ProvisionalCode.Of(Id).ToString().ShouldBe("T-YYFX");

    [Theory]
    [InlineData("T-YYFX")]
    [InlineData("t-yyfx")]
    [InlineData(" T YYFX ")]
    [InlineData("tyyfx")]
    public void Reads_what_people_type(string text)
    {
        ProvisionalCode.TryParse(text, out var code).ShouldBeTrue();
        code.ShouldBe(ProvisionalCode.Of(Id));
        IncidentNumber.TryParse(text, 2026, out _).ShouldBeFalse("a code is no number");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("HF-2026-000042")]
    [InlineData("T-2026")]
    [InlineData("T-YYF")]
    [InlineData("T-YYFXX")]
    [InlineData("T-YYF0")]
    [InlineData("X-YYFX")]
    public void Refuses_the_rest(string? text) => ProvisionalCode.TryParse(text, out _).ShouldBeFalse();
}
