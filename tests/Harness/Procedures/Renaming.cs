using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Integrations.Procedures;

namespace Holdfast.Harness.Procedures;

/// <summary>How a thing of the default pack is called in the renamed one. Mechanical and reversible, so that nothing can be left out or guessed. Pure.</summary>
static class Renaming
{
    /// <summary>The default pack's folder, as it lies beside the program.</summary>
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting");

    /// <summary>The default pack as the product reads it.</summary>
    public static readonly Procedure Default = PackReader.ReadFolder(Folder) is { Procedure: { } procedure } ? procedure
        : throw new InvalidOperationException("The default pack has errors; holdfast pack check names them.");

    /// <summary>"caller-name" becomes "x-eman-rellac".</summary>
    public static string Id(string id) => "x-" + new string([.. id.Reverse()]);

    /// <summary>A field's name; the product's own names stay.</summary>
    public static string Field(string field) => Fields.Own.Contains(field, StringComparer.Ordinal) ? field : Id(field);

    /// <summary>The value of one of a field's choices; the tag of a language stays.</summary>
    public static string Choice(Field field, string choice) => field.Means == Meaning.Language ? choice : Id(choice);

    /// <summary>A value of a field or of a reserved key of conditions. What is written freely stays as it is, but for the words that count as missing.</summary>
    public static string Value(string key, string value) => Default.Field(key) is not { } field ? value
        : field.Choices.Any(choice => choice.Value == value) ? Choice(field, value)
        : string.Equals(field.Placeholder, value, StringComparison.OrdinalIgnoreCase) ? Text(value) : value;

    /// <summary>Each letter thirteen places on: "Bomb" becomes "Obzo". Signs, digits and marks of bold stay, so the text keeps its form.</summary>
    public static string Text(string text) => string.Create(text.Length, text, (turned, letters) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            turned[i] = letters[i] switch
            {
                >= 'a' and <= 'z' => (char)('a' + (letters[i] - 'a' + 13) % 26),
                >= 'A' and <= 'Z' => (char)('A' + (letters[i] - 'A' + 13) % 26),
                var other => other,
            };
        }
    });
}
