using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>
/// Reads <c>languages/</c>: a folder for each language with the words of all other files (<c>words.yaml</c>: the pack's own text and its
/// translation) and with whole articles (<c>guidance/*.md</c>, named as the pack's own are). Structure, ids and conditions stand in the pack once.
/// </summary>
static class LanguageFiles
{
    /// <summary>The folder that holds them, and what a language's own folder holds.</summary>
    public const string Folder = "languages";

    public const string Words = "words.yaml";

    public const string Guidance = "guidance";

    /// <summary>Languages of one pack at most, beside its own: each is one more reading of it.</summary>
    const int Most = 20;

    public static ImmutableArray<LanguageFolder> Read(PackFiles files, References references)
    {
        var found = ImmutableArray.CreateBuilder<LanguageFolder>();
        foreach (var tag in files.Names.Where(name => name.StartsWith(Folder + '/', StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct(StringComparer.Ordinal))
        {
            var folder = $"{Folder}/{tag}";
            if (!Language.TryParse(tag, out var language) || language.Tag != tag)
            {
                references.Findings.Add(new Spot(folder, 0), $"'{tag}' is no language. A folder of {Folder} is named by a tag of two or three letters, such as es.");
            }
            else if (found.Count == Most)
            {
                references.Findings.Add(new Spot(folder, 0), $"A pack has at most {Most} languages beside its own. Take one out.");
            }
            else
            {
                found.Add(new LanguageFolder(language, folder, WordsOf(files, $"{folder}/{Words}", references)));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>What the languages lack, at the place of the pack's own text, and what they say of texts that the pack no longer has.</summary>
    public static IEnumerable<PackError> Warnings(PackFiles files, Wording own)
    {
        var findings = new Findings();
        foreach (var language in own.Languages)
        {
            foreach (var (text, at) in own.Texts.Where(text => !language.Words.ContainsKey(text.Key)))
            {
                findings.Add(at, $"{language.Folder} has no words for \"{text}\". It is shown as it stands here.");
            }

            foreach (var (text, (_, at)) in language.Words.Where(said => !own.Texts.ContainsKey(said.Key)))
            {
                findings.Add(at, $"The pack says \"{text}\" nowhere. Take it out, or write its key as the pack's text is now.");
            }

            var articles = files.Names.Where(name => name.StartsWith(Guidance + '/', StringComparison.Ordinal)).ToArray();
            foreach (var article in articles.Where(article => !files.Has(language.Article(article))))
            {
                findings.Add(new Spot(article, 0), $"{language.Folder} has no such article. It is shown as it stands here.");
            }

            foreach (var article in files.Names.Where(name => name.StartsWith(language.Article(Guidance) + '/', StringComparison.Ordinal) && !articles.Contains(name[(language.Folder.Length + 1)..], StringComparer.Ordinal)))
            {
                findings.Add(new Spot(article, 0), "The pack has no article of this name. Take it out, or name it as the pack's is.");
            }
        }

        return findings.InOrder;
    }

    static FrozenDictionary<string, (string Text, Spot At)> WordsOf(PackFiles files, string name, References references) =>
        PackReader.Root(files, name, Shape.Language, references) is { } root
            ? root.Pairs("words").Where(pair => pair.Key.Length > 0).Select(pair => KeyValuePair.Create(pair.Key, (root.Scalar(pair.Value), pair.At)))
                .Where(pair => pair.Value.Item1.Length > 0).ToFrozenDictionary(StringComparer.Ordinal)
            : FrozenDictionary<string, (string, Spot)>.Empty;
}
