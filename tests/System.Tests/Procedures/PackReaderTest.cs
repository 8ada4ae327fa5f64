using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A pack is read whole or not at all, and what is wrong with it is said with its line, all at once.</summary>
public sealed class PackReaderTest
{
    static readonly string Default = Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting");

    static Procedure Procedure => PackReader.ReadFolder(Default).Procedure.ShouldNotBeNull();

    [Fact]
    public void The_default_pack_has_no_errors() => PackReader.ReadFolder(Default).Errors.ShouldBeEmpty();

    [Fact]
    public void Phrases_of_the_written_procedure_stand_as_they_are()
    {
        Procedure.NotSaid.ShouldBe("Call Did not say");
        $"{Procedure.OnTheLine.Text}, {Procedure.OnTheLine.Rest}".ShouldBe("DO NOT HANG UP, even if the caller does");
        Procedure.Callouts.Select(callout => callout.Text).ShouldContain("Full customer authentication is *NOT REQUIRED*.");
        Procedure.Field(Fields.CallerAccount).ShouldNotBeNull().Preset.ShouldBe("Engine Platform Job Link");
    }

    [Fact]
    public void Numbers_that_nobody_confirmed_are_samples() =>
        Procedure.Emergency.Concat(Procedure.Supervisors).Where(line => line.Number.StartsWith("555-01", StringComparison.Ordinal)).ShouldAllBe(line => line.Sample);

    [Fact]
    public void Every_kind_has_something_to_say() =>
        Kinds.All.ShouldAllBe(kind => Procedure.SayNext.First(next => next.When.Holds(new[] { kind })).Lines.Length > 0);

    [Fact]
    public void All_errors_are_named_with_file_and_line()
    {
        const string pack = """
            id: broken
            version: one
            not-said: Call Did not say
            surprise: yes
            orders:
              on-the-line: { order: STAY, rest: please }
            steps:
              - { text: Do it, done: someday }
            """;
        var errors = PackReader.Read(new StringReader(pack), "procedure.yaml").Errors.Select(error => error.ToString()).ToArray();
        errors.ShouldContain("procedure.yaml:2: 'version' is a whole number, not 'one'.");
        errors.ShouldContain("procedure.yaml:4: 'surprise' is not a key that is known here.");
        errors.ShouldContain("procedure.yaml:6: 'call-ended' is missing.");
        errors.ShouldContain(error => error.StartsWith("procedure.yaml:8: 'done' is one of call, words,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_yaml_is_an_error_not_an_exception() =>
        PackReader.Read(new StringReader("id: [unclosed"), "procedure.yaml").Errors.ShouldHaveSingleItem().Line.ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("engine platform job link", false)]
    [InlineData("https://example.test/jobs/7", true)]
    public void The_forms_own_words_are_no_answer(string value, bool answers) =>
        Procedure.Field(Fields.CallerAccount).ShouldNotBeNull().Answers(value).ShouldBe(answers);
}
