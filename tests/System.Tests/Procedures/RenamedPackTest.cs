using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Harness.Procedures;
using Holdfast.Integrations.Procedures;
using Holdfast.Web.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>The renamed pack says the same in other words, and keeps none of the default pack's.</summary>
public sealed class RenamedPackTest
{
    static readonly Procedure Default = PackWords.Of(Pack.Default).Procedure;

    [Fact]
    public void It_is_a_pack() => PackReader.ReadFolder(RenamedPack.Folder).Errors.ShouldBeEmpty();

    [Fact]
    public void Its_examples_come_out_as_the_default_packs_do()
    {
        var read = PackReader.ReadFolder(RenamedPack.Folder);
        read.Examples.Length.ShouldBeGreaterThan(20);
        read.Examples.SelectMany(example => ExampleRun.Differences(example, read.Procedure.ShouldNotBeNull()).Select(difference => $"{example.File}: {difference}")).ShouldBeEmpty();
    }

    [Fact]
    public void No_word_of_the_default_pack_is_left_in_it()
    {
        var renamed = PackWords.Of(Pack.Renamed).Procedure;
        var kept = Phrases.Of(renamed).Intersect(Phrases.Of(Default)).Where(phrase => phrase.Any(char.IsAsciiLetter));
        kept.ShouldBeEmpty();
        Ids(renamed).Intersect(Ids(Default)).ShouldBeEmpty();
    }

    [Fact]
    public void It_has_the_same_form()
    {
        var renamed = PackWords.Of(Pack.Renamed).Procedure;
        var (was, now) = (ArticleText.Of(Default), ArticleText.Of(renamed));
        now.Select(part => part.Lines.Length).ShouldBe(was.Select(part => part.Lines.Length));
        renamed.Fields.Select(field => (field.Type, field.Means, field.Choices.Length, field.Wanted, field.MayBeNotSaid, field.When.Conditions.Length))
            .ShouldBe(Default.Fields.Select(field => (field.Type, field.Means, field.Choices.Length, field.Wanted, field.MayBeNotSaid, field.When.Conditions.Length)));
        Phrases.Of(renamed).Select(phrase => phrase.Length).Order().ShouldBe(Phrases.Of(Default).Select(phrase => phrase.Length).Order());
    }

    [Fact]
    public void A_story_finds_every_field_and_choice_by_the_names_it_knows()
    {
        foreach (var words in new[] { PackWords.Of(Pack.Default), PackWords.Of(Pack.Renamed) })
        {
            foreach (var field in Default.Fields)
            {
                words.Label(field.Id).ShouldBe(words.Text(field.Label));
                foreach (var choice in field.Choices) words.Label(field.Id, choice.Value).ShouldBe(words.Text(choice.Label));
            }

            words.Field("statement").ShouldBe("statement");
            Should.Throw<ArgumentException>(() => words.Field("no-such-field"));
            Should.Throw<ArgumentException>(() => words.Choice("no-such-field", "bomb"));
        }
    }

    static IEnumerable<string> Ids(Procedure procedure) =>
    [
        procedure.Version.Pack, .. procedure.Sections.Select(section => section.Id), .. procedure.Fields.Select(field => field.Id), .. procedure.Fields.Where(field => field.Means != Meaning.Language).SelectMany(field => field.Choices).Select(choice => choice.Value),
        .. procedure.Steps.Select(step => step.Id), .. procedure.Articles.Select(article => article.Id), .. procedure.Labels.Select(set => set.Id), .. procedure.Escalation.Tiers.Select(tier => tier.Id),
    ];
}
