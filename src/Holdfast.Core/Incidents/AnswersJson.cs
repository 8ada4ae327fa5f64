using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Core.Incidents;

/// <summary>
/// Answers by field, compared by code unit. The serializer's own way compares by the machine's language: fields that differ by an invisible
/// character would be one, or could not be read back. Needs <c>Dictionary&lt;string, Answer&gt;</c> in the serializer's context.
/// </summary>
public sealed class AnswersJson : JsonConverter<ImmutableSortedDictionary<string, Answer>>
{
    /// <summary>No answer yet.</summary>
    public static readonly ImmutableSortedDictionary<string, Answer> Empty = ImmutableSortedDictionary.Create<string, Answer>(StringComparer.Ordinal);

    public override ImmutableSortedDictionary<string, Answer> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize(ref reader, Plain(options)) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, Answer> value, JsonSerializerOptions options)
    {
        var answer = (JsonTypeInfo<Answer>)options.GetTypeInfo(typeof(Answer));
        writer.WriteStartObject();
        foreach (var (field, given) in value)
        {
            writer.WritePropertyName(field);
            JsonSerializer.Serialize(writer, given, answer);
        }

        writer.WriteEndObject();
    }

    static JsonTypeInfo<Dictionary<string, Answer>> Plain(JsonSerializerOptions options) =>
        (JsonTypeInfo<Dictionary<string, Answer>>)options.GetTypeInfo(typeof(Dictionary<string, Answer>));
}
