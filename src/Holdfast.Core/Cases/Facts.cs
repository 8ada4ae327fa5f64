using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;

namespace Holdfast.Core.Cases;

/// <summary>Whether the organisation's outside form was completed.</summary>
public sealed record OutsideFormAnswered(bool Completed) : Fact;

/// <summary>The outside form's number became known. The first stands; another replaces it only by naming it in <paramref name="Corrects"/>.</summary>
public sealed record OutsideNumberRecorded(string Number, string? Corrects = null) : Fact;

/// <summary>Whether the customer has a case, and its number when known.</summary>
public sealed record CaseAnswered(bool Exists, string? Number = null) : Fact;

/// <summary>A value of the card left the house by hand: what it was, exactly.</summary>
public sealed record CaseValueCopied(string Item, string Value) : Fact;

/// <summary>The case is made or found, assigned and commented; its number.</summary>
public sealed record CaseDone(string Number) : Fact;

/// <summary>"Done" was taken back.</summary>
public sealed record CaseReopened : Fact;

/// <summary>The wire names of this slice, version 1.</summary>
public static class CaseFacts
{
    public static IEnumerable<WireType> Wire =>
    [
        new("outside-form-answered", 1, typeof(OutsideFormAnswered), CaseFactsJson.Default.OutsideFormAnswered),
        new("outside-number-recorded", 1, typeof(OutsideNumberRecorded), CaseFactsJson.Default.OutsideNumberRecorded),
        new("case-answered", 1, typeof(CaseAnswered), CaseFactsJson.Default.CaseAnswered),
        new("case-value-copied", 1, typeof(CaseValueCopied), CaseFactsJson.Default.CaseValueCopied),
        new("case-done", 1, typeof(CaseDone), CaseFactsJson.Default.CaseDone),
        new("case-reopened", 1, typeof(CaseReopened), CaseFactsJson.Default.CaseReopened),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutsideFormAnswered))]
[JsonSerializable(typeof(OutsideNumberRecorded))]
[JsonSerializable(typeof(CaseAnswered))]
[JsonSerializable(typeof(CaseValueCopied))]
[JsonSerializable(typeof(CaseDone))]
[JsonSerializable(typeof(CaseReopened))]
internal sealed partial class CaseFactsJson : JsonSerializerContext;
