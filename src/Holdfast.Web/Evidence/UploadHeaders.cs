using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Microsoft.Extensions.Primitives;

namespace Holdfast.Web.Evidence;

/// <summary>What a sender says of a file, in headers. Words are percent-encoded UTF-8. Pure.</summary>
static class UploadHeaders
{
    /// <summary>Reads what is said; false where the length isn't one. A body of known length is the whole file unless a length is said.</summary>
    public static bool TryRead(HttpRequest request, out UploadWords words)
    {
        var headers = request.Headers;
        var said = headers[EvidenceApi.Length];
        var length = said.Count > 0 ? Number(said) : request.ContentLength ?? (IsChunked(request) ? null : 0);
        words = new UploadWords(
            Words(headers["Upload-Name"]) ?? "",
            Words(headers["Upload-Type"]),
            length,
            Instant(headers["Upload-Modified"]),
            Words(headers["Upload-What"]),
            EntryId.TryParse(headers["Upload-Promise"], out var promise) ? promise : null);
        return said.Count == 0 || length is not null;
    }

    public static long? Number(StringValues header) => long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Decoded words; null for none. What isn't well encoded stays as it stands.</summary>
    public static string? Words(StringValues header) => header.ToString() is { Length: > 0 } text ? Uri.UnescapeDataString(text) : null;

    static DateTimeOffset? Instant(StringValues header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>HTTP/2 says no length either way; a body then ends where its stream ends.</summary>
    static bool IsChunked(HttpRequest request) => request.Headers.TransferEncoding.Count > 0 || !HttpProtocol.IsHttp11(request.Protocol);
}
