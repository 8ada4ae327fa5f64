using System.Collections.Concurrent;
using Holdfast.Core.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Wiring;

/// <summary>
/// Bounds what one account can have under way at once, so that a runaway script can't take the server from those on a call. Generous: a browser
/// uses six, a busy integration some dozens. Live feeds wait rather than work and have a bound of their own.
/// </summary>
static class Turns
{
    public const int MostAtOnce = 256;
    public const int MostFeeds = 1024;

    public static void UseTurns(this WebApplication app)
    {
        var working = new Counts();
        var listening = new Counts();
        app.Use(async (context, next) =>
        {
            if (context.PersonOrNull is not { } person)
            {
                await next(context);
                return;
            }

            var feed = context.Request.Path.StartsWithSegments("/api/v1/feed");
            var counts = feed ? listening : working;
            if (!counts.TryBegin(person.Id, feed ? MostFeeds : MostAtOnce))
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "1";
                return;
            }

            try
            {
                await next(context);
            }
            finally
            {
                counts.End(person.Id);
            }
        });
    }

    sealed class Counts
    {
        readonly ConcurrentDictionary<PersonId, int> now = new();

        public bool TryBegin(PersonId person, int most)
        {
            if (now.AddOrUpdate(person, 1, (_, count) => count + 1) <= most)
            {
                return true;
            }

            End(person);
            return false;
        }

        public void End(PersonId person) => now.AddOrUpdate(person, 0, (_, count) => count - 1);
    }
}
