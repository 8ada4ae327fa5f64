namespace Holdfast.Web.People;

/// <summary>Ends a browser's session, for the page and the JSON door alike.</summary>
static class SigningOut
{
    /// <summary>Ends the session whose cookie came with the request, takes the cookie away, and closes what is open by it. Without a cookie it does nothing.</summary>
    public static async Task EndAsync(HttpContext context, Sessions sessions, OpenRequests open)
    {
        if (context.Request.Cookies[Signing.Cookie] is not { Length: > 0 and < 128 } session)
        {
            return;
        }

        await sessions.EndAsync(session);
        var own = context.Features.Get<Bearer>();
        SessionCookie.Take(context);
        if (own is not null)
        {
            // After the answer: this request came by the same session.
            context.Response.OnCompleted(() =>
            {
                open.Close(own.Key);
                return Task.CompletedTask;
            });
        }
    }
}
