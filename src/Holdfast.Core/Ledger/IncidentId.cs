using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Time;

namespace Holdfast.Core.Ledger;

/// <summary>Names one incident, from first touch to erasure. Made by whoever starts it, so that starting is idempotent.</summary>
[JsonConverter(typeof(IncidentIdJson))]
public readonly record struct IncidentId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static IncidentId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IncidentId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new IncidentId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static IncidentId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}

public sealed class IncidentIdJson : JsonConverter<IncidentId>
{
    public override IncidentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IncidentId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, IncidentId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override IncidentId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, IncidentId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
