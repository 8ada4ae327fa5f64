using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// The key by which a push service knows the site (VAPID, RFC 8292): a pair on P-256. Subscriptions are made for its public half and are worth nothing under
/// another. Thread-safe.
/// </summary>
public sealed class VapidKey
{
    /// <summary>Bytes of a public key as an uncompressed point.</summary>
    internal const int PointBytes = 65;

    const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>How long a signed word for one push service is good. RFC 8292 allows a day; half of it forgives clocks that differ.</summary>
    static readonly TimeSpan Good = TimeSpan.FromHours(12);
    static readonly byte[] TokenHead = """{"typ":"JWT","alg":"ES256"}"""u8.ToArray();
    readonly ECParameters pair;

    VapidKey(ECParameters pair)
    {
        this.pair = pair;
        PublicKey = Base64Url.EncodeToString(Point(pair.Q));
    }

    /// <summary>The public half, an uncompressed point in base64url: the browser's <c>applicationServerKey</c>.</summary>
    public string PublicKey { get; }

    /// <summary>A new one.</summary>
    public static VapidKey Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new VapidKey(key.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Reads what <see cref="Export"/> wrote; false for anything else.</summary>
    public static bool TryImport(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out VapidKey? key)
    {
        key = null;
        try
        {
            using var read = ECDsa.Create();
            read.ImportPkcs8PrivateKey(bytes, out var length);
            var found = read.ExportParameters(includePrivateParameters: true);
            if (length == bytes.Length && found.Curve.Oid.Value == Curve)
            {
                key = new VapidKey(found);
            }
        }
        catch (CryptographicException)
        {
            // Not a key, which the answer says.
        }

        return key is not null;
    }

    /// <summary>The whole pair as PKCS#8, some 140 bytes. It is a secret: keep it sealed.</summary>
    public byte[] Export()
    {
        using var key = ECDsa.Create(pair);
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>The value of the header <c>Authorization</c> for the push service at <paramref name="endpoint"/>.</summary>
    internal string Authorization(Uri endpoint, string contact, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { aud = Origin(endpoint), exp = (now + Good).ToUnixTimeSeconds(), sub = contact });
        var signed = Base64Url.EncodeToString(TokenHead) + '.' + Base64Url.EncodeToString(claims);
        using var key = ECDsa.Create(pair);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    /// <summary>A point as 65 bytes, uncompressed.</summary>
    internal static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];

    static string Origin(Uri endpoint)
    {
        var host = endpoint.HostNameType == UriHostNameType.IPv6 ? endpoint.Host : endpoint.IdnHost;
        return endpoint.IsDefaultPort ? $"{endpoint.Scheme}://{host}" : FormattableString.Invariant($"{endpoint.Scheme}://{host}:{endpoint.Port}");
    }
}
