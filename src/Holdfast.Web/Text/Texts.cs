using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Holdfast.Core.Text;

namespace Holdfast.Web.Text;

/// <summary>
/// What the product says, in the language of whoever reads it. The English text is the key: <c>T("Filed at {0}", time)</c>. A language is one
/// file, <c>Text/es.json</c>: its own name, the texts of pages and those of scripts; the words of the procedure are the pack's. A text that a
/// language lacks is shown in English. The language is that of the request (<see cref="LanguageOfRequest"/>) or of <see cref="As"/>. Thread-safe.
/// </summary>
public static class Texts
{
    static readonly FrozenDictionary<string, TextsFile> Files = Read().ToFrozenDictionary(file => file.Language.Tag, StringComparer.Ordinal);

    /// <summary>The language that is spoken here and now.</summary>
    public static Language Spoken => Of(CultureInfo.CurrentUICulture) is { } file ? file.Language : Language.English;

    /// <summary>Every language there is, by its own name, English first.</summary>
    public static IReadOnlyList<(Language Language, string Name)> Languages { get; } =
        [(Language.English, "English"), .. Files.Values.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Language, file.Name))];

    /// <summary>The texts of scripts in the spoken language as JSON; null in English, where the texts are their own keys.</summary>
    public static string? ForScripts => Of(CultureInfo.CurrentUICulture)?.ScriptsJson;

    /// <summary>A text in the spoken language, its <c>{0}</c>, <c>{1}</c>… filled in the reader's own way.</summary>
    public static string T(string text, params ReadOnlySpan<object?> values) => Filled(text, values);


    /// <summary><c>N(count, "1 answer", "{0} answers")</c>: the text for one, or the one for any other number, which is {0} of both.</summary>
    public static string N(long count, string one, string many) => Filled(count == 1 ? one : many, count);

    /// <summary>Speaks a language until what is returned is disposed: for what is written to somebody outside a request of theirs.</summary>
    public static IDisposable As(Language? language) => new Speaking(CultureInfo.GetCultureInfo((language ?? Language.English).Tag));

    /// <summary>Whether there are texts in a language.</summary>
    public static bool Has(Language language) => language == Language.English || Files.ContainsKey(language.Tag);

    internal static void Speak(CultureInfo culture) => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (culture, culture);

    static string Filled(string text, params ReadOnlySpan<object?> values)
    {
        var said = Of(CultureInfo.CurrentUICulture)?.Pages.GetValueOrDefault(text) ?? text;
        return values.Length == 0 ? said : string.Format(CultureInfo.CurrentCulture, said, values);
    }

    static TextsFile? Of(CultureInfo culture) => Files.GetValueOrDefault(culture.TwoLetterISOLanguageName);

    static IEnumerable<TextsFile> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Texts.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var file = JsonDocument.Parse(stream);
            yield return TextsFile.Of(name.Split('.')[1], file.RootElement);
        }
    }

    /// <summary>One language's file.</summary>
    sealed record TextsFile(Language Language, string Name, FrozenDictionary<string, string> Pages, string ScriptsJson)
    {
        public static TextsFile Of(string tag, JsonElement file) => new(
            Language.TryParse(tag, out var language) ? language : throw new FormatException($"Text/{tag}.json is not named by a language."),
            file.GetProperty("name").GetString()!,
            file.GetProperty("pages").EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal),
            JsonSerializer.Serialize(file.GetProperty("scripts")));
    }

    sealed class Speaking : IDisposable
    {
        readonly (CultureInfo Words, CultureInfo Formats) before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);

        public Speaking(CultureInfo culture) => Speak(culture);

        public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = before;
    }
}
