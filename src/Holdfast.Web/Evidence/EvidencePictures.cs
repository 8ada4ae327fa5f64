using Holdfast.Core.Evidence;
using Holdfast.Storage.Evidence;

namespace Holdfast.Web.Evidence;

/// <summary>Gives a picture to a screen, drawn anew: its pixels, and nothing else of the original. Thread-safe.</summary>
public sealed class EvidencePictures(IPictures pictures, ILogger<EvidencePictures> log)
{
    /// <summary>What can't be drawn is said so to those who may know of it.</summary>
    internal static IResult NotDrawn =>
        EvidenceBytes.Words(StatusCodes.Status422UnprocessableEntity, T("This can't be shown as a picture: it is damaged, very large, or none. Its original is unchanged and can be downloaded."));

    /// <summary>The picture as PNG, or why there is none.</summary>
    /// <param name="opened">What <see cref="EvidenceDoors.OpenAsync"/> said.</param>
    public async Task<IResult> DrawAsync(HttpContext context, OpenedEvidence opened)
    {
        if (opened.Bytes is null)
        {
            return EvidenceBytes.Words(StatusCodes.Status403Forbidden, EvidenceBytes.Quarantined);
        }

        byte[]? png;
        try
        {
            await using var original = opened.Bytes();
            png = await pictures.DrawAsync(original, context.RequestAborted);
        }
        catch (DamagedEvidenceException damaged)
        {
            EvidenceLog.Damaged(log, opened.Incident.Id.ToString(), damaged.Evidence.ToString(), damaged.Frame);
            return EvidenceBytes.Words(StatusCodes.Status500InternalServerError, EvidenceBytes.Damaged);
        }
        catch (IOException)
        {
            return EvidenceBytes.Words(StatusCodes.Status503ServiceUnavailable, EvidenceBytes.Away);
        }

        if (png is null)
        {
            return NotDrawn;
        }

        context.Response.Headers.ContentSecurityPolicy = EvidenceBytes.Policy;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(png, "image/png", ShownName.ForDownload(opened.Item.Name) + ".png");
    }
}
