using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;

namespace Holdfast.Core.Procedures;

/// <summary>Somebody says that a step is done.</summary>
public sealed record StepTicked(string Step) : Fact;

/// <summary>A step was passed over, and why in a word.</summary>
public sealed record StepSkipped(string Step, string Word) : Fact;

/// <summary>A tick or a skip was taken back.</summary>
public sealed record StepReopened(string Step) : Fact;

/// <summary>The wire names of this slice, version 1.</summary>
public static class StepFacts
{
    public static IEnumerable<WireType> Wire =>
    [
        new("step-ticked", 1, typeof(StepTicked), StepFactsJson.Default.StepTicked),
        new("step-skipped", 1, typeof(StepSkipped), StepFactsJson.Default.StepSkipped),
        new("step-reopened", 1, typeof(StepReopened), StepFactsJson.Default.StepReopened),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepTicked))]
[JsonSerializable(typeof(StepSkipped))]
[JsonSerializable(typeof(StepReopened))]
internal sealed partial class StepFactsJson : JsonSerializerContext;
