using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Time;

namespace Holdfast.Core.Ledger;

/// <summary>Names one entry of a record. Made by its author before it is sent, so that sending it twice adds it once.</summary>
[JsonConverter(typeof(EntryIdJson))]
public readonly record struct EntryId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static EntryId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>The id that follows from what it stands for, the same each time: UUID version 8 over the SHA-256 of <paramref name="content"/>.</summary>
    public static EntryId Of(ReadOnlySpan<byte> content)
    {
        var hash = SHA256.HashData(content).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return FromBytes(hash);
    }

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntryId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new EntryId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static EntryId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    public override string ToString() => Value.ToString("D");
}

public sealed class EntryIdJson : JsonConverter<EntryId>
{
    public override EntryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntryId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override EntryId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
