using System.Diagnostics.CodeAnalysis;
using System.Net;
using Holdfast.Core.Escalation;

namespace Holdfast.Integrations.Escalation;

/// <summary>
/// A beat is one GET to an address that the site has chosen: https, or http to this machine. No redirect is followed, nothing but the status is
/// looked at, and at most <see cref="MostRead"/> bytes of the answer are taken. Thread-safe.
/// </summary>
/// <param name="address">Its path may be a secret: it is never told.</param>
/// <param name="clock">By which patience is measured.</param>
public sealed class Heartbeat(Uri address, TimeProvider clock) : IHeartbeat, IDisposable
{
    /// <summary>Bytes of an answer that are read at most.</summary>
    public const int MostRead = 1024;

    /// <summary>How long a beat may take, from the name's address to the answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // Each beat has its own.
    };

    /// <summary>Reads an https address, or an http one of this machine; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <inheritdoc/>
    public async Task<BeatFailure?> BeatAsync(CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, both.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(both.Token);
            _ = await body.ReadAtLeastAsync(new byte[MostRead], MostRead, throwOnEndOfStream: false, both.Token);
            return answer.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices ? null : BeatFailure.Refused;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return BeatFailure.Silent;
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            return BeatFailure.Unreachable;
        }
    }

    public void Dispose() => http.Dispose();
}
