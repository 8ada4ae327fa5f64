using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Architecture;

/// <summary>Every text that a person reads is there in every language: English is what stands in the sources, the others are one file each.</summary>
public sealed partial class LanguagesTest
{
    /// <summary>How long one pattern may take over one file, so that a slip in a pattern is a failure and no hang.</summary>
    const int Milliseconds = 10_000;
    static readonly TimeSpan Most = TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>What is the same in every language: names. "Files" is the browser's word for what is dragged.</summary>
    static readonly string[] Everywhere = ["Holdfast", "SHA-256", "HF-", "HF-…", "Windows", "Mac", "Firefox", "Edge", "Chrome", "Safari", "Files"];

    /// <summary>What nobody reads in the language of a page: the command line, the made-up desk, what composes the server and its start errors.</summary>
    static readonly string[] NoPages = ["Cli", "Sample", "Wiring", "Program.cs"];

    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src/Holdfast.Web/Text"), "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_text_of_the_pages(string language) => Compare(language, "pages", ("T", "N"), ".cs", ".cshtml");

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_text_of_the_scripts(string language) => Compare(language, "scripts", ("t", "n"), ".js");

    [Fact]
    public void No_page_says_something_in_one_language_alone() => Sources.In("src/Holdfast.Web", ".cshtml")
        .SelectMany(source => source.Lines.SelectMany((line, index) => Said().Matches(line).Where(IsText).Select(text => $"{source.Path}:{index + 1}: {text.Value.Trim()}")))
        .ShouldBeEmpty();

    [Fact]
    public void No_script_says_something_in_one_language_alone() => Sources.In("src/Holdfast.Web/wwwroot/js", ".js")
        .SelectMany(source => OutsideOfScript(string.Join('\n', source.Lines)).Select(found => $"{source.Path}:{found}")).ShouldBeEmpty();

    [Theory]
    [InlineData("""tell("Kept whole.");""", "Kept whole.")]
    [InlineData("""show(ok ? t("Kept.") : "Lost");""", "Lost")]
    [InlineData("""name.replace(/[/"]/g, ""); tell("not kept");""", "not kept")]
    [InlineData("""row.innerHTML = `<b class="fact big">${t("Yes")}</b> <i>${kept} kept</i>${more ? `${n(more, "1 more", "{0} more")} and more` : ""}`;""", "{} and more;{} kept")]
    [InlineData("""item.innerHTML = '<progress aria-label="How far"></progress>';""", "How far")]
    [InlineData("""$("#lines li"); el("p", { class: "btn small" }, t("A line", one)); if (event.key === "Enter") own["Upload-Name"] = "text/plain"; // "Not said" """, "")]
    public void What_a_script_says_outside_of_t_is_found(string script, string said) =>
        string.Join(';', OutsideOfScript(script).Select(found => found[(found.IndexOf(' ') + 1)..])).ShouldBe(said);

