using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Holdfast.Integrations.Notices;

/// <summary>
/// A push message encrypted for one subscription (RFC 8291): the content coding aes128gcm (RFC 8188) with a single record. The push service that carries it
/// can't read it, and learns its length in steps only.
/// </summary>
public static class PushBody
{
    /// <summary>Bytes that every push service takes, all told (RFC 8030, 7.2).</summary>
    public const int Largest = 4096;

    /// <summary>Bytes of plaintext that fit.</summary>
    public const int LargestText = Largest - HeadBytes - TagBytes - 1;

    /// <summary>Bytes of a salt.</summary>
    public const int SaltBytes = 16;

    /// <summary>Bytes of a subscription's secret.</summary>
    public const int SecretBytes = 16;

    const int HeadBytes = SaltBytes + 4 + 1 + VapidKey.PointBytes;
    const int TagBytes = 16;

    /// <summary>The length of what is encrypted is a multiple of this, or all that fits.</summary>
    const int Step = 512;

    /// <summary>Encrypts <paramref name="text"/>, at most <see cref="LargestText"/> bytes, under a new key and salt.</summary>
    /// <param name="publicKey">The subscription's key, 65 bytes.</param>
    /// <param name="secret">The subscription's secret, 16 bytes.</param>
    /// <exception cref="CryptographicException">The key is no point of P-256, or key or secret have a wrong length.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var padded = Math.Min((text.Length + Step) / Step * Step, LargestText + 1);
        return Encrypt(text, publicKey, secret, own, RandomNumberGenerator.GetBytes(SaltBytes), padded);
    }

    /// <summary>The same with a given key and salt. Neither may be used twice.</summary>
    /// <param name="own">A pair for this message alone.</param>
    /// <param name="padded">The length of the text with its end mark and what fills it up.</param>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret, ECDiffieHellman own, ReadOnlySpan<byte> salt, int padded)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padded, LargestText + 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(padded, text.Length);
        var ownPoint = VapidKey.Point(own.ExportParameters(includePrivateParameters: false).Q);
        var (key, nonce) = Keys(Shared(own, publicKey, secret, ownPoint), salt);

        var body = new byte[HeadBytes + padded + TagBytes];
        salt.CopyTo(body);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(SaltBytes), Largest);
        body[SaltBytes + 4] = VapidKey.PointBytes;
        ownPoint.CopyTo(body, SaltBytes + 5);

        var plain = new byte[padded];
        text.CopyTo(plain);
        plain[text.Length] = 2;
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, body.AsSpan(HeadBytes, padded), body.AsSpan(HeadBytes + padded));
        return body;
    }

    /// <summary>RFC 8291, 3.4: what both ends know, and nobody without the subscription's secret.</summary>
    static byte[] Shared(ECDiffieHellman own, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret, byte[] ownPoint)
    {
        if (publicKey.Length != VapidKey.PointBytes || publicKey[0] != 4 || secret.Length != SecretBytes)
        {
            throw new CryptographicException("Not the keys of a push subscription.");
        }

        using var theirs = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[1..33].ToArray(), Y = publicKey[33..].ToArray() },
        });
        using var theirPublic = theirs.PublicKey;
        byte[] use = [.. "WebPush: info\0"u8, .. publicKey, .. ownPoint];
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirPublic), 32, secret.ToArray(), use);
    }

    /// <summary>RFC 8188, 2.2 and 2.3, for the first record.</summary>
    static (byte[] Key, byte[] Nonce) Keys(byte[] shared, ReadOnlySpan<byte> salt)
    {
        var seed = HKDF.Extract(HashAlgorithmName.SHA256, shared, salt.ToArray());
        return (HKDF.Expand(HashAlgorithmName.SHA256, seed, 16, "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.Expand(HashAlgorithmName.SHA256, seed, 12, "Content-Encoding: nonce\0"u8.ToArray()));
    }
}
