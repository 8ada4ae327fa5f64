using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Core.Text;

/// <summary>The one word of each value of an enum, in tables, the API, addresses and entries: lower case with hyphens, or what the member's
/// <see cref="JsonStringEnumMemberNameAttribute"/> says. Thread-safe.</summary>
public static class Words<T>
    where T : struct, Enum
{
    static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(value => value, Name);
    static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => ByValue[value];

    /// <summary>The value of a word; false for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out T value)
    {
        value = default;
        return word is not null && ByWord.TryGetValue(word, out value);
    }

    /// <summary>The value of a word that this product wrote itself.</summary>
    /// <exception cref="FormatException">The word isn't one of ours.</exception>
    public static T Parse(string word) => TryParse(word, out var value) ? value : throw new FormatException($"Not a {typeof(T).Name}.");

    static string Name(T value)
    {
        var member = value.ToString();
        var given = typeof(T).GetField(member)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>();
        return given?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(member);
    }
}

/// <summary>Writes an enum as its word.</summary>
public sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Words<T>.TryParse(reader.GetString(), out var value) ? value : throw new JsonException($"Not a {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words<T>.Of(value));
}
