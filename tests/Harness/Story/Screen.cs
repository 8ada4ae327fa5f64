using Holdfast.Harness.Http;

namespace Holdfast.Harness.Story;

/// <summary>An open desk that listens to the live feed, as the browser's script does. Thread-safe.</summary>
public sealed class Screen : IAsyncDisposable
{
    readonly Api api;
    readonly string? after;
    readonly CancellationTokenSource end = new();
    readonly List<FeedEvent> events = [];
    readonly Task listening;

    internal Screen(Api api, string? after = null)
    {
        this.api = api;
        this.after = after;
        listening = ListenAsync();
    }

    /// <summary>Everything that came so far, in order.</summary>
    public IReadOnlyList<FeedEvent> Events
    {
        get { lock (events) return [.. events]; }
    }

    /// <summary>Waits until it rings for the incident.</summary>
    public Task RingsForAsync(Report report) => LastAsync(report, "rings", one => one.Data.GetProperty("ringing").GetBoolean());

    /// <summary>Waits until the latest that came of the incident does not ring.</summary>
    public Task IsQuietForAsync(Report report) => LastAsync(report, "is quiet", one => !one.Data.GetProperty("ringing").GetBoolean());

    /// <summary>Waits until the incident's latest row is as expected.</summary>
    public Task ShowsAsync(Report report, string what, Func<FeedEvent, bool> expected) => LastAsync(report, what, expected);

    /// <summary>Acknowledges, as with the key on the desk.</summary>
    public async Task<Reply> AcknowledgesAsync(Report report) => (await api.AcknowledgeAsync(report.Id)).Ok();

    /// <summary>Waits until the screen is told that it may no longer know of the incident.</summary>
    public Task ForgetsAsync(Report report) => Wait.UntilAsync($"the desk forgets {report.Number}", () =>
        Task.FromResult(Events.Any(one => one.Name == "gone" && one.Data.GetProperty("id").ValueEquals(report.Id.ToString()))));

    /// <summary>Waits for the server to end the feed.</summary>
    public Task EndsAsync() => listening;

    /// <summary>Has it ever been told of the incident?</summary>
    public bool HeardOf(Report report) => Events.Any(one => IsOf(one, report));

    public async ValueTask DisposeAsync()
    {
        if (end.IsCancellationRequested) return;
        await end.CancelAsync();
        await listening;
    }

    internal Task IsOpenAsync() => Wait.UntilAsync("the feed says hello", () => Task.FromResult(Events.Any(one => one.Name == "hello")));

    static bool IsOf(FeedEvent one, Report report) => one.Name == "incident" && one.Data.GetProperty("id").ValueEquals(report.Id.ToString());

    Task LastAsync(Report report, string what, Func<FeedEvent, bool> expected) => Wait.UntilAsync($"the desk {what} for {report.Number}", async () =>
    {
        if (listening.IsFaulted) await listening;
        return Events.LastOrDefault(one => IsOf(one, report)) is { } last && expected(last);
    });

    async Task ListenAsync()
    {
        try
        {
            await foreach (var one in api.FeedAsync(after, end.Token))
            {
                lock (events) events.Add(one);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or HttpRequestException && events.Count > 0)
        {
            // The story is over, or the server ended the feed.
        }
    }
}
