using System.Buffers;
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
        var listener = await hub.OpenAsync(context.Person, after);

        // The page closes, or the server stops: an open feed never holds it up.
        using var gone = context.RequestAborted.UnsafeRegister(static one => ((Listener)one!).End(), listener);
        using var over = life.ApplicationStopping.UnsafeRegister(static one => ((Listener)one!).End(), listener);
        try
        {
            var writer = context.Response.BodyWriter;
            while (await listener.Messages.WaitToReadAsync(CancellationToken.None))
            {
                while (listener.Messages.TryRead(out var message))
                {
                    writer.Write(message);
                }

                await writer.FlushAsync(life.ApplicationStopping);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException)
        {
            // The page closed.
        }
        finally
        {
            hub.Close(listener);

            // This ran on the thread of whoever sent last; what is left of the request is not its to do.
            await Task.Yield();
        }
    }).WithName("feed").WithSummary("The live feed (server-sent events), resumable by Last-Event-ID.");
}
