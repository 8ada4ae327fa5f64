using System.Collections.Frozen;
using Holdfast.Core.Cases;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;
using Xunit;

namespace Holdfast.Tests.Procedures;

/// <summary>One procedure in several languages: whoever reads sees their own, and what is written down is the same for everybody.</summary>
public sealed class LanguagesTest
{
    static readonly Language Spanish = Of("es");
    static readonly Procedure Own = Cards("", Small.Procedure) with { Case = Small.Procedure.Case with { Create = new CaseCard("New", [new("Story", CaseSource.Answers, null, [Small.Summary, Small.Name])]) } };
    static readonly Procedure Pack = Own.With([Told("es"), Told("fr")]);

    [Fact]
    public void It_is_read_in_the_language_that_is_asked_for_and_else_in_its_own()
    {
        Pack.Title.ShouldBe("Small");
        Pack.In(Spanish).Title.ShouldBe("Small es");
        Pack.In(Of("fr")).Title.ShouldBe("Small fr");
        Pack.In(Of("de")).ShouldBeSameAs(Pack);
        Pack.In(Language.English).ShouldBeSameAs(Pack);
        Pack.In(Spanish).In(Of("fr")).Title.ShouldBe("Small fr");
        Pack.In(Spanish).In(Of("de")).ShouldBeSameAs(Pack);
        Pack.In(Spanish).InOwnWords().ShouldBeSameAs(Pack);
        Pack.In(Spanish).Languages.ShouldBe([Language.English, Spanish, Of("fr")]);
        Own.In(Spanish).ShouldBeSameAs(Own);
        Own.InOwnWords().ShouldBeSameAs(Own);
        Pack.ToString().ShouldNotBeEmpty();
        Pack.In(Spanish).Equals(Pack).ShouldBeFalse();
    }

    [Fact]
    public void What_changes_in_all_languages_changes_in_each()
    {
        var changed = Pack.Alike(one => one with { Steps = [] });
        changed.In(Spanish).Steps.ShouldBeEmpty();
        changed.In(Spanish).Title.ShouldBe("Small es");
        changed.In(Spanish).InOwnWords().ShouldBeSameAs(changed);
        Pack.In(Spanish).Alike(one => one with { Steps = [] }).Title.ShouldBe("Small es");
        Pack.In(Spanish).Steps.ShouldNotBeEmpty();
    }

    [Fact]
    public void Words_on_record_are_read_in_the_readers_language()
    {
        Pack.In(Spanish).Reads("a device").ShouldBe("a device es");
        Pack.In(Spanish).Reads("what somebody typed").ShouldBe("what somebody typed");
        Pack.Reads("a device").ShouldBe("a device");
    }

    [Fact]
    public void What_counts_as_no_answer_does_so_in_every_language()
    {
        var link = Pack.Field(Small.Account)!;
        foreach (var words in new[] { Small.AccountWords, Small.AccountWords + " ES", Small.AccountWords + " fr" })
        {
            link.Answers(words).ShouldBeFalse(words);
            Pack.In(Spanish).Field(Small.Account)!.Answers(words).ShouldBeFalse(words);
        }

        link.Answers("https://example.test/1").ShouldBeTrue();
        Pack.NotSaidIn.ShouldBe([Own.NotSaid, Own.NotSaid + " es", Own.NotSaid + " fr"]);
        Pack.In(Spanish).NotSaidIn.First().ShouldBe(Own.NotSaid + " es");
        Pack.IsNotSaid(Own.NotSaid + " fr").ShouldBeTrue();
        Pack.IsNotSaid("nothing").ShouldBeFalse();
    }

    [Fact]
    public void Facts_that_follow_missing_answers_and_presets_are_the_same_in_every_language()
    {
        var before = History.OfAna().Incident;
        var history = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Answers(Cast.Ana, Small.Account, Small.AccountWords + " es");
        Filing.Missing(history.Incident, Pack.In(Spanish)).ShouldBe(Filing.Missing(history.Incident, Pack));
        Filing.Missing(history.Incident, Pack).ShouldContain(Small.Account);
        Filing.Presets(history.Incident, Pack.In(Spanish)).Select(preset => (preset.Field, preset.Values[0])).ShouldBe(Filing.Presets(history.Incident, Pack).Select(preset => (preset.Field, preset.Values[0])));
        Consequences.Of(before, History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Incident with { Priority = Priority.P2 }, Pack)
            .ShouldHaveSingleItem().ShouldBeOfType<PriorityDerived>().Because.ShouldBe(["a device"]);
    }

    [Fact]
    public void What_is_copied_into_the_case_is_the_same_whoever_copies_it()
    {
        var history = History.OfAna().Then(Cast.Ana, new CaseAnswered(false)).Answers(Cast.Ana, Small.Name, "Ben").Then(Cast.Ana, new AnswerGiven(Small.Summary, AnswerState.NotSaid, []));
        var own = FilledCard.Of(history.Incident, Pack, []).Create!.Value.ShouldHaveSingleItem();
        var read = FilledCard.Of(history.Incident, Pack.In(Spanish), []).Create!.Value.ShouldHaveSingleItem();
        read.Label.ShouldBe("Story es");
        read.Item.ShouldBe("Story");
        read.Value.ShouldBe(own.Value);
        own.Value.ShouldBe($"{Small.Summary}: {Own.NotSaid}\n{Small.Name}: Ben");
    }

    [Theory]
    [InlineData("es", "es")]
    [InlineData("pt-br", "pt-br")]
    [InlineData(LanguageTag.Undetermined, "")]
    [InlineData("mul", "")]
    [InlineData("not a tag", "")]
    [InlineData("x-se", "")]
    [InlineData(null, "")]
    public void The_exact_words_carry_the_language_that_was_answered(string? answered, string lang)
    {
        var procedure = Own with { Sections = [.. Own.Sections, new Section { Id = "s", Title = "S", Fields = [new Field { Id = "tongue", Label = "T", Why = "W", Type = FieldType.One, Means = Meaning.Language }] }] };
        var history = History.OfAna();
        if (answered is not null)
        {
            history.Answers(Cast.Ana, "tongue", answered);
        }

        history.Incident.Speaks(procedure).ShouldBe(lang);
        history.Incident.Speaks(Own).ShouldBe("");
    }

    static Language Of(string tag) => Language.TryParse(tag, out var language) ? language : throw new ArgumentException("No language.", nameof(tag));

    static Procedure Told(string tag) => Cards(" " + tag, Own) with
    {
        Language = Of(tag),
        Title = Own.Title + " " + tag,
        NotSaid = Own.NotSaid + " " + tag,
        Priorities = [.. Own.Priorities.Select(rule => rule with { Because = rule.Because + " " + tag })],
        Case = Own.Case with { Create = new CaseCard("New", [.. Own.Case.Create.Items.Select(item => item with { Label = item.Label + " " + tag })]) },
        Words = Own.Priorities.Select(rule => rule.Because).ToFrozenDictionary(text => text, text => text + " " + tag),
    };

    /// <summary>The small procedure's placeholder in one language, known in all.</summary>
    static Procedure Cards(string tag, Procedure procedure) => procedure with
    {
        Sections = [.. procedure.Sections.Select(section => section with
        {
            Fields = [.. section.Fields.Select(field => field.Id != Small.Account ? field : field with { Placeholder = Small.AccountWords + tag, PlaceholderElsewhere = [Small.AccountWords, Small.AccountWords + " es", Small.AccountWords + " fr"] })],
        })],
    };
}
