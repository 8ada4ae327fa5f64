using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Core.Procedures;

/// <summary>Names one state of a pack for ever: its id, the number it calls itself, and the SHA-256 of its files. An incident keeps the one it began with.</summary>
/// <param name="Hash">64 hexadecimal digits, lower case.</param>
[JsonConverter(typeof(PackVersionJson))]
public sealed record PackVersion(string Pack, int Number, string Hash)
{
    /// <summary>Reads <see cref="ToString"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PackVersion? version)
    {
        version = text?.Split('/') is [{ Length: > 0 } pack, var number, { Length: 64 } hash] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? new PackVersion(pack, read, hash) : null;
        return version is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pack}/{Number}/{Hash}");
}

public sealed class PackVersionJson : JsonConverter<PackVersion>
{
    public override PackVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PackVersion.TryParse(reader.GetString(), out var version) ? version : throw new JsonException("Not a version of a pack.");

    public override void Write(Utf8JsonWriter writer, PackVersion value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
