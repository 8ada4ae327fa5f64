using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Time;

namespace Holdfast.Core.People;

/// <summary>Names one team: the people whose desks ring first for their own agents.</summary>
[JsonConverter(typeof(TeamIdJson))]
public readonly record struct TeamId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static TeamId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TeamId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new TeamId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static TeamId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}

public sealed class TeamIdJson : JsonConverter<TeamId>
{
    public override TeamId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TeamId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, TeamId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TeamId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TeamId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
