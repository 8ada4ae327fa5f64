namespace Holdfast.Web.People;

/// <summary>The cookie of a signed-in browser.</summary>
static class SessionCookie
{
    public static void Give(HttpContext context, string session) => context.Response.Cookies.Append(Signing.Cookie, session, Options(context));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Signing.Cookie, Options(context));

    // Without an end of its own: the server knows when a session is over.
    static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
