using System.Globalization;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Answers 408 to what reaches a door of incidents so late that its sender has given up waiting: after a server that hung, an old request would put on
/// record how long ago things were when it was sent. The sender sends it again with how long ago they are by then, and reads the server's time off the
/// answer, so that a page whose own clock stood still, as in a machine that slept, is late once.
/// </summary>
static class GivenUp
{
    /// <summary>When it was sent, in the server's time as its sender carries it: ms since 1970. A sender that doesn't know the server's time leaves it out.</summary>
    public const string Header = "X-Holdfast-Sent";

    /// <summary>How long the live screen waits for an answer.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    public static IApplicationBuilder UseGivenUp(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!context.Request.Path.StartsWithSegments("/api/v1/incidents") || !long.TryParse(context.Request.Headers[Header], NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || now.ToUnixTimeMilliseconds() - sent <= After.TotalMilliseconds)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
        await context.Response.WriteAsJsonAsync(new LateView(T("This came later than its page waits for an answer. The page sends it again."), now), ViewsJson.Default.LateView);
    });
}

/// <summary>An answer to what came too late to be believed in its times.</summary>
public sealed record LateView(string Title, DateTimeOffset ServerTime);
