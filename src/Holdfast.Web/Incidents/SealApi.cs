using System.Text.Json;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Web.Incidents;

/// <summary>What a page seals with, and where sealed words come in.</summary>
static class SealApi
{
    /// <summary>Bytes of one request with seals: the largest text that is pasted whole fits in, twice.</summary>
    const int LargestBody = 4 * 1024 * 1024;

    /// <summary>How long a request's body may take to come: it holds a place meanwhile.</summary>
    static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(60);

    public static void MapSeals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/seal", (HttpContext context, Tickets tickets) => Results.Json(tickets.Offer(context.Person), SealJson.Default.SealOffer))
            .WithTags("sealed").WithName("seal").WithSummary("What a page seals its unsent words with, so that nobody at the machine can read them once their author is gone.")
            .WithDescription("key: the id of the server's key. public: P-256, uncompressed point, base64url. ticket: proves who typed; it opens nothing and belongs inside seals alone.");
        routes.MapPost("/api/v1/sealed", KeepAsync).WithTags("sealed").WithName("sealed").WithMetadata(new RequestSizeLimitAttribute(LargestBody)).AllowAnonymous()
            .Accepts<JsonElement>("application/json").Produces<SealsKept>()
            .WithSummary("Brings sealed words, under their author whoever is signed in. Again is the same; the answer tells nothing of them.")
            .WithDescription($"Members: now (milliseconds, by the clock that the seals' times are of), sealed (at most {SealedWords.MostSeals} of key, epk, iv, box in base64url, in the order typed). kept[i] false: bring it again later.");
    }

    static async Task<IResult> KeepAsync(HttpContext context, SealedWords words, SealTurns turns, TimeProvider clock)
    {
        var from = context.Connection.RemoteIpAddress;
        if (!turns.TryBegin(from))
        {
            context.Response.Headers.RetryAfter = "30";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        try
        {
            if (await BodyAsync(context, clock) is not { } body)
            {
                return Outcomes.Problem(StatusCodes.Status400BadRequest, T("That could not be understood."));
            }

            using (body)
            {
                return await words.KeepAsync(SentJson.Readable(body.RootElement)) is { } kept ? Results.Json(new SealsKept(kept), SealJson.Default.SealsKept)
                    : Outcomes.Problem(StatusCodes.Status413PayloadTooLarge, T("Send at most {0} seals at a time. Nothing of this was kept: send it again in parts.", SealedWords.MostSeals));
            }
        }
        finally
        {
            turns.End(from);
        }
    }

    /// <summary>Null for what is no JSON, or is too long on its way.</summary>
    static async Task<JsonDocument?> BodyAsync(HttpContext context, TimeProvider clock)
    {
        using var late = new CancellationTokenSource(LongestBody, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, default, either.Token);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
