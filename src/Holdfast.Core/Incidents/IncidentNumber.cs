using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Core.Incidents;

/// <summary>The number that is spoken and written down: <c>HF-2026-000042</c>. Given at first touch, never reused, counted per year (UTC).</summary>
[JsonConverter(typeof(IncidentNumberJson))]
public readonly record struct IncidentNumber(int Year, int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"HF-{Year:0000}-{Serial:000000}");

    /// <summary>Reads a number as people type it: <c>HF-2026-000042</c>, <c>2026-42</c>, or <c>42</c> of <paramref name="thisYear"/>.</summary>
    public static bool TryParse(string? text, int thisYear, out IncidentNumber number)
    {
        number = default;
        var parts = (text ?? "").Trim().ToUpperInvariant().Split('-', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var figures = parts is ["HF", .. var rest] ? rest : parts;
        var year = thisYear;
        if (figures is [_, _] && !int.TryParse(figures[0], NumberStyles.None, CultureInfo.InvariantCulture, out year))
        {
            return false;
        }

        if (figures is not ([_] or [_, _]) || !int.TryParse(figures[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return false;
        }

        if (year is < 2000 or > 9999 || serial == 0)
        {
            return false;
        }

        number = new IncidentNumber(year, serial);
        return true;
    }
}

public sealed class IncidentNumberJson : JsonConverter<IncidentNumber>
{
    public override IncidentNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IncidentNumber.TryParse(reader.GetString(), 0, out var number) ? number : throw new JsonException("Not an incident number.");

    public override void Write(Utf8JsonWriter writer, IncidentNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
