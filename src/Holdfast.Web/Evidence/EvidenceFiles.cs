using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Antiforgery;

namespace Holdfast.Web.Evidence;

/// <summary>The addresses of evidence that a browser goes to without a page: sound with seeking, pictures drawn anew, the original to save, files posted without a script.</summary>
public static class EvidenceFiles
{
    public static void MapEvidenceFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/incidents/{id}/evidence").ExcludeFromDescription();
        files.MapPost("", AddAsync);
        files.MapMethods("{evidence}/sound", [HttpMethods.Get, HttpMethods.Head], SoundAsync);
        files.MapGet("{evidence}/picture", PictureAsync);
        files.MapPost("{evidence}/original", OriginalAsync);
    }

    static async Task<IResult> SoundAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceBytes bytes)
    {
        if (!IncidentId.TryParse(id, out var incident) || !EvidenceId.TryParse(evidence, out var piece)
            || await doors.PieceOfTypeAsync(context.Person, incident, piece, type => type.IsSound()) is not { } media)
        {
            return Nothing;
        }

        // Sound is heard on its page. What is saved from the player's own menu asks for a purpose first, like any other download.
        if (context.Request.Headers["Sec-Fetch-Dest"].ToString() is "document" or "empty")
        {
            return Results.Redirect($"/incidents/{incident}/evidence/{piece}?ask=purpose#download");
        }

        var opened = await doors.OpenAsync(context.Person, incident, piece, Opening.Viewed, EvidenceDoors.HandlingTheReport, "sound");
        return opened is null ? Nothing : await bytes.Async(context, opened, media.MediaType() ?? EvidenceBytes.ToSave);
    }

    static async Task<IResult> PictureAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidencePictures pictures)
    {
        if (!IncidentId.TryParse(id, out var incident) || !EvidenceId.TryParse(evidence, out var piece) || await doors.PieceOfTypeAsync(context.Person, incident, piece, _ => true) is not { } type)
        {
            return Nothing;
        }

        if (!type.IsPicture())
        {
            return EvidencePictures.NotDrawn;
        }

        var opened = await doors.OpenAsync(context.Person, incident, piece, Opening.Viewed, EvidenceDoors.HandlingTheReport, "picture");
        return opened is null ? Nothing : await pictures.DrawAsync(context, opened);
    }

    /// <summary>The form says why; without a purpose the browser goes back to the piece, which asks for it.</summary>
    static async Task<IResult> OriginalAsync(HttpContext context, string id, string evidence, EvidenceDoors doors, EvidenceBytes bytes, IAntiforgery antiforgery)
    {
        if (!IncidentId.TryParse(id, out var incident) || !EvidenceId.TryParse(evidence, out var piece))
        {
            return Nothing;
        }

        if (!context.Request.HasFormContentType || !await antiforgery.IsOursAsync(context))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var purpose = form["purpose"].FirstOrDefault(one => !string.IsNullOrWhiteSpace(one))?.Trim();
        if (purpose is null)
        {
            return await doors.PieceAsync(context.Person, incident, piece) is null ? Nothing : Results.Redirect($"/incidents/{incident}/evidence/{piece}?ask=purpose#download");
        }

        var opened = await doors.OpenAsync(context.Person, incident, piece, Opening.Downloaded, purpose, "download");
        return opened is null ? Nothing : await bytes.Async(context, opened, EvidenceBytes.ToSave);
    }

    static async Task<IResult> AddAsync(HttpContext context, string id, EvidencePost post) =>
        IncidentId.TryParse(id, out var incident) ? await post.TakeAsync(context, incident) : Nothing;

    /// <summary>Whether a form came from a page of ours; one that can't be read did not.</summary>
    internal static async Task<bool> IsOursAsync(this IAntiforgery antiforgery, HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (Exception odd) when (odd is AntiforgeryValidationException or InvalidDataException or IOException)
        {
            return false;
        }
    }

    /// <summary>A page that isn't there says the same as one that may not be seen.</summary>
    internal static IResult Nothing => Results.StatusCode(StatusCodes.Status404NotFound);
}
