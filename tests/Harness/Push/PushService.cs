using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Harness.Push;

/// <summary>
/// A push service on a port of its own: it makes subscriptions, checks what a site sends as strictly as the real ones, reads it as the device would, and can be
/// told to answer otherwise. It speaks plain http on this machine.
/// </summary>
public sealed class PushService : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, PushSubscription> subscriptions = new();
    readonly ConcurrentQueue<ReceivedPush> messages = new();
    readonly ConcurrentQueue<string> refusals = new();
    readonly TimeProvider clock;
    readonly WebApplication app;
    Func<HttpContext, Task>? answer;
    byte[]? garbage;
    int requests;
    int left;

    PushService(TimeProvider clock)
    {
        this.clock = clock;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection => garbage is { } bytes ? SpeakAsync(connection, bytes) : next(connection))));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40000</c>.</summary>
    public string Origin => app.Urls.Single();

    /// <summary>What it has taken, in order.</summary>
    public IReadOnlyList<ReceivedPush> Messages => [.. messages];

    /// <summary>Why it refused what it refused, in order.</summary>
    public IReadOnlyList<string> Refusals => [.. refusals];

    /// <summary>Requests that have reached it.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Requests whose sender left before the answer was whole.</summary>
    public int Left => Volatile.Read(ref left);

    /// <summary>Starts one.</summary>
    /// <param name="clock">By which a site's signed word is judged; the system's by default.</param>
    public static async Task<PushService> StartAsync(TimeProvider? clock = null)
    {
        var service = new PushService(clock ?? TimeProvider.System);
        await service.app.StartAsync();
        return service;
    }

    /// <summary>Makes a subscription, as a browser does.</summary>
    /// <param name="applicationServerKey">The site's public key; messages of other sites are refused then.</param>
    public PushSubscription Subscribe(string? applicationServerKey = null)
    {
        var path = "/push/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return subscriptions[path] = PushSubscription.New(new Uri(Origin + path), applicationServerKey);
    }

    /// <summary>Forgets a subscription, as a device does that was reset: it answers 410 from now on.</summary>
    public void Forget(PushSubscription subscription) => subscriptions.TryRemove(subscription.Endpoint.AbsolutePath, out _);

    /// <summary>Takes messages again.</summary>
    public void Work() => (answer, garbage) = (null, null);

    /// <summary>Answers every request with <paramref name="status"/> and keeps nothing.</summary>
    public void Answer(int status, string? retryAfter = null, string? location = null) => answer = context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        if (location is not null) context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    /// <summary>Never answers, until the sender leaves.</summary>
    public void Hang() => answer = context => LeavesAsync(context, () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

    /// <summary>Answers <paramref name="status"/> with a body that has no end, until the sender leaves.</summary>
    public void NeverEnd(int status) => answer = context => LeavesAsync(context, async () =>
    {
        context.Response.StatusCode = status;
        while (true)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            await context.Response.Body.WriteAsync(new byte[16 * 1024], context.RequestAborted);
        }
    });

    /// <summary>Answers every new connection with these bytes instead of HTTP, and hangs up.</summary>
    public void Speak(string text) => garbage = Encoding.ASCII.GetBytes(text);

    /// <summary>Waits until it has taken <paramref name="count"/> messages in all, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedPush>> TakenAsync(int count)
    {
        await Wait.UntilAsync($"{count} messages arrive", () => Task.FromResult(messages.Count >= count));
        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var subscription in subscriptions.Values) subscription.Dispose();
    }

    async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (answer is { } told)
        {
            await told(context);
            return;
        }

        var (status, wrong) = Take(context.Request, body.ToArray());
        if (wrong is not null) refusals.Enqueue(wrong);
        context.Response.StatusCode = status;
    }

    (int Status, string? Wrong) Take(HttpRequest request, byte[] body)
    {
        if (!subscriptions.TryGetValue(request.Path, out var subscription)) return (410, "subscription");
        var (contact, wrong) = VapidCheck.Look(request.Headers.Authorization, Origin, subscription.MadeFor, clock.GetUtcNow());
        if (contact is null) return (403, wrong);
        if (body.Length > 4096) return (413, "length");
        if (request.Method != "POST" || request.Headers.ContentEncoding != "aes128gcm") return (400, "encoding");
        if (!uint.TryParse(request.Headers["TTL"], NumberStyles.None, CultureInfo.InvariantCulture, out _)) return (400, "TTL");
        if (request.Headers["Topic"].ToString() is var topic && (topic.Length > 32 || !topic.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))) return (400, "topic");
        try
        {
            var text = Encoding.UTF8.GetString(subscription.Open(body));
            messages.Enqueue(new ReceivedPush(subscription.Endpoint, text, body.Length, contact, request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            return (201, null);
        }
        catch (CryptographicException unread)
        {
            return (400, unread.Message);
        }
    }

    async Task LeavesAsync(HttpContext context, Func<Task> until)
    {
        try
        {
            await until();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Interlocked.Increment(ref left);
        }
    }

    static async Task SpeakAsync(ConnectionContext connection, byte[] bytes)
    {
        await connection.Transport.Input.ReadAsync();
        await connection.Transport.Output.WriteAsync(bytes);
    }
}
