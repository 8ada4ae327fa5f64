using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.Time;

namespace Holdfast.Core.Evidence;

/// <summary>Names one piece of evidence within its incident. Made by whoever sends it, so that sending it again after a cut goes on where it stopped.</summary>
[JsonConverter(typeof(EvidenceIdJson))]
public readonly record struct EvidenceId(Guid Value)
{
    /// <summary>A new id, made from <paramref name="clock"/>.</summary>
    public static EvidenceId New(TimeProvider clock) => new(Ids.New(clock));

    /// <summary>The id that follows from what it stands for, the same each time, such as the second attachment of a mail.</summary>
    public static EvidenceId Of(ReadOnlySpan<byte> content) => new(EntryId.Of(content).Value);

    /// <summary>Reads the form with hyphens; false for anything else and for the zero id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EvidenceId id)
    {
        var read = Ids.TryParse(text, out var value);
        id = new EvidenceId(value);
        return read;
    }

    /// <summary>The id as databases keep it.</summary>
    public byte[] ToBytes() => Ids.Bytes(Value);

    /// <summary>The id of <see cref="ToBytes"/>.</summary>
    public static EvidenceId FromBytes(ReadOnlySpan<byte> bytes) => new(Ids.FromBytes(bytes));

    /// <summary>The entry that keeps it: the same however often it is sent, and in no other incident.</summary>
    public EntryId EntryIn(IncidentId incident) => EntryId.Of([.. "evidence"u8, .. incident.ToBytes(), .. ToBytes()]);

    public override string ToString() => Value.ToString("D");
}

public sealed class EvidenceIdJson : JsonConverter<EvidenceId>
{
    public override EvidenceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EvidenceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an id.");

    public override void Write(Utf8JsonWriter writer, EvidenceId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
