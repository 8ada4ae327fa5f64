using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Holdfast.Web.Wiring;

/// <summary>Forwarded headers: believed from this machine and the named networks alone, and only behind a proxy.</summary>
static class Proxies
{
    public static void UseProxies(this WebApplication app, HostSettings settings)
    {
        if (!settings.BehindProxy)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        foreach (var network in settings.TrustedProxies)
        {
            options.KnownIPNetworks.Add(Network(network));
        }

        app.UseForwardedHeaders(options);
    }

    /// <exception cref="StartRefusedException">Not a network.</exception>
    public static System.Net.IPNetwork Network(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var one) ? new System.Net.IPNetwork(one, one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
        : throw new StartRefusedException($"--trust-proxy takes a network such as 10.0.0.0/8, not {text}.");
}
