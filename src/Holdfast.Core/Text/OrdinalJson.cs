using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Core.Text;

/// <summary>
/// Values by name, compared by code unit. The serializer's own way compares by the machine's language: names that differ by an invisible
/// character would be one, or could not be read back. Needs <c>Dictionary&lt;string, T&gt;</c> in the serializer's context.
/// </summary>
public sealed class OrdinalJson<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
{
    public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize(ref reader, Plain(options)) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
    {
        var one = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartObject();
        foreach (var (name, given) in value)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, given, one);
        }

        writer.WriteEndObject();
    }

    static JsonTypeInfo<Dictionary<string, T>> Plain(JsonSerializerOptions options) =>
        (JsonTypeInfo<Dictionary<string, T>>)options.GetTypeInfo(typeof(Dictionary<string, T>));
}

/// <summary>An empty dictionary that compares by code unit.</summary>
public static class Ordinal<T>
{
    public static readonly ImmutableSortedDictionary<string, T> Empty = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
