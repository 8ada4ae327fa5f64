using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Notices;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Web.Notices;

/// <summary>What a page's script and a phone's worker send: one's own subscription, and what became of a notice.</summary>
public static class MethodsApi
{
    const int LargestBody = 8 * 1024;

    public static void MapMethods(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/account/methods", AddAsync).WithTags("notices").WithName("add method").WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("Adds this browser's push subscription to one's own methods; the code comes as its first message.")
            .WithDescription("Members: endpoint, p256dh and auth (base64url) as the Push API gives them, label, after (seconds, 0 to 600).");
        routes.MapPost("/api/v1/notices/{token}/receipts", ReceiveAsync).WithTags("notices").WithName("receipt").WithMetadata(new RequestSizeLimitAttribute(LargestBody)).AllowAnonymous()
            .WithSummary("A phone says that a notice arrived (what: delivered) or was seen (what: seen). By the notice's own token; again changes nothing.");
    }

    static async Task<IResult> AddAsync(HttpContext context, JsonElement sent, MethodDesk desk)
    {
        var request = SentJson.Readable(sent);
        var (id, says) = await desk.AddPushAsync(
            context.Person, Text(request, "endpoint"), Bytes(request, "p256dh"), Bytes(request, "auth"), Text(request, "label"), TimeSpan.FromSeconds(Number(request, "after")));
        return id is { } added ? Results.Json(new MethodAdded(added.ToString(), says), MethodsJson.Default.MethodAdded, statusCode: StatusCodes.Status201Created)
            : Outcomes.Problem(StatusCodes.Status422UnprocessableEntity, says);
    }

    static async Task<IResult> ReceiveAsync(HttpContext context, string token, JsonElement sent, NoticeDoor door)
    {
        var request = SentJson.Readable(sent);
        if (Text(request, "what") is not ("delivered" or "seen"))
        {
            return Outcomes.Problem(StatusCodes.Status422UnprocessableEntity, T("Say delivered or seen."));
        }

        var method = MethodId.TryParse(Text(request, "method"), out var id) ? id : (MethodId?)null;
        return await door.ReceiveAsync(token, method, Text(request, "what") == "seen", context.Connection.RemoteIpAddress, context.RequestAborted) switch
        {
            Linked.Nothing => Outcomes.Nothing,
            Linked.TooMany => Results.StatusCode(StatusCodes.Status429TooManyRequests),
            _ => Results.NoContent(),
        };
    }

    static string? Text(JsonElement request, string name) => IncidentsApi.Text(request, name);

    static int Number(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    static byte[]? Bytes(JsonElement request, string name)
    {
        var text = Text(request, name);
        return text is { Length: <= 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }

    internal sealed record MethodAdded(string Id, string Says);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MethodsApi.MethodAdded))]
internal sealed partial class MethodsJson : JsonSerializerContext;
