namespace Holdfast.Core.Text;

/// <summary>BCP 47 tags of languages, as HTML's <c>lang</c> takes them: <c>es</c>, <c>pt-br</c>. Pure.</summary>
public static class LanguageTag
{
    /// <summary>Some language that nobody named.</summary>
    public const string Undetermined = "und";

    /// <summary>Characters at most.</summary>
    const int Longest = 35;

    /// <summary>Well-formed tags that name no language: undetermined, several, uncoded, none at all.</summary>
    static readonly string[] Nameless = [Undetermined, "mul", "mis", "zxx"];

    /// <summary>Whether a text is a tag: a language of two or three letters, and parts of one to eight letters and digits.</summary>
    public static bool IsTag(string text) => text.Length <= Longest && text.Split('-') is [{ Length: 2 or 3 } language, .. var parts]
        && language.All(char.IsAsciiLetter) && parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));

    /// <summary>Whether a text is a tag that says which language it is.</summary>
    public static bool Names(string text) => IsTag(text) && !Nameless.Contains(text.Split('-')[0], StringComparer.OrdinalIgnoreCase);
}
