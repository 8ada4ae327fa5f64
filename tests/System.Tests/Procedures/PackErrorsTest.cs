using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>Whatever is wrong with a pack is said with its file, its line and what to do; all at once, and nothing is read then.</summary>
public sealed class PackErrorsTest
{
    const string Main = "procedure.yaml";
    const string Form = "forms/1.yaml";
    const string Case = "case.yaml";
    const string Tiers = "escalation.yaml";
    const string Text = "guidance/1.md";
    const string Story = "examples/1.yaml";

    [Fact]
    public void The_small_pack_is_sound()
    {
        var read = PackReader.Read(SmallPack.Files);
        read.Errors.ShouldBeEmpty();
        read.Procedure.ShouldNotBeNull().Version.ToString().ShouldBe($"small/3/{SmallPack.Files.Hash}");
    }

    [Theory]
    [InlineData(Main, "version: 3", "version: three", 2, "'version' is a whole number, not 'three'.")]
    [InlineData(Main, "title: Small", "title: Small\nsurprise: yes", 4, "'surprise' is not a key of procedure.yaml. Its keys: id, version,")]
    [InlineData(Main, "title: Small", "changed: it", 1, "'title' is missing.")]
    [InlineData(Main, "title: Small", "title: ''", 3, "'title' is missing.")]
    [InlineData(Main, "id: small", "id: Not An Id", 1, "'Not An Id' can't be an id.")]
    [InlineData(Main, "channel: chat", "channel: fax", 9, "'fax' can't stand here. 'channel' is one of phone, in-person, email, chat, social-media.")]
    [InlineData(Main, "channel: chat", "channel: email", 6, "The channel 'chat' is missing.")]
    [InlineData(Main, "channel: chat", "channel: email", 9, "The channel 'email' is there twice.")]
    [InlineData(Main, "line-lost: Lost", "on-the-line: Lost", 6, "Contact doesn't end by 'on-the-line'. It can be caller-hung-up, line-lost.")]
    [InlineData(Main, "field: spot", "field: spott", 12, "There is no field 'spott'.")]
    [InlineData(Main, "when: { sort: [fire] }, lines", "when: { sort: [ice] }, lines", 12, "'sort' is never 'ice'. It can be any, none, fire, flood.")]
    [InlineData(Main, "when: { sort: [fire] }, lines", "when: { sort: fire }, lines", 12, "'sort' is a list. Write [fire].")]
    [InlineData(Main, "when: { sort: [fire] }, lines", "when: { sorts: [fire] }, lines", 12, "A condition can't ask for 'sorts'.")]
    [InlineData(Main, "when: { channel: [phone] }", "when: { spot: [here] }", 14, "'spot' is never 'here'. It can be any, none.")]
    [InlineData(Main, "when: { channel: [phone] }", "when: { soon: [ticked] }", 14, "'soon' is never 'ticked'. It can be any, none, yes.")]
    [InlineData(Main, "done: { words: [some] }", "done: { words: [many] }", 14, "'words' is never 'many'. It can be some, none.")]
    [InlineData(Main, "roles: [agent]", "roles: [boss]", 14, "'boss' can't stand here. 'roles' is one of agent,")]
    [InlineData(Main, "roles: [agent]", "roles: []", 14, "'roles' has nothing in it.")]
    [InlineData(Main, "tone: tip", "tone: loud", 16, "'loud' can't stand here. 'tone' is one of info, note, warning, tip.")]
    [InlineData(Main, "priority: P0", "priority: P9", 18, "'P9' can't stand here. 'priority' is one of P0, P1, P2, P3.")]
    [InlineData(Main, "numbers: [{ label: Help, number: '911' }]", "numbers: []", 21, "There is no number to call in an emergency.")]
    [InlineData(Main, "number: '911'", "number: '911', sample: perhaps", 21, "'sample' is true or false, not 'perhaps'.")]
    [InlineData(Form, "id: spot", "id: sort", 6, "The field 'sort' is there twice, first in forms/1.yaml:5.")]
    [InlineData(Form, "id: spot", "id: statement", 6, "'statement' is a word of the product's own")]
    [InlineData(Form, "id: spot", "id: channel", 6, "'channel' is a word of the product's own")]
    [InlineData(Form, ", why: So }\n      - { id: soon", ", means: summary, why: So }\n      - { id: more, label: More, means: summary, why: So }\n      - { id: soon", 7, "Two fields have the same 'means'; the first is in forms/1.yaml:6.")]
    [InlineData(Form, "means: kind", "means: mood", 5, "'mood' can't stand here. 'means' is one of kind, manner,")]
    [InlineData(Form, "means: kind", "means: imminent", 5, "A field that means imminent is of type tick, not several.")]
    [InlineData(Form, "choices: { fire: Fire, flood: Flood }", "wanted: true", 5, "The field 'sort' is of type several and has no choices.")]
    [InlineData(Form, "type: several", "type: long", 5, "The field 'sort' has choices, but its type is long.")]
    [InlineData(Form, "flood: Flood", "any: Any", 5, "'any' is a word of conditions and can't be a choice.")]
    [InlineData(Form, "label: Spot, why: So", "label: Spot", 6, "'why' is missing. A field needs it.")]
    [InlineData(Form, "label: Soon, type: tick", "label: Soon, type: tick, preset: maybe", 7, "'maybe' can't stand in a field of type tick.")]
    [InlineData(Form, "label: Spot", "label: Spot, placeholder-hint: No", 6, "There is a hint for a placeholder, but no placeholder.")]
    [InlineData(Case, "labels: class", "labels: klass", 4, "There is no set of labels 'klass'.")]
    [InlineData(Case, "answers: [spot]", "answers: [spott]", 4, "There is no field 'spott'.")]
    [InlineData(Case, "report-number: true", "report-number: true, text: Both", 5, "An item has exactly one of text, answers, labels, report-number, words.")]
    [InlineData(Case, "label: Where", "label: Class", 4, "Two items are called 'Class'.")]
    [InlineData(Tiers, "ring: [leads]", "ring: [friends]", 3, "'friends' can't stand here.")]
    [InlineData(Tiers, "after: 0", "after: 5", 3, "Nobody would be rung at once.")]
    [InlineData(Text, "Listen.", "Listen.\n\n<b>Loud</b>", 7, "HTML can't stand in a pack.")]
    [InlineData(Text, "Listen.", "Listen.\n\n<div>Loud</div>", 7, "HTML can't stand in a pack.")]
    [InlineData(Text, "Listen.", "Listen.\n\n[here](#nowhere)", 7, "The link leads to '#nowhere', which is nowhere.")]
    [InlineData(Text, "Listen.", "[here](javascript:alert)", 5, "A link leads to https:, tel: or a place of the article")]
    [InlineData(Text, "Listen.", "# Listen", 5, "Headings go from ## to ####.")]
    [InlineData(Text, "Listen.", "> [!LOUD]\n> Listen", 5, "A callout is one of INFO, NOTE, WARNING, TIP, not 'LOUD'.")]
    [InlineData(Text, "Listen.", "![picture](https://example.test/a.png)", 5, "This is none of text, emphasis or link.")]
    [InlineData(Text, "Listen.", "    code", 5, "This is none of heading, paragraph, list,")]
    [InlineData(Text, "title: All", "titel: All", 3, "'titel' is not a key of the head of an article.")]
    [InlineData(Main, "title: Small", "title: Small\nlanguage: Spanish", 4, "'Spanish' is no language.")]
    [InlineData(Form, "label: Spot, why: So", "label: Spot, type: one, means: language, why: So, choices: { es: Es, spanish: Sp }", 6, "'spanish' is no language. The choices of a field that means language are BCP 47 tags")]
    [InlineData(Story, "say: Fire", "shout: Fire", 4, "'shout' is not a key of a step of an example.")]
    [InlineData(Story, "say: Fire", "say: Fire\n    paste: Fire", 4, "One thing happens in each step.")]
    [InlineData(Story, "sort: fire", "sort: ice", 5, "'sort' can't be answered by 'ice'. It can be fire, flood.")]
    [InlineData(Story, "sort: fire", "sorts: fire", 5, "There is no field 'sorts'.")]
    [InlineData(Story, "priority: P0", "now: shout", 6, "There is no step 'shout'.")]
    public void An_error_names_file_line_and_what_to_do(string file, string old, string changed, int line, string says)
    {
        var read = PackReader.Read(SmallPack.With(file, old, changed));
        read.Procedure.ShouldBeNull();
        read.Errors.ShouldContain(error => error.File == file && error.Line == line && error.Text.StartsWith(says, StringComparison.Ordinal), string.Join('\n', read.Errors));
    }

