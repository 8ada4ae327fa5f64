using System.Diagnostics.CodeAnalysis;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Web.Incidents;
using Holdfast.Web.Wiring;
using Microsoft.Net.Http.Headers;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Gives an original's bytes away, whole or a range of them, so that no browser runs, shows or keeps them: sandboxed, as an attachment, of a type that
/// isn't guessed at. Not a byte of a damaged frame leaves. Thread-safe.
/// </summary>
public sealed class EvidenceBytes(ILogger<EvidenceBytes> log)
{
    /// <summary>The type of all that is only to be saved.</summary>
    public const string ToSave = "application/octet-stream";
    internal const string Policy = "sandbox; default-src 'none'";
    internal static string Quarantined => T("A virus was found in this. It is kept and not shown; Corporate Security alone can take it out.");
    internal static string Damaged => T("This no longer matches what was kept, so it is not given out. Tell an administrator: \"holdfast verify\" names what is wrong.");
    internal static string Away => T("The place for evidence can't be reached right now. Try again in a moment.");

    /// <summary>The answer with the bytes, or why there are none.</summary>
    /// <param name="opened">What <see cref="EvidenceDoors.OpenAsync"/> said.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result disposes the original with its answer.")]
    public Task<IResult> Async(HttpContext context, OpenedEvidence? opened, string mediaType)
    {
        if (opened is null)
        {
            return Task.FromResult(Outcomes.Nothing);
        }

        if (opened.Bytes is null)
        {
            return Task.FromResult(Words(StatusCodes.Status403Forbidden, Quarantined));
        }

        try
        {
            var original = opened.Bytes();
            return Task.FromResult<IResult>(new BytesResult(this, context, opened, original, mediaType));
        }
        catch (DamagedEvidenceException damaged)
        {
            Log(opened, damaged);
            return Task.FromResult(Words(StatusCodes.Status500InternalServerError, Damaged));
        }
        catch (IOException)
        {
            return Task.FromResult(Words(StatusCodes.Status503ServiceUnavailable, Away));
        }
    }

    /// <summary>Words in place of bytes.</summary>
    internal static IResult Words(int status, string words) => new WordsResult(status, words);

    void Log(OpenedEvidence opened, DamagedEvidenceException damaged) => EvidenceLog.Damaged(log, opened.Incident.Id.ToString(), damaged.Evidence.ToString(), damaged.Frame);

    sealed class BytesResult(EvidenceBytes bytes, HttpContext context, OpenedEvidence opened, Original original, string mediaType) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.CacheControl = "no-store";
            var item = opened.Item;
            try
            {
                await using (original)
                {
                    await Results.Stream(original, mediaType, ShownName.ForDownload(item.Name), item.At, new EntityTagHeaderValue($"\"{item.Sha256}\""), enableRangeProcessing: true).ExecuteAsync(httpContext);
                }
            }
            catch (DamagedEvidenceException damaged)
            {
                bytes.Log(opened, damaged);
                await InsteadAsync(StatusCodes.Status500InternalServerError, Damaged);
            }
            catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
            {
                await InsteadAsync(StatusCodes.Status503ServiceUnavailable, Away);
            }
        }

        /// <summary>Words while nothing has left; otherwise the answer breaks off, so that nobody takes a part for the whole.</summary>
        async Task InsteadAsync(int status, string words)
        {
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await new WordsResult(status, words).ExecuteAsync(context);
        }
    }

    sealed class WordsResult(int status, string words) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = Policy;
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            httpContext.Response.Headers.CacheControl = "no-store";
            if (Answers.WantsJson(httpContext))
            {
                return Outcomes.Problem(status, words).ExecuteAsync(httpContext);
            }

            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/plain; charset=utf-8";
            return httpContext.Response.WriteAsync(words);
        }
    }
}
