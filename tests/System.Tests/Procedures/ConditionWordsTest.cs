using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Holdfast.Harness.Procedures;
using Holdfast.Web.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A condition reads as a person would say it, in the labels of the pack.</summary>
public sealed class ConditionWordsTest
{
    static readonly Procedure Procedure = PackWords.Of(Pack.Default).Procedure;

    [Fact]
    public void What_always_holds_needs_no_words() => Say().ShouldBeNull();

    [Fact]
    public void Every_condition_is_said_and_every_value() =>
        Say(("kind", ["bomb"]), ("channel", ["phone", "in-person"])).ShouldBe("Kind is Bomb, and channel is By phone or In person");

    [Theory]
    [InlineData("caller-name", "any", "Name is answered")]
    [InlineData("caller-name", "none", "Name is blank")]
    [InlineData("imminent", "yes", "Happening now or about to is ticked")]
    [InlineData("line", "ended", "Contact has ended")]
    [InlineData("line", "on", "They are still there")]
    [InlineData("words", "some", "Exact words are written down")]
    [InlineData("transcript", "none", "No transcript is there")]
    [InlineData("supervisor", "taken", "Somebody has acknowledged")]
    [InlineData("customer-asked", "yes", "The customer asked for a supervisor")]
    [InlineData("emergency", "reached", "Emergency services reached them")]
    [InlineData("filed", "yes", "The report is filed")]
    [InlineData("case", "open", "The case is not done")]
    [InlineData("evidence", "owed", "Evidence is still to come")]
    [InlineData("gone", "any", "Gone is answered")]
    public void Each_key_has_its_words(string key, string value, string words) =>
        (Say((key, [value])) ?? "").ShouldBe(key == "caller-name" ? words.Replace("Name", PackWords.Of(Pack.Default).Label(key), StringComparison.Ordinal) : words);

    [Fact]
    public void Blank_and_a_choice_can_stand_in_one_condition() =>
        Say(("manner", ["none", "direct", "implied"])).ShouldBe("Manner is Direct or Implied or Manner is blank");

    [Fact]
    public void A_field_that_is_a_question_stands_in_quotation_marks()
    {
        var asked = Procedure.Fields.First();
        var procedure = Procedure with { Sections = [Procedure.Sections[0] with { Fields = [asked with { Label = "Who is it?" }] }] };
        ConditionWords.Of(new When([new Condition(asked.Id, [Circumstances.Any])]), procedure).ShouldBe("“Who is it?” is answered");
    }

    [Fact]
    public void No_condition_of_the_pack_is_told_in_names_of_its_files()
    {
        var names = Procedure.Fields.Select(field => field.Id).Where(id => id.Contains('-', StringComparison.Ordinal)).ToArray();
        foreach (var when in Procedure.Sections.Select(section => section.When).Concat(Procedure.Fields.Select(field => field.When)).Concat(Procedure.Steps.Select(step => step.When)).Concat(Procedure.Priorities.Select(rule => rule.When)))
        {
            (ConditionWords.Of(when, Procedure) ?? "").Split(' ', ',').Intersect(names).ShouldBeEmpty();
        }
    }

    static string? Say(params (string Key, ImmutableArray<string> Values)[] conditions) =>
        ConditionWords.Of(new When([.. conditions.Select(condition => new Condition(condition.Key, condition.Values))]), Procedure);
}
