using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Time;

namespace Holdfast.Core.People;

/// <summary>Names one person with an account.</summary>
[JsonConverter(typeof(PersonIdJson))]
public readonly record struct PersonId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static PersonId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PersonId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new PersonId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static PersonId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}

public sealed class PersonIdJson : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PersonId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override PersonId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
