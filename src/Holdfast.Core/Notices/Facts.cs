using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Core.Notices;

/// <summary>Somebody got one more way to be reached; it is used when its code was typed in. Its address is not kept here.</summary>
public sealed record MethodAdded(PersonId Person, MethodKind Kind) : Fact;

/// <summary>The code that went to a method came back: notices go there from here on.</summary>
public sealed record MethodVerified(PersonId Person, MethodKind Kind) : Fact;

/// <summary>Somebody is not reached by this method any more.</summary>
public sealed record MethodRemoved(PersonId Person, MethodKind Kind) : Fact;

/// <summary>The wire names of this slice, version 1. They stand in the record of the house.</summary>
public static class NoticeFacts
{
    public static IEnumerable<WireType> Wire =>
    [
        new("method-added", 1, typeof(MethodAdded), NoticeFactsJson.Default.MethodAdded),
        new("method-verified", 1, typeof(MethodVerified), NoticeFactsJson.Default.MethodVerified),
        new("method-removed", 1, typeof(MethodRemoved), NoticeFactsJson.Default.MethodRemoved),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MethodAdded))]
[JsonSerializable(typeof(MethodVerified))]
[JsonSerializable(typeof(MethodRemoved))]
internal sealed partial class NoticeFactsJson : JsonSerializerContext;
