using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Core.Notices;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// Hands messages to the push services of browsers (RFC 8030): encrypted for the device (<see cref="PushBody"/>), signed by the site (<see cref="VapidKey"/>),
/// bound in time, size and host (<see cref="WebPushLimits"/>). It follows no redirect and uses no proxy. Thread-safe.
/// </summary>
public sealed class WebPush : ICarrier, IDisposable
{
    /// <summary>The longest that RFC 8030's services keep a message.</summary>
    static readonly TimeSpan LongestLife = TimeSpan.FromDays(28);

    /// <summary>However long a service asks to be left alone.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    readonly VapidKey key;
    readonly string contact;
    readonly WebPushLimits limits;
    readonly TimeProvider clock;
    readonly HttpClient http;

    /// <param name="contact">Whom a push service may turn to, as <see cref="IsContact"/> says.</param>
    /// <exception cref="ArgumentException"><paramref name="contact"/> is not one.</exception>
    public WebPush(VapidKey key, string contact, TimeProvider clock, WebPushLimits? limits = null, Dialing? dialing = null)
    {
        if (!IsContact(contact))
        {
            throw new ArgumentException("A contact is a mailto: or https: address.", nameof(contact));
        }

        this.key = key;
        this.contact = contact;
        this.clock = clock;
        this.limits = limits ?? new WebPushLimits();
        http = new HttpClient(Handler(dialing ?? new Dialing(this.limits))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public MethodKind Kind => MethodKind.Push;

    /// <summary>Whether <paramref name="text"/> is what push services accept as a contact: <c>mailto:</c> with a mailbox, or an <c>https:</c> address.</summary>
    public static bool IsContact(string? text) =>
        text is { Length: > 0 and <= 320 } && Uri.TryCreate(text, UriKind.Absolute, out var read)
        && (read.Scheme == Uri.UriSchemeMailto ? Mailbox.TryParse(text["mailto:".Length..], out _) : read.Scheme == Uri.UriSchemeHttps);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not one for push.</exception>
    public async Task<Sending> SendAsync(MethodAddress address, Message message, CancellationToken cancel)
    {
        var to = address as MethodAddress.Push ?? throw new ArgumentException("Not an address for push.", nameof(address));
        if (!MayBeCalled(to.Endpoint))
        {
            return new Sending.Failed(SendFailure.NotAllowed, Final: true);
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(new { title = message.Title, text = message.Text, link = message.Link.AbsoluteUri, tag = message.Tag, urgent = message.Urgent });
        if (text.Length > PushBody.LargestText)
        {
            return new Sending.Failed(SendFailure.Refused, Final: true);
        }

        byte[] body;
        try
        {
            body = PushBody.Encrypt(text, to.PublicKey.Span, to.Secret.Span);
        }
        catch (CryptographicException)
        {
            return new Sending.Failed(SendFailure.NotAllowed, Final: true);
        }

        using var request = Request(to.Endpoint, message, body);
        return await CallAsync(request, cancel);
    }

    public void Dispose() => http.Dispose();

    SocketsHttpHandler Handler(Dialing dialing) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = limits.LargestAnswer,
        MaxResponseDrainSize = limits.LargestAnswer * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        MaxConnectionsPerServer = limits.Connections,
        ConnectTimeout = limits.Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        ConnectCallback = dialing.ConnectAsync,
    };

    bool MayBeCalled(Uri endpoint) =>
        endpoint.IsAbsoluteUri && endpoint.OriginalString.Length <= limits.LongestAddress && endpoint.UserInfo.Length == 0
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && limits.PlainLoopback));

    HttpRequestMessage Request(Uri endpoint, Message message, byte[] body)
    {
        var life = Math.Clamp((long)Math.Ceiling(message.Life.TotalSeconds), 0, (long)LongestLife.TotalSeconds);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorization(endpoint, contact, clock.GetUtcNow()));
        request.Headers.Add("TTL", life.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", message.Urgent ? "high" : "normal");
        request.Headers.Add("Topic", Tag.Of(message));
        return request;
    }

    async Task<Sending> CallAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(limits.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Meaning(answer);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Sending.Failed(SendFailure.TimedOut, Final: false);
        }
        catch (HttpRequestException refused) when (refused.InnerException is Dialing.NotAllowedException)
        {
            return new Sending.Failed(SendFailure.NotAllowed, Final: true);
        }
        catch (HttpRequestException failed)
        {
            return new Sending.Failed(Cause(failed.HttpRequestError), Final: false);
        }
    }

    Sending Meaning(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        200 or 201 or 202 => new Sending.Sent(),
        404 or 410 => new Sending.Failed(SendFailure.Gone, Final: true),
        400 or 401 or 403 or 413 => new Sending.Failed(SendFailure.Refused, Final: true),
        429 or (>= 500 and < 600) => new Sending.Failed(SendFailure.Busy, Final: false, Pause(answer.Headers.RetryAfter)),
        _ => new Sending.Failed(SendFailure.BadAnswer, Final: false),
    };

    TimeSpan? Pause(RetryConditionHeaderValue? asked)
    {
        var pause = asked?.Delta ?? (asked?.Date - clock.GetUtcNow());
        return pause is { } some ? TimeSpan.FromTicks(Math.Clamp(some.Ticks, 0, LongestPause.Ticks)) : null;
    }

    static SendFailure Cause(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError => SendFailure.Unreachable,
        HttpRequestError.ProxyTunnelError or HttpRequestError.Unknown => SendFailure.Unreachable,
        HttpRequestError.HttpProtocolError or HttpRequestError.ExtendedConnectNotSupported or HttpRequestError.VersionNegotiationError => SendFailure.BadAnswer,
        HttpRequestError.UserAuthenticationError or HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded => SendFailure.BadAnswer,
        HttpRequestError.ConfigurationLimitExceeded => SendFailure.BadAnswer,
    };
}
