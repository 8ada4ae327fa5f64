using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;

namespace Holdfast.Core.Time;

/// <summary>The wall clock jumped against monotonic time; the product's own now went on evenly.</summary>
/// <param name="Seconds">How far the wall clock was ahead of the product's now, in seconds; negative when it was set back.</param>
public sealed record ClockJumped(double Seconds) : Fact;

/// <summary>The wire names of this slice, version 1.</summary>
public static class TimeFacts
{
    public static IEnumerable<WireType> Wire => [new("clock-jumped", 1, typeof(ClockJumped), TimeFactsJson.Default.ClockJumped)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClockJumped))]
internal sealed partial class TimeFactsJson : JsonSerializerContext;
