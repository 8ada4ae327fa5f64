using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.AspNetCore.WebUtilities;

namespace Holdfast.Web.Wiring;

/// <summary>
/// Style and scripts from memory, compressed once at their first use. An address with the content's own hash (<c>?v=</c>) is kept by browsers
/// for a year; any other, such as one of another version's page, is asked again each time, and answered 304 while nothing changed.
/// </summary>
static class Assets
{
    /// <summary>Bytes of one file at most; the folder is the product's own, so there is no bound on their number.</summary>
    const int Largest = 2 * 1024 * 1024;

    /// <summary>The worker lies at the root, so that it may serve every page; the manifest lies beside it.</summary>
    static readonly string[] AtTheRoot = ["/sw.js", "/manifest.webmanifest"];

    public static void UseAssets(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        var types = new FileExtensionContentTypeProvider();
        var set = app.Services.GetRequiredService<FileSet>().Name;
        var known = new ConcurrentDictionary<string, Asset?>(StringComparer.Ordinal);
        app.Use(async (context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (!reads || !IsAsset(path) || Find(path) is not { } asset)
            {
                await next(context);
                return;
            }

            context.Response.Headers[FileSet.Header] = set;
            await SendAsync(context, asset);
        });

        Asset? Find(string path)
        {
            if (known.TryGetValue(path, out var asset))
            {
                return asset;
            }

            var file = files.GetFileInfo(path);
            if (!file.Exists || file.IsDirectory || file.Length > Largest || !types.TryGetContentType(path, out var type))
            {
                return null;
            }

            using var stream = file.CreateReadStream();
            using var plain = new MemoryStream();
            stream.CopyTo(plain);
            return known.GetOrAdd(path, _ => new Asset(plain.ToArray(), type));
        }
    }

    static bool IsAsset(string path) => path.StartsWith("/css/", StringComparison.Ordinal) || path.StartsWith("/js/", StringComparison.Ordinal)
        || path.StartsWith("/icons/", StringComparison.Ordinal) || AtTheRoot.Contains(path, StringComparer.Ordinal);

    static async Task SendAsync(HttpContext context, Asset asset)
    {
        var headers = context.Response.Headers;
        headers.Remove("Pragma");
        headers.CacheControl = context.Request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = asset.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var brotli = context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br");
        var gzip = !brotli && context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "gzip");
        var body = brotli ? asset.Brotli.Value : gzip ? asset.Gzip.Value : asset.Plain;
        if (brotli || gzip)
        {
            headers.ContentEncoding = brotli ? "br" : "gzip";
        }

        context.Response.ContentType = asset.Type;
        context.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    sealed class Asset(byte[] plain, string type)
    {
        public byte[] Plain => plain;

        public string Type { get; } = type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;

        public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"";

        /// <summary>As <c>asp-append-version</c> writes it.</summary>
        public string Version { get; } = WebEncoders.Base64UrlEncode(SHA256.HashData(plain));

        public Lazy<byte[]> Brotli { get; } = new(() => Compress(plain, target => new BrotliStream(target, CompressionLevel.SmallestSize)));

        public Lazy<byte[]> Gzip { get; } = new(() => Compress(plain, target => new GZipStream(target, CompressionLevel.SmallestSize)));

        static byte[] Compress(byte[] plain, Func<Stream, Stream> compress)
        {
            using var target = new MemoryStream();
            using (var stream = compress(target))
            {
                stream.Write(plain);
            }

            return target.ToArray();
        }
    }
}
