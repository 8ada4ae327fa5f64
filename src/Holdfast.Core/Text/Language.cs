using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Core.Text;

/// <summary>A language that somebody reads or speaks: the primary subtag of a BCP 47 tag, such as <c>en</c> or <c>es</c>. Region and script are the reader's device's business.</summary>
public readonly record struct Language
{
    /// <summary>What the product is written in; its texts are the keys of every other language.</summary>
    public static readonly Language English = new("en");

    readonly string? tag;

    Language(string tag) => this.tag = tag;

    /// <summary>Two or three lower-case letters.</summary>
    public string Tag => tag ?? "en";

    /// <summary>The language of a tag such as <c>es-MX</c>; false for what is no tag.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Language language)
    {
        var primary = text is null ? "" : text.Split('-', '_')[0].ToLowerInvariant();
        var fits = primary.Length is 2 or 3 && primary.All(char.IsAsciiLetterLower);
        language = fits ? new Language(primary) : default;
        return fits;
    }

    public override string ToString() => Tag;
}
