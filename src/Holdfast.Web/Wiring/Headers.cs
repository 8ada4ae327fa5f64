namespace Holdfast.Web.Wiring;

/// <summary>Headers on every answer, errors included.</summary>
static class Headers
{
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:";

    public static void UseHouseHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.CacheControl = "no-cache, no-store"; // Both, because antiforgery asks for both.
        headers.Pragma = "no-cache";
        if (context.Request.Headers.ContainsKey(People.Signing.ByItself))
        {
            // Beside a page that somebody opens at the same time: its form's cookie would be taken away.
            context.Response.OnStarting(() =>
            {
                headers.Remove(Microsoft.Net.Http.Headers.HeaderNames.SetCookie);
                return Task.CompletedTask;
            });
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    });
}
