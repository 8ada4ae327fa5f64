using Holdfast.Core.Incidents;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class IncidentNumberTest
{
    [Theory]
    [InlineData("HF-2026-000042", 2026, 42)]
    [InlineData("hf-2026-42", 2026, 42)]
    [InlineData(" hf - 2025 - 0007 ", 2025, 7)]
    [InlineData("2026-42", 2026, 42)]
    [InlineData("42", 2027, 42)]
    [InlineData("HF-42", 2027, 42)]
    [InlineData("HF-2026-1234567", 2026, 1234567)]
    public void Reads_what_people_type(string text, int year, int serial)
    {
        IncidentNumber.TryParse(text, 2027, out var number).ShouldBeTrue();
        number.ShouldBe(new IncidentNumber(year, serial));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("HF")]
    [InlineData("HF-2026-0")]
    [InlineData("HF-26-42")]
    [InlineData("HF-2026-42-1")]
    [InlineData("HF-2026-4x")]
    [InlineData("+42")]
    [InlineData("99999999999")]
    [InlineData("bomb")]
    public void Refuses_the_rest(string? text)
    {
        IncidentNumber.TryParse(text, 2027, out var number).ShouldBeFalse();
        number.ShouldBe(default);
    }

    [Fact]
    public void Is_spoken_with_six_digits() => new IncidentNumber(2026, 42).ToString().ShouldBe("HF-2026-000042");
}
