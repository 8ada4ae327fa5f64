using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Core.Ledger;

/// <summary>One wire name and version of one sealed fact.</summary>
public sealed record WireType(string Name, int Version, Type Fact, JsonTypeInfo Json);

/// <summary>
/// How facts are written: <c>{"type":"statement-added","version":1,"occurredAt":"…","body":{…}}</c>. A name and version, once used, are
/// readable for ever: a changed fact gets a new version beside the old one. Thread-safe.
/// </summary>
public sealed class FactWire
{
    const string KeptName = "kept-as-it-came";

    /// <summary>Deeper than any request may be, so that what was kept can be read.</summary>
    const int DeepestStored = 256;
    readonly FrozenDictionary<(string, int), WireType> byName;
    readonly FrozenDictionary<Type, WireType> current;

    public FactWire(params IEnumerable<WireType>[] slices)
    {
        var all = slices.SelectMany(slice => slice).ToArray();
        byName = all.ToFrozenDictionary(wire => (wire.Name, wire.Version));
        current = all.GroupBy(wire => wire.Fact).ToFrozenDictionary(group => group.Key, group => group.MaxBy(wire => wire.Version)!);
    }

    /// <summary>All wire names and versions that can be read.</summary>
    public IEnumerable<WireType> All => byName.Values;

    /// <summary>The name of a fact in its newest version. What is kept as it came has a name of its own: whatever it calls itself, it is no such fact.</summary>
    public string NameOf(Fact fact) => fact is KeptAsItCame ? KeptName : current[fact.GetType()].Name;

    /// <summary>The exact bytes to store.</summary>
    public byte[] Write(Fact fact, DateTimeOffset occurredAt)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", NameOf(fact));
            writer.WriteNumber("version", fact is KeptAsItCame ? 1 : current[fact.GetType()].Version);
            writer.WriteString("occurredAt", occurredAt.UtcDateTime);
            writer.WritePropertyName("body");
            WriteBody(writer, fact);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The body alone, as the API shows it.</summary>
    public void WriteBody(Utf8JsonWriter writer, Fact fact)
    {
        if (fact is KeptAsItCame kept)
        {
            writer.WriteStartObject();
            writer.WriteString("type", kept.Type);
            writer.WriteNumber("version", kept.WireVersion);
            writer.WritePropertyName("body");

            // The raw text: a half character in it can't be written any other way, and it came so.
            writer.WriteRawValue(kept.Body.GetRawText(), skipInputValidation: true);
            writer.WriteEndObject();
            return;
        }

        JsonSerializer.Serialize(writer, fact, current[fact.GetType()].Json);
    }

    /// <summary>Reads what <see cref="Write"/> stored, in any version ever used; a name that a newer version wrote is kept as it came.</summary>
    public (Fact Fact, DateTimeOffset OccurredAt) Read(ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(stored, new JsonReaderOptions { MaxDepth = DeepestStored });
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var name = root.GetProperty("type").GetString()!;
        var version = root.GetProperty("version").GetInt32();
        var occurredAt = root.GetProperty("occurredAt").GetDateTimeOffset();
        var body = root.GetProperty("body");
        if (name == KeptName)
        {
            return (new KeptAsItCame(body.GetProperty("type").GetString()!, body.GetProperty("version").GetInt32(), body.GetProperty("body").Clone()), occurredAt);
        }

        return (FromClient(name, version, body), occurredAt);
    }

    /// <summary>Reads a fact as a client sent it. What isn't understood is kept as it came: this never fails for its content.</summary>
    public Fact FromClient(string name, int version, JsonElement body)
    {
        if (byName.TryGetValue((name, version), out var wire))
        {
            try
            {
                if (body.Deserialize(wire.Json) is Fact fact)
                {
                    return fact;
                }
            }
            catch (Exception odd) when (odd is JsonException or NotSupportedException or FormatException)
            {
                // An odd value: kept below.
            }
        }

        return new KeptAsItCame(name.Length <= 200 ? name : name[..200], version, body.Clone());
    }
}