    [Theory]
    [InlineData("languages/es/words.yaml", "words:\n  Small: ''", 2, "A text is expected here.")]
    [InlineData("languages/es/words.yaml", "words:\n  Small: [Chico]", 2, "A text is expected here.")]
    [InlineData("languages/es/words.yaml", "words:\n  Small: Chico\n  Small: Chico", 3, "This is not YAML:")]
    [InlineData("languages/es/words.yaml", "word:\n  Small: Chico", 1, "'word' is not a key of the words of a language. Its keys: words.")]
    [InlineData("languages/es/guidance/1.md", "---\nid: all\ntitle: Todo\n---\nEscuche.", 2, "'id' is not a key of the head of a translated article. Its keys: title.")]
    [InlineData("languages/es/guidance/1.md", "---\ntitle: Todo\n---\n## Más\n\nEscuche.", 0, "Its headings are not those of guidance/1.md.")]
    [InlineData("languages/es/guidance/1.md", "---\ntitle: Todo\n---\n[aquí](#nowhere)", 4, "The link leads to '#nowhere', which is nowhere.")]
    [InlineData("languages/es/guidance/1.md", "Escuche.", 1, "An article begins with a line ---, its title, and a second line ---.")]
    [InlineData("languages/Spanish/words.yaml", "words: {}", 0, "'Spanish' is no language.")]
    [InlineData("languages/en/words.yaml", "words: {}", 0, "The pack's own words are in en.")]
    [InlineData("languages/fr/guidance/1.md", "---\ntitle: Tout\n---\n", 0, "There is no such file.")]
    public void An_error_of_a_language_names_file_line_and_what_to_do(string file, string text, int line, string says)
    {
        var read = PackReader.Read(SmallPack.Spanish((file, text)));
        read.Procedure.ShouldBeNull();
        var place = says.StartsWith("There is no such file", StringComparison.Ordinal) ? "languages/fr/words.yaml" : line == 0 && !file.EndsWith(".md", StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : file;
        read.Errors.ShouldContain(error => error.File == place && error.Line == line && error.Text.StartsWith(says, StringComparison.Ordinal), string.Join('\n', read.Errors));
    }

    [Theory]
    [InlineData(Main)]
    [InlineData(Case)]
    [InlineData(Tiers)]
    public void A_missing_file_is_named(string file) =>
        PackReader.Read(SmallPack.Without(file)).Errors.ShouldContain(new PackError(file, 0, "There is no such file. A pack needs it."));

    [Fact]
    public void A_pack_without_a_form_is_none() => PackReader.Read(SmallPack.Without(Form)).Errors.ShouldContain(error => error.Text.StartsWith("There is no form.", StringComparison.Ordinal));

    [Fact]
    public void Errors_of_several_files_come_together_in_their_order()
    {
        var files = SmallPack.With(Form, "sections: []").ToBytes();
        var broken = PackReader.Read(PackFiles.FromBytes(files)).Errors;
        broken.Select(error => error.File).Distinct().ShouldBe([Case, Story, "forms", Main], ignoreOrder: true);
        broken.Select(error => error.File).ShouldBe(broken.Select(error => error.File).Order(StringComparer.Ordinal));
    }
}
