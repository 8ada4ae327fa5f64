using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Core.Text;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>A pack's languages: every text of the pack and none beside, the structure once, and all of it kept with the version.</summary>
public sealed class PackLanguagesTest
{
    static readonly PackResult Read = PackReader.ReadFolder(Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting"));

    static readonly Language Spanish = Language.TryParse("es", out var spanish) ? spanish : throw new InvalidOperationException();

    static Procedure Own => Read.Procedure.ShouldNotBeNull();

    public static TheoryData<string> Examples => [.. Read.Examples.Select(example => example.File)];

    [Fact]
    public void The_default_pack_speaks_Spanish_and_misses_no_text_and_has_none_left_over()
    {
        Own.Languages.ShouldBe([Language.English, Spanish]);
        Read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Its_examples_pass_in_Spanish_and_make_the_same_record(string file)
    {
        var example = Read.Examples.Single(one => one.File == file);
        ExampleRun.Differences(example, Own.In(Spanish)).ShouldBeEmpty();
        var (own, read) = (ExampleRun.Play(example, Own), ExampleRun.Play(example, Own.In(Spanish)));
        read.Answers.Keys.ShouldBe(own.Answers.Keys);
        read.Answers.Values.SelectMany(answer => answer.Values).ShouldBe(own.Answers.Values.SelectMany(answer => answer.Values));
        (read.Priority, read.Case.Copied.Length, read.Steps.Count).ShouldBe((own.Priority, own.Case.Copied.Length, own.Steps.Count));
    }

    [Fact]
    public void Numbers_to_call_presets_and_what_another_system_knows_are_the_same_in_Spanish()
    {
        var read = Own.In(Spanish);
        foreach (var pick in new Func<Procedure, IEnumerable<string?>>[]
        {
            one => one.Emergency.Concat(one.Supervisors).Concat(one.Care!.Resources).Select(line => $"{line.Number} {line.Sample}"),
            one => one.Fields.Select(field => field.Preset),
            one => one.Case.Create.Items.Concat(one.Case.Assign.Items).Select(item => $"{item.Name} {item.Text}"),
            one => one.Articles.Select(article => $"{article.Id} {article.OnScreen} {string.Join(' ', article.Roles)}"),
            one => one.Articles.SelectMany(article => article.Blocks).OfType<Block.Heading>().Select(heading => $"{heading.Level} {heading.Anchor}"),
        })
        {
            pick(read).ShouldBe(pick(Own));
        }

        // Where another system's field is meant, its English name is beside it.
        read.Case.Create.Items.Concat(read.Case.Assign.Items).ShouldAllBe(item => item.Label.EndsWith($"({item.Name})", StringComparison.Ordinal));
        read.NotSaid.ShouldNotBe(Own.NotSaid);
    }

    /// <summary>A text that is read past the languages would stay in the pack's own words.</summary>
    [Fact]
    public void Every_text_that_people_read_passes_through_the_languages()
    {
        var pack = PackReader.Read(SmallPack.Spanish());
        pack.Errors.ShouldBeEmpty();
        pack.Warnings.ShouldBeEmpty();
        Phrases.Of(pack.Procedure.ShouldNotBeNull().In(Spanish)).Intersect(Phrases.Of(pack.Procedure)).ShouldBeEmpty();

        // Names in English are the same in the default pack, and so is what is copied into the case or stands in a field until it is changed.
        string[] same = ["No", "Motor", "Nasal", "Normal", "Supervisor", "911", "988", "", "1000 Out of State", "Complaints/Other", "Customer Support Team Supervisor"];
        Phrases.Of(Own.In(Spanish)).Intersect(Phrases.Of(Own)).Except(same).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_language_lacks_is_shown_in_the_packs_own_words()
    {
        var pack = PackReader.Read(SmallPack.Spanish(("languages/es/words.yaml", "words:\n  Sort: Tipo\n  Gone: Ido\n"))).Procedure.ShouldNotBeNull().In(Spanish);
        pack.Fields.Select(field => field.Label).ShouldBe(["Tipo", "Spot", "Soon"]);
        pack.Articles.ShouldHaveSingleItem().Title.ShouldBe("Todo");
    }

    [Fact]
    public void A_pack_of_another_language_has_English_beside_it()
    {
        var files = SmallPack.Changed(("procedure.yaml", text => "language: es\n" + text), ("languages/en/words.yaml", _ => "words: { Small: Tiny }"));
        var pack = PackReader.Read(files).Procedure.ShouldNotBeNull();
        (pack.Language, pack.In(Spanish).Title, pack.In(Language.English).Title).ShouldBe((Spanish, "Small", "Tiny"));
    }

    [Fact]
    public void Languages_are_part_of_the_version_and_kept_with_it()
    {
        SmallPack.Spanish().Hash.ShouldNotBe(SmallPack.Files.Hash);
        SmallPack.Spanish(("languages/es/words.yaml", "words: { Small: Pequeño }")).Hash.ShouldNotBe(SmallPack.Spanish().Hash);
        var again = PackReader.Read(PackFiles.FromBytes(SmallPack.Spanish().ToBytes()));
        again.Procedure.ShouldNotBeNull().In(Spanish).Title.ShouldBe("Chico");
        again.Files.Hash.ShouldBe(SmallPack.Spanish().Hash);
    }

    [Fact]
    public void A_pack_has_at_most_twenty_languages_beside_its_own() =>
        PackReader.Read(SmallPack.Spanish([.. Enumerable.Range(0, 20).Select(n => ($"languages/a{(char)('a' + n)}/words.yaml", "words: {}"))])).Errors
            .ShouldHaveSingleItem().ToString().ShouldBe("languages/es: A pack has at most 20 languages beside its own. Take one out.");
}
