using System.Net;
using System.Net.Sockets;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// Connects to a name only at addresses that may be called. A name is looked up once for each connection, and it is the very addresses looked at that are
/// connected to: a name that means another machine the next moment gains nothing. Thread-safe.
/// </summary>
/// <param name="resolve">Looks a name up; the system's own outside of tests.</param>
public sealed class Dialing(WebPushLimits limits, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Addresses of one name that are tried.</summary>
    const int MostAddresses = 8;

    public Dialing(WebPushLimits limits)
        : this(limits, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="NotAllowedException">None of its addresses may be called.</exception>
    /// <exception cref="SocketException">The name is unknown, or nobody answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext wanted, CancellationToken cancel)
    {
        var plain = wanted.InitialRequestMessage.RequestUri?.Scheme != Uri.UriSchemeHttps;
        var found = await resolve(wanted.DnsEndPoint.Host, cancel);
        var allowed = found.Where(address => plain ? limits.PlainLoopback && IPAddress.IsLoopback(address) : limits.PrivateAddresses || OpenAddress.Is(address)).Take(MostAddresses).ToArray();
        if (allowed.Length == 0)
        {
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new NotAllowedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, wanted.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A name leads to no address that may be called.</summary>
    public sealed class NotAllowedException() : IOException("The name leads to no address that may be called.");
}
