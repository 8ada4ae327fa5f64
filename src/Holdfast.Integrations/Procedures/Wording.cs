using System.Collections.Frozen;
using System.Collections.Immutable;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>One language of a pack: the folder <c>languages/es</c>.</summary>
/// <param name="Folder">Its name inside the pack.</param>
/// <param name="Words">The pack's own texts, and what they are in this language, each with its place.</param>
sealed record LanguageFolder(Language Language, string Folder, FrozenDictionary<string, (string Text, Spot At)> Words)
{
    /// <summary>Where the article of that file is in this language.</summary>
    public string Article(string file) => $"{Folder}/{file}";
}

/// <summary>
/// The words that a pack is read in: its own, or those of one of its languages. Every text that people read passes through here, so the pack's
/// texts are gathered while it is read. Not for use by several threads.
/// </summary>
sealed class Wording
{
    readonly Dictionary<string, Spot> texts = new(StringComparer.Ordinal);
    readonly LanguageFolder? language;

    public Wording()
    {
    }

    Wording(ImmutableArray<LanguageFolder> languages, LanguageFolder language) => (Languages, this.language) = (languages, language);

    /// <summary>All languages of the pack beside its own; known before its files are read.</summary>
    public ImmutableArray<LanguageFolder> Languages { get; set; } = [];

    /// <summary>The pack's own texts in the order in which they were read, each with the place where it stands first.</summary>
    public IReadOnlyDictionary<string, Spot> Texts => texts;

    /// <summary>The same pack read in one of its languages.</summary>
    public Wording In(LanguageFolder one) => new(Languages, one);

    /// <summary>A text of the pack in the language that is read; the pack's own where that one lacks it.</summary>
    public string Of(string text, Spot at)
    {
        if (text.Length > 0)
        {
            texts.TryAdd(text, at);
        }

        return language is not null && language.Words.TryGetValue(text, out var said) ? said.Text : text;
    }

    /// <summary>What a text is in the pack's own words and in all of its languages.</summary>
    public ImmutableArray<string> Everywhere(string text) => [text, .. Languages.Where(one => one.Words.ContainsKey(text)).Select(one => one.Words[text].Text)];
}
