using System.Text.Encodings.Web;
using System.Text.Json;

namespace Holdfast.Web.Wiring;

/// <summary>Short answers that every door shares.</summary>
public static class Answers
{
    /// <summary>The one sentence for what is denied and what is absent: nobody can tell them apart.</summary>
    public static string NothingHere => T("There is nothing here that you can open.");

    /// <summary>Whether a script asks, rather than somebody's browser going to a page.</summary>
    public static bool WantsJson(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health");

    /// <summary>A problem in one sentence (RFC 9457).</summary>
    public static Task JsonAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync($$"""{"title":"{{JsonEncodedText.Encode(title, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","status":{{status}}}""");
    }
}
