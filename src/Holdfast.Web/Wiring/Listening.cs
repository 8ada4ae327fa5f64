using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Holdfast.Web.Wiring;

/// <summary>Where and how the server listens: checked before anything else starts.</summary>
static class Listening
{
    /// <summary>Bytes of a request's body, unless a door says otherwise.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <exception cref="StartRefusedException">An address can't be read, or would send passwords and reports over the network in the clear.</exception>
    public static void Check(HostSettings settings)
    {
        foreach (var url in settings.Urls)
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException odd)
            {
                throw new StartRefusedException($"The address {url} can't be read. It looks like {HostSettings.DefaultUrl} or https://0.0.0.0:443.", odd);
            }

            var secure = address.Scheme == "https";
            if (!secure && address.Scheme != "http")
            {
                throw new StartRefusedException($"The address {url} is neither http nor https.");
            }

            if (settings.Sample && !IsLoopback(address))
            {
                throw new StartRefusedException($"The sample desk prints its passwords, so it listens on this machine only: {url} is refused. Use {HostSettings.DefaultUrl}.");
            }

            if (!secure && !settings.BehindProxy && !IsLoopback(address))
            {
                throw new StartRefusedException(
                    $"Plain http at {url} would send passwords and reports over the network unprotected, so it is refused. " +
                    "Use https with --certificate FILE, listen on 127.0.0.1, or say --behind-proxy if a proxy in front ends TLS.");
            }

            if (secure && settings.Certificate is null)
            {
                throw new StartRefusedException($"The address {url} needs a certificate: say --certificate FILE (PEM or PFX), and --certificate-key FILE when the key is apart.");
            }
        }
    }

    public static void Configure(KestrelServerOptions kestrel, HostSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 50_000;
        if (settings.Certificate is not null)
        {
            var certificate = Certificate(settings);
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
        }
    }

    /// <summary>
    /// What is written goes to the socket on the thread that wrote it, and a request runs on the pool's thread that its bytes came by: fewer
    /// switches of threads, and no buffer for each of thousands of feeds that waits for its turn while an alert goes out. Nothing here runs on the
    /// thread that watches the sockets: the runtime hands each event to the pool, unless it is told otherwise in its environment.
    /// </summary>
    public static void Configure(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;

    static X509Certificate2 Certificate(HostSettings settings)
    {
        var path = settings.Certificate!;
        try
        {
            if (!File.Exists(path))
            {
                throw new StartRefusedException($"The certificate file {path} is not there.");
            }

            return X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx
                ? X509CertificateLoader.LoadPkcs12FromFile(path, null)
                : X509Certificate2.CreateFromPemFile(path, settings.CertificateKey ?? path);
        }
        catch (Exception odd) when (odd is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The certificate in {path} can't be used: {odd.Message} It must hold the certificate and its private key without a password; a PEM key of its own is named with --certificate-key.", odd);
        }
    }

    static bool IsLoopback(BindingAddress address) =>
        address.IsUnixPipe || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
