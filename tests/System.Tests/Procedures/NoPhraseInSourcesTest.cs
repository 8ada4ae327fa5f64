using Holdfast.Core.People;
using Holdfast.Harness.Procedures;
using Holdfast.Tests.Architecture;
using Holdfast.Web.People;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>The pack's words are the pack's: none of them stands in a source, not even in a comment. Otherwise the program would know one organization by heart.</summary>
public sealed class NoPhraseInSourcesTest
{
    const int ShortestPhrase = 12;

    /// <summary>Names of roles are the product's; a pack may use them.</summary>
    static readonly HashSet<string> Ours = [.. Enum.GetValues<Role>().Select(RoleWords.Of)];

    [Fact]
    public void No_phrase_of_the_default_pack_occurs_under_src()
    {
        var phrases = Phrases.Of(PackWords.Of(Pack.Default).Procedure).SelectMany(Sentences).Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        phrases.Count.ShouldBeGreaterThan(200);
        var found = from source in Sources.In("src", ".cs", ".cshtml", ".js", ".css", ".sql")
                    let text = string.Join(' ', source.Lines.Select(line => line.Trim().TrimStart('/', '*', ' ')))
                    from phrase in phrases
                    where Stands(phrase, text)
                    select $"{source.Path}: {phrase}";
        found.ShouldBeEmpty();
    }

    /// <summary>The text, and each sentence of it.</summary>
    static IEnumerable<string> Sentences(string text) => text.Split(". ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(sentence => sentence.TrimEnd('.')).Append(text);

    /// <summary>As written, and not as the part of a word.</summary>
    static bool Stands(string phrase, string text)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + phrase.Length == text.Length || !char.IsLetterOrDigit(text[at + phrase.Length]))) return true;
        }

        return false;
    }

    static bool IsTelling(string phrase) => phrase.Length >= ShortestPhrase && phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 1 && !Ours.Contains(phrase);
}
