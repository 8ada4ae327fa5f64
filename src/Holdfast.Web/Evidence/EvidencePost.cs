using Holdfast.Core.Access;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Files that a browser posts without a script: read part by part as they come, so that a recording of gigabytes needs no more memory than a note. The
/// form's own proof stands first; nothing is taken before it. Thread-safe.
/// </summary>
public sealed class EvidencePost(EvidenceDoors doors, IncidentDoors incidents, EvidenceAnswers answers, IAntiforgery antiforgery, TimeProvider clock)
{
    /// <summary>Files of one form at most.</summary>
    public const int MostFiles = 50;

    /// <summary>Characters of a field beside the files at most.</summary>
    const int LongestField = 4096;

    /// <summary>Fields beside the files at most.</summary>
    const int MostFields = 20;
    const int Buffer = 4096;

    /// <summary>The header under which the form's proof is looked for, so that the form isn't read for it.</summary>
    const string ProofHeader = "RequestVerificationToken";
    const string ProofField = "form-token";

    /// <summary>Takes the form. The browser goes back to where it came from, with what became of it in the address: numbers and a word, never a name.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, IncidentId id)
    {
        if (Boundary(context.Request) is not { } boundary)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        answers.Open(context, MostFiles);
        var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = null, HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var sent = new Sent();
        try
        {
            var isProven = false;
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || HeaderUtilities.RemoveQuotes(part.Name).ToString() is not { Length: > 0 } name)
                {
                    continue;
                }

                var isFile = part.IsFileDisposition() || part.FileName.HasValue || part.FileNameStar.HasValue;
                if (!isFile && said.Count < MostFields)
                {
                    said[name] = await FieldAsync(section);
                }

                if (!isProven)
                {
                    isProven = !isFile && name == ProofField && await IsOursAsync(context, said[name]);
                    if (!isProven)
                    {
                        return Results.StatusCode(StatusCodes.Status400BadRequest);
                    }

                    // Who may not add learns nothing, and nothing more is read.
                    if (await incidents.AllowedAsync(context.Person, id, Operation.Write, "evidence") is null)
                    {
                        return EvidenceFiles.Nothing;
                    }
                }
                else if (isFile && !await FileAsync(context, id, section, part, said, sent))
                {
                    return EvidenceFiles.Nothing;
                }
            }

            if (!isProven)
            {
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }
        }
        catch (Exception odd) when (odd is InvalidDataException or IOException)
        {
            // The form broke off or isn't one; the files before are kept.
            sent.Why ??= "broken";
        }

        return Results.Redirect($"{(said.GetValueOrDefault("back") == "report" ? "/report" : "/incidents")}/{id}?added={sent.Kept}{(sent.Why is { } why ? $"&not={why}" : "")}#evidence");
    }

    /// <summary>Takes one file; false where this person may not any more.</summary>
    async Task<bool> FileAsync(HttpContext context, IncidentId id, MultipartSection section, ContentDispositionHeaderValue part, Dictionary<string, string> said, Sent sent)
    {
        var name = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).ToString();
        await using var body = new BufferedReadStream(section.Body, Buffer);
        if (name.Length == 0 && !await body.EnsureBufferedAsync(context.RequestAborted))
        {
            // A browser sends this where no file was chosen.
            return true;
        }

        if (sent.Files++ >= MostFiles)
        {
            sent.Why ??= "too-many-at-once";
            return true;
        }

        var words = new UploadWords(name, section.ContentType, null, null, said.GetValueOrDefault("what"), EntryId.TryParse(said.GetValueOrDefault("promise"), out var promise) ? promise : null);
        var taken = await doors.KeepAsync(context.Person, id, EvidenceId.New(clock), words, body, context.RequestAborted);
        switch (taken)
        {
            case Taken.Kept:
                sent.Kept++;
                return true;
            case Taken.Refused refused:
                sent.Why ??= EvidenceNotes.Word(refused.Why);
                return true;
            case Taken.Partly or Taken.Cancelled:
                sent.Why ??= "broken";
                return true;
            default:
                return false;
        }
    }

    async Task<bool> IsOursAsync(HttpContext context, string proof)
    {
        context.Request.Headers[ProofHeader] = proof;
        return await antiforgery.IsOursAsync(context);
    }

    static async Task<string> FieldAsync(MultipartSection section)
    {
        using var text = new StreamReader(section.Body, System.Text.Encoding.UTF8);
        var buffer = new char[LongestField];
        var length = await text.ReadBlockAsync(buffer);
        return new string(buffer, 0, length);
    }

    static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= 70 } boundary ? boundary : null;

    /// <summary>What became of one form's files.</summary>
    sealed class Sent
    {
        public int Files { get; set; }

        public int Kept { get; set; }

        /// <summary>Why not all were; the first reason.</summary>
        public string? Why { get; set; }
    }
}
