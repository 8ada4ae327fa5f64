using System.Globalization;
using Holdfast.Web.People;

namespace Holdfast.Web.Feed;

/// <summary>The live feed: server-sent events, resumable by position.</summary>
public static class FeedApi
{
    public static void MapFeed(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/feed", async (HttpContext context, FeedHub hub, IHostApplicationLifetime life) =>
    {
        var resume = context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? context.Request.Query["after"].FirstOrDefault();
        long? after = long.TryParse(resume, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // An open feed never holds up a server that stops.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var listener = await hub.OpenAsync(context.Person, after);
        try
        {
            while (await listener.Messages.WaitToReadAsync(over.Token))
            {
                while (listener.Messages.TryRead(out var message))
                {
                    await context.Response.Body.WriteAsync(message, over.Token);
                }

                await context.Response.Body.FlushAsync(over.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The page closed.
        }
        finally
        {
            hub.Close(listener);
        }
    }).WithName("feed").WithSummary("The live feed (server-sent events), resumable by Last-Event-ID.");
}
