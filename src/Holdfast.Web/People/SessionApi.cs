using System.Text.Json;
using Holdfast.Core.People;
using Holdfast.Web.Incidents;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Web.People;

/// <summary>Who signed in.</summary>
public sealed record SignedInAnswer(PersonId Id, string UserName, string Name);

/// <summary>A session that began.</summary>
public sealed record SessionAnswer(SignedInAnswer Person);

/// <summary>Signing in and out without leaving the page: what waits on it stays. The same desk, bounds and cookie as the pages have.</summary>
static class SessionApi
{
    const int LargestBody = 8 * 1024;

    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/v1/session").WithTags("session").AllowAnonymous();
        session.MapPost("", BeginAsync).WithName("sign in").WithMetadata(new RequestSizeLimitAttribute(LargestBody)).Produces<SessionAnswer>()
            .WithSummary("Signs the browser in: userName, password. 401 when they open no account, 429 when it is too much at once.");
        session.MapDelete("", EndAsync).WithName("sign out").WithSummary("Ends the browser's session and everything that is open by it.");
    }

    static async Task<IResult> BeginAsync(HttpContext context, JsonElement sent, SignInDesk desk, Directory directory)
    {
        var request = SentJson.Readable(sent);
        var outcome = await desk.SignInAsync(
            IncidentsApi.Text(request, "userName") ?? "", IncidentsApi.Text(request, "password") ?? "", context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome is SignInOutcome.Welcome welcome && directory.Find(welcome.Person) is { } person)
        {
            SessionCookie.Give(context, welcome.Session);
            return TypedResults.Ok(new SessionAnswer(new SignedInAnswer(person.Id, person.UserName, person.DisplayName)));
        }

        return outcome is SignInOutcome.Later ? Outcomes.Problem(StatusCodes.Status429TooManyRequests, SignInDesk.SaysLater) : Outcomes.Problem(StatusCodes.Status401Unauthorized, SignInDesk.SaysRefused);
    }

    static async Task<IResult> EndAsync(HttpContext context, Sessions sessions, OpenRequests open)
    {
        await SigningOut.EndAsync(context, sessions, open);
        return Results.NoContent();
    }
}