    [Fact]
    public void No_code_says_something_in_one_language_alone() => Sources.In("src/Holdfast.Web", ".cs")
        .Where(source => !source.Path.EndsWith(".Log.cs", StringComparison.Ordinal) && !NoPages.Contains(source.Path.Split('/')[2], StringComparer.Ordinal))
        .SelectMany(source => Literal.OfCSharp(Without(string.Join('\n', source.Lines), "T", "N")).Where(literal => Sentence().IsMatch(literal.Text) && !ForDevelopers().IsMatch(literal.Before))
            .Select(literal => $"{source.Path}:{literal.Line} {literal.Text}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_of_a_page_and_of_a_script_is_the_same_and_is_no_markup(string language)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Root, "src/Holdfast.Web/Text", language)));
        var pages = file.RootElement.GetProperty("pages");
        var scripts = file.RootElement.GetProperty("scripts").EnumerateObject().ToArray();
        scripts.Where(text => pages.TryGetProperty(text.Name, out var page) && page.GetString() != text.Value.GetString()).Select(text => text.Name).ShouldBeEmpty();
        scripts.Where(text => (text.Name + text.Value.GetString()).AsSpan().ContainsAny("<>&\"")).Select(text => text.Name).ShouldBeEmpty();
    }

    static void Compare(string language, string part, (string One, string Many) says, params string[] endings)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Root, "src/Holdfast.Web/Text", language)));
        var texts = file.RootElement.GetProperty(part).EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
        var used = Sources.In("src/Holdfast.Web", endings).Where(source => !source.Path.EndsWith("/texts.js", StringComparison.Ordinal)).SelectMany(source => Keys(source, says.One, says.Many)).Distinct(StringComparer.Ordinal).ToArray();
        used.ShouldNotBeEmpty();
        used.Except(texts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBeEmpty($"{language} lacks these texts of {part}");
        texts.Keys.Except(used, StringComparer.Ordinal).ShouldBeEmpty($"nothing says these texts of {part} any more");
        texts.Where(text => !Places(text.Key).SequenceEqual(Places(text.Value))).Select(text => text.Key).ShouldBeEmpty($"{language} fills other places than the English text of {part}");
        texts.Keys.ShouldBe(texts.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>What a script says outside of t and n, each as "line text".</summary>
    static IEnumerable<string> OutsideOfScript(string script) =>
        from literal in Literal.OfScript(Without(script, "t", "n"))
        where !ForBrowsers().IsMatch(literal.Before) && !Present().IsMatch(literal.After)
        from text in Said().Matches(literal.Text).Where(found => found.Groups["attribute"].Success).Select(found => found.Groups["text"].Value).Concat(Tag().Split(literal.Text))
        where !Mark().IsMatch(text) && Reads().IsMatch(Everywhere.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)))
        select $"{literal.Line} {text.Trim()}";

    /// <summary>A source without the texts that it says in every language.</summary>
    static string Without(string code, string one, string many) => Regex.Replace(
        Regex.Replace(code, $@"(?<![\w.$])({one}\(\s*)""(?:[^""\\\n]|\\.)*""", "$1", RegexOptions.None, Most),
        $@"(?<![\w.$])({many}\([^""]*?,\s*)""(?:[^""\\\n]|\\.)*"",\s*""(?:[^""\\\n]|\\.)*""", "$1", RegexOptions.None, Most);

    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The texts that a source says: T("…") and N(count, "one", "many"), or t and n in scripts; each text a plain literal, so that it can be found.</summary>
    static IEnumerable<string> Keys(Source source, string one, string many)
    {
        var text = string.Join('\n', source.Lines.Where(line => !Comment().IsMatch(line)));
        var calls = Regex.Matches(text, $@"(?<![\w.$]|class ){one}\((?!string text)", RegexOptions.None, Most);
        var found = Regex.Matches(text, $@"(?<![\w.$]){one}\(\s*""((?:[^""\\\n]|\\.)*)""\s*[,)]", RegexOptions.None, Most);
        var counts = Regex.Matches(text, $@"(?<![\w.$]){many}\([^""]*?,\s*""((?:[^""\\\n]|\\.)*)"",\s*""((?:[^""\\\n]|\\.)*)""\s*[,)]", RegexOptions.None, Most);
        found.Count.ShouldBe(calls.Count, $"{source.Path}: {one}( takes a text that stands there, and nothing else: write a condition around it");
        counts.Count.ShouldBe(Regex.Count(text, $@"(?<![\w.$]){many}\((?!long count)", RegexOptions.None, Most), $"{source.Path}: {many}( takes a count and two texts that stand there");
        return found.Select(call => call.Groups[1].Value).Concat(counts.SelectMany(call => new[] { call.Groups[1].Value, call.Groups[2].Value })).Select(Regex.Unescape);
    }

    static bool IsText(Match found)
    {
        var text = found.Groups["text"].Value.Trim();
        return Letters().IsMatch(text) && !Everywhere.Contains(text) && !Code().IsMatch(text);
    }

    /// <summary>Words between tags, or in an attribute that is read out or shown.</summary>
    [GeneratedRegex("""(?<=[\w"/\-]>)(?<text>[^<>@{}=;]*)(?=<|$)|\b(?<attribute>aria-label|placeholder|title|alt)="(?<text>[^"@]*)["@]""", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Said();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Letters();

    /// <summary>A type's argument, a condition, an entity.</summary>
    [GeneratedRegex(@"^[(?.:,\[]|=>|&&|^&\w+;$|^\w+\(", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*(//|\*|/\*|@\*)", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Comment();

    /// <summary>Two words, a word beside something filled in, or a capital: somebody reads it.</summary>
    [GeneratedRegex(@"[\p{L}’]+[.,:;?]? +[\p{L}“]|^\P{L}*\p{Lu}\p{Ll}|\{\} \p{Ll}{2,}|\p{Ll}{2,} \{\}", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Reads();

    /// <summary>Selectors, classes, keys of the keyboard, ids made of words, parts of a page that are asked for, errors that nobody is shown.</summary>
    [GeneratedRegex("""((\$|\ball|querySelector(All)?|closest|matches|idOf|Error)\(|\bclass(Name)?( =|:) (\w+ \? )?|\bkey [!=]== |whom\.value\.trim\(\) \|\| |setItem\(STARTING, |reportPart\(report, |"handler", )$""", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex ForBrowsers();

    /// <summary>Whether the browser has something.</summary>
    [GeneratedRegex("^ in (globalThis|window|navigator)", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Present();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Tag();

    /// <summary>A selector by attribute or id, the name of a header.</summary>
    [GeneratedRegex(@"[#\[\]=_|]|^[A-Z]\w+-[A-Z]\w+$", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\p{Lu}(\p{Ll}[\w’'-]*)?[.,:;]? \S", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Sentence();

    /// <summary>Exceptions, attributes, OpenAPI; and a word of the record, which is no reader's.</summary>
    [GeneratedRegex(@"Exception\(|With(Summary|Description|Name)\($|\bMap\(""[\w-]+"", ""[\w-]+"", $|\[\w+\([^\]]*$|Justification = $|HandlingTheReport = $", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex ForDevelopers();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Place();
}
