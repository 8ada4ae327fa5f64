using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Notices;

namespace Holdfast.Harness.Push;

/// <summary>What a browser keeps of a subscription: its key pair and its secret. It reads messages (RFC 8291) by code of its own, none of the product's.</summary>
public sealed class PushSubscription : IDisposable
{
    readonly ECDiffieHellman key;
    readonly byte[] point;
    readonly byte[] secret;

    PushSubscription(Uri endpoint, string? madeFor, ECDiffieHellman key, byte[] secret)
    {
        Endpoint = endpoint;
        MadeFor = madeFor;
        this.key = key;
        this.secret = secret;
        var q = key.ExportParameters(false).Q;
        point = [4, .. q.X!, .. q.Y!];
    }

    /// <summary>Where messages for it are sent.</summary>
    public Uri Endpoint { get; }

    /// <summary>The site's public key that it was made for; null takes messages of every site.</summary>
    public string? MadeFor { get; }

    /// <summary>It as the product keeps it.</summary>
    public MethodAddress.Push Address => new(Endpoint, point, secret);

    /// <summary>It as a page gets it from the browser: <c>PushSubscription.toJSON()</c>.</summary>
    public string Json => JsonSerializer.Serialize(new
    {
        endpoint = Endpoint.AbsoluteUri,
        expirationTime = (long?)null,
        keys = new { p256dh = Base64Url.EncodeToString(point), auth = Base64Url.EncodeToString(secret) },
    });

    /// <summary>A new one.</summary>
    public static PushSubscription New(Uri endpoint, string? madeFor = null) => new(endpoint, madeFor, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16));

    /// <summary>One with given keys.</summary>
    /// <param name="point">The public key, 65 bytes.</param>
    /// <param name="scalar">The private key, 32 bytes.</param>
    public static PushSubscription Of(Uri endpoint, byte[] point, byte[] scalar, byte[] secret) =>
        new(endpoint, null, ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar, Q = new ECPoint { X = point[1..33], Y = point[33..] } }), secret);

    /// <summary>Decrypts one message.</summary>
    /// <exception cref="CryptographicException">It is not for this subscription, or not of one record that ends as it should.</exception>
    public byte[] Open(byte[] body)
    {
        if (body.Length < 86 + 17 || body[20] != 65 || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)) < body.Length - 86) throw new CryptographicException("head");
        var salt = body[..16];
        var theirPoint = body[21..86];
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = theirPoint[1..33], Y = theirPoint[33..] } });

        var input = Next(Mac(secret, key.DeriveRawSecretAgreement(theirs.PublicKey)), [.. Encoding.ASCII.GetBytes("WebPush: info"), 0, .. point, .. theirPoint]);
        var seed = Mac(salt, input);
        var content = Next(seed, [.. Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm"), 0])[..16];
        var nonce = Next(seed, [.. Encoding.ASCII.GetBytes("Content-Encoding: nonce"), 0])[..12];

        var plain = new byte[body.Length - 86 - 16];
        using var aes = new AesGcm(content, 16);
        aes.Decrypt(nonce, body[86..^16], body[^16..], plain);
        var end = Array.FindLastIndex(plain, one => one != 0);
        return end >= 0 && plain[end] == 2 ? plain[..end] : throw new CryptographicException("end");
    }

    public void Dispose() => key.Dispose();

    /// <summary>HKDF's first block (RFC 5869), which is all that is needed.</summary>
    static byte[] Next(byte[] seed, byte[] use) => Mac(seed, [.. use, 1]);

    static byte[] Mac(byte[] with, byte[] bytes) => HMACSHA256.HashData(with, bytes);
}
