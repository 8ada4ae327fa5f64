using Holdfast.Harness;

namespace Holdfast.Tests.People;

/// <summary>A live feed, read to its end.</summary>
static class Feeds
{
    /// <summary>Reads until the server ends the feed or breaks it off.</summary>
    /// <exception cref="OperationCanceledException">It goes on.</exception>
    public static async Task EndsAsync(Stream feed)
    {
        using var late = new CancellationTokenSource(Wait.Patience);
        var buffer = new byte[4096];
        try
        {
            while (await feed.ReadAsync(buffer, late.Token) > 0)
            {
                // What was on its way.
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            // Broken off by the server.
        }
    }
}
