using Holdfast.Core.Evidence;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;

namespace Holdfast.Web.Evidence;

/// <summary>Sending, resuming and reading evidence as a program does. A body is the file itself; what is said of it are headers, so that no name is ever in an address.</summary>
public static class EvidenceApi
{
    /// <summary>How far it has come, in bytes.</summary>
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";

    public static void MapEvidenceApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/incidents/{id}/evidence").WithTags("evidence");
        api.MapGet("", ListAsync).WithName("evidence").WithSummary("What is kept, promised and arriving. A recorded reading.");
        api.MapPut("{evidence}", PutAsync).WithName("send evidence").WithSummary("Sends a file, whole or its first part, under an id of the sender's; again is the same.")
            .WithDescription("Headers: Upload-Length (bytes, where the body is a part), Upload-Name and Upload-What (percent-encoded UTF-8), Upload-Type, Upload-Modified (ISO 8601), Upload-Promise (the id of the promise that it keeps). "
                + "201: kept, durable. 200: it was kept before. 202: so much is there (Upload-Offset), send the rest with PATCH. 409: being sent, or the id belongs to another file. "
                + "413: larger than the limit, or more than announced. 507: no room. What arrived before a cut stays for a day.")
            .Accepts<Stream>("*/*").Produces<EvidenceItemView>(StatusCodes.Status201Created).Produces<EvidenceItemView>(StatusCodes.Status200OK).Produces(StatusCodes.Status202Accepted);
        api.MapMethods("{evidence}", [HttpMethods.Head], HeadAsync).WithName("ask for evidence").WithSummary("Upload-Offset: how much of it is there. To its sender while it arrives, to those who may read once it is kept.");
        api.MapPatch("{evidence}", PatchAsync).WithName("go on with evidence").WithSummary("Appends at Upload-Offset. 409 with the right one where the rest ends elsewhere.")
            .Accepts<Stream>("*/*").Produces<EvidenceItemView>(StatusCodes.Status201Created).Produces(StatusCodes.Status202Accepted);
        api.MapDelete("{evidence}", DeleteAsync).WithName("cancel evidence").WithSummary("Its sender gives up what hasn't come whole. What is kept is never removed.");
        api.MapGet("{evidence}", ReadAsync).WithName("piece of evidence").WithSummary("One piece with its custody: who kept, opened and scanned it. A recorded reading.");
        api.MapGet("{evidence}/original", OriginalAsync).WithName("export evidence").WithSummary("The original's bytes, ranges too. Recorded as an export; the header Purpose (percent-encoded UTF-8) says why.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    static async Task<IResult> ListAsync(HttpContext context, string id, EvidenceDoors doors) =>
        await doors.ListAsync(context.Person, IncidentsApi.Id(id)) is { } list ? Results.Json(list, EvidenceJson.Default) : Outcomes.Nothing;

    static async Task<IResult> ReadAsync(HttpContext context, string id, string evidence, EvidenceDoors doors) =>
        EvidenceId.TryParse(evidence, out var piece) && await doors.PieceAsync(context.Person, IncidentsApi.Id(id), piece) is { } found ? Results.Json(found, EvidenceJson.Default) : Outcomes.Nothing;

    static async Task<IResult> PutAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceAnswers answers)
    {
        if (!EvidenceId.TryParse(evidence, out var piece))
        {
            return Outcomes.Nothing;
        }

        if (!UploadHeaders.TryRead(context.Request, out var words))
        {
            return answers.Unclear;
        }

        answers.Open(context);
        return answers.Of(context, await doors.KeepAsync(context.Person, IncidentsApi.Id(id), piece, words, context.Request.Body, context.RequestAborted));
    }

    static async Task<IResult> PatchAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceAnswers answers)
    {
        if (!EvidenceId.TryParse(evidence, out var piece))
        {
            return Outcomes.Nothing;
        }

        if (UploadHeaders.Number(context.Request.Headers[Offset]) is not { } offset)
        {
            return answers.Unclear;
        }

        answers.Open(context);
        return answers.Of(context, await doors.GoOnAsync(context.Person, IncidentsApi.Id(id), piece, offset, context.Request.Body, context.RequestAborted));
    }

    static async Task<IResult> HeadAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceAnswers answers) =>
        EvidenceId.TryParse(evidence, out var piece) ? answers.Of(context, await doors.AskAsync(context.Person, IncidentsApi.Id(id), piece, context.RequestAborted)) : Outcomes.Nothing;

    static async Task<IResult> DeleteAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceAnswers answers) =>
        EvidenceId.TryParse(evidence, out var piece) ? answers.Of(context, await doors.CancelAsync(context.Person, IncidentsApi.Id(id), piece, context.RequestAborted)) : Outcomes.Nothing;

    static async Task<IResult> OriginalAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceBytes bytes)
    {
        if (!EvidenceId.TryParse(evidence, out var piece))
        {
            return Outcomes.Nothing;
        }

        var purpose = UploadHeaders.Words(context.Request.Headers["Purpose"]);
        if (string.IsNullOrWhiteSpace(purpose))
        {
            // Who may not know of it must not learn more from this answer than from any other.
            return await doors.PieceAsync(context.Person, IncidentsApi.Id(id), piece) is null ? Outcomes.Nothing
                : Outcomes.Problem(StatusCodes.Status422UnprocessableEntity, T("Say why it is taken out: the header Purpose, percent-encoded. It is recorded."));
        }

        return await bytes.Async(context, await doors.OpenAsync(context.Person, IncidentsApi.Id(id), piece, Opening.Exported, purpose, "export"), EvidenceBytes.ToSave);
    }
}
