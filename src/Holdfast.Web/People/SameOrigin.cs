using Holdfast.Storage.People;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.People;

/// <summary>
/// Stands before every JSON door that writes: another site's page can't make a signed-in browser write here. A cookie's request needs the header
/// <c>X-Holdfast: 1</c> (which a cross-site form can't send) and, when the browser tells the origin, our own. A token's request can't be made
/// by another site, so it needs no header; when it comes from a browser all the same, the origin must be ours.
/// </summary>
static class SameOrigin
{
    public const string Header = "X-Holdfast";

    /// <summary>Whose page a request comes from, where the page says so: what they wrote is not taken as the words of whoever signed in after them.</summary>
    public const string PersonHeader = "X-Holdfast-Person";

    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api") && !Reads(context.Request.Method) && !Allows(context))
        {
            await Answers.JsonAsync(context, StatusCodes.Status403Forbidden, T("This request did not come from a Holdfast page."));
            return;
        }

        if (context.Request.Headers[PersonHeader].ToString() is { Length: > 0 } person && context.PersonOrNull is { } signedIn && signedIn.Id.ToString() != person)
        {
            await Answers.JsonAsync(context, StatusCodes.Status401Unauthorized, T("Somebody else is signed in here."));
            return;
        }

        await next(context);
    });

    /// <summary>Whether the browser itself says that a page of ours sent this: no other site's page can make it say so.</summary>
    public static bool Says(HttpContext context) => context.Request.Headers["Sec-Fetch-Site"] == "same-origin";

    static bool Reads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    static bool Allows(HttpContext context)
    {
        var headers = context.Request.Headers;
        var site = headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin")
        {
            return false;
        }

        var origin = headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, context.Request.Scheme + "://" + context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return context.Features.Get<Bearer>()?.Kind == SecretKind.Token || headers[Header] == "1";
    }
}
