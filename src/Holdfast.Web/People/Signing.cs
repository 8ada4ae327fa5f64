using System.Security.Claims;
using System.Text.Encodings.Web;
using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.Wiring;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Holdfast.Web.People;

/// <summary>
/// Tells whose a request is: by the session cookie, or by <c>Authorization: Bearer hf_…</c>. The principal carries the person's id, names and
/// roles; <c>HttpContext.Person</c> gives the person. Not signed in: JSON answers 401, a page goes to the sign-in page.
/// </summary>
sealed class Signing(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Signing";
    public const string Cookie = "holdfast";
    public const string TokenPrefix = "hf_";

    /// <summary>Said by the service worker of what it fetches by itself to have it when the server is down: nobody used the session by that.</summary>
    public const string ByItself = "X-Holdfast-Keeping";

    const string BearerPrefix = "Bearer " + TokenPrefix;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        Bearer? bearer = null;
        if (header.StartsWith(BearerPrefix, StringComparison.Ordinal))
        {
            bearer = header.Length < 128 ? await sessions.FindAsync(header[BearerPrefix.Length..], SecretKind.Token) : null;
        }
        else if (Request.Cookies[Cookie] is { Length: > 0 and < 128 } cookie)
        {
            bearer = await sessions.FindAsync(cookie, SecretKind.Session, counts: !Request.Headers.ContainsKey(ByItself));
        }

        if (bearer is null)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(bearer);
        var person = bearer.Person;
        var identity = new ClaimsIdentity(SchemeName, "name", "role");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()));
        identity.AddClaim(new Claim("name", person.DisplayName));
        foreach (var role in person.Roles)
        {
            identity.AddClaim(new Claim("role", role.ToString()));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Answers.WantsJson(Context))
        {
            return Answers.JsonAsync(Context, StatusCodes.Status401Unauthorized, T("Sign in first."));
        }

        var next = HttpMethods.IsGet(Request.Method) ? Request.PathBase + Request.Path + Request.QueryString : "/";
        Response.Redirect("/sign-in?next=" + Uri.EscapeDataString(next));
        return Task.CompletedTask;
    }

    /// <summary>What may not be opened looks like what isn't there.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

/// <summary>The person a request comes from.</summary>
public static class PersonOfRequest
{
    extension(HttpContext context)
    {
        /// <summary>Who asks. Only behind authorization: there is somebody.</summary>
        public Person Person => context.Features.Get<Bearer>()?.Person ?? throw new InvalidOperationException("Nobody is signed in.");

        /// <summary>Who asks, or null on pages that are open to all.</summary>
        public Person? PersonOrNull => context.Features.Get<Bearer>()?.Person;
    }
}
