using System.Globalization;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Holdfast.Web.Evidence;

/// <summary>Readies a request that brings evidence, and makes what came of it an answer of the API. Thread-safe.</summary>
public sealed class EvidenceAnswers(EvidenceViews views, EvidenceLimit limit)
{
    /// <summary>Bytes beyond the limit that are read, so that it is us who say in words where it lies.</summary>
    const long Slack = 1024 * 1024;

    /// <summary>Below so many bytes a second, after a pause that a phone on a train may make, a body counts as cut.</summary>
    static readonly MinDataRate Slowest = new(240, TimeSpan.FromSeconds(30));

    /// <summary>The answer to a length or an offset that isn't a number.</summary>
    public IResult Unclear => Outcomes.Problem(StatusCodes.Status400BadRequest, T("Upload-Length and Upload-Offset are numbers of bytes."));

    /// <summary>Lets the body be as large as so many pieces can be, and slow.</summary>
    public void Open(HttpContext context, int pieces = 1)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (limit.Bytes * pieces) + Slack;
        }

        // HTTP/2 has its rate by the connection, and refuses one for a request.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = Slowest;
        }
    }

    public IResult Of(HttpContext context, Taken taken)
    {
        var headers = context.Response.Headers;
        switch (taken)
        {
            case Taken.Kept kept:
                headers[EvidenceApi.Offset] = headers[EvidenceApi.Length] = Text(kept.Item.Length);
                return kept.Words is { } words ? Outcomes.Problem(StatusCodes.Status413PayloadTooLarge, words)
                    : Results.Json(views.Item(context.Person, kept.Incident, kept.Item), EvidenceJson.Default, statusCode: kept.Before ? StatusCodes.Status200OK : StatusCodes.Status201Created);
            case Taken.Partly partly:
                headers[EvidenceApi.Offset] = Text(partly.Offset);
                if (partly.Length is { } length)
                {
                    headers[EvidenceApi.Length] = Text(length);
                }

                return Results.StatusCode(HttpMethods.IsHead(context.Request.Method) ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
            case Taken.Refused refused:
                if (refused.Offset is { } offset)
                {
                    headers[EvidenceApi.Offset] = Text(offset);
                }

                return Outcomes.Problem(RefusalWords.Status(refused.Why), refused.Words);
            case Taken.Cancelled:
                return Results.NoContent();
            default:
                return Outcomes.Nothing;
        }
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
