using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Architecture;

/// <summary>Every text that a person reads is there in every language: English is what stands in the sources, the others are one file each.</summary>
public sealed partial class LanguagesTest
{
    /// <summary>What is the same in every language.</summary>
    static readonly string[] Everywhere = ["Holdfast", "SHA-256", "HF-…"];

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

    static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The texts that a source says: T("…") and N(count, "one", "many"), or t and n in scripts; each text a plain literal, so that it can be found.</summary>
    static IEnumerable<string> Keys(Source source, string one, string many)
    {
        var text = string.Join('\n', source.Lines.Where(line => !Comment().IsMatch(line)));
        var calls = Regex.Matches(text, $@"(?<![\w.$]|class ){one}\((?!string text)");
        var found = Regex.Matches(text, $@"(?<![\w.$]){one}\(\s*""((?:[^""\\\n]|\\.)*)""\s*[,)]");
        var counts = Regex.Matches(text, $@"(?<![\w.$]){many}\([^""]*?,\s*""((?:[^""\\\n]|\\.)*)"",\s*""((?:[^""\\\n]|\\.)*)""\s*[,)]");
        found.Count.ShouldBe(calls.Count, $"{source.Path}: {one}( takes a text that stands there, and nothing else: write a condition around it");
        return found.Select(call => call.Groups[1].Value).Concat(counts.SelectMany(call => new[] { call.Groups[1].Value, call.Groups[2].Value })).Select(Regex.Unescape);
    }

    static bool IsText(Match found)
    {
        var text = found.Groups["text"].Value.Trim();
        return Letters().IsMatch(text) && !Everywhere.Contains(text) && !Code().IsMatch(text);
    }

    /// <summary>Words between tags, or in an attribute that is read out or shown.</summary>
    [GeneratedRegex("""(?<=[\w"/\-]>)(?<text>[^<>@{}=;]*)(?=<|$)|\b(aria-label|placeholder|title|alt)="(?<text>[^"@]*)["@]""")]
    private static partial Regex Said();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    /// <summary>A type's argument, a condition, an entity.</summary>
    [GeneratedRegex(@"^[(?.:,\[]|=>|&&|^&\w+;$|^\w+\(")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*(//|\*|/\*|@\*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
