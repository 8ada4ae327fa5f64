using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Storage.Keys;

/// <summary>
/// One pair on P-256 for sealed words. A seal is AES-256-GCM under HKDF-SHA-256 of the secret that an ephemeral pair of the page and this one share; the
/// ephemeral public key is bound by the derivation, the key's id by the associated data. Immutable, thread-safe.
/// </summary>
public sealed class SealKey
{
    /// <summary>Bytes of a public key as an uncompressed point.</summary>
    public const int PointSize = 65;

    /// <summary>Bytes of a seal's nonce.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes at the end of a box that authenticate it.</summary>
    public const int TagSize = 16;

    const string Use = "holdfast-seal-1";
    readonly ECParameters pair;
    readonly byte[] associated;

    /// <param name="pkcs8">The private key as PKCS #8.</param>
    /// <exception cref="CryptographicException">It is no key on P-256.</exception>
    public SealKey(ReadOnlySpan<byte> pkcs8)
    {
        using var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        pair = key.KeySize == 256 ? key.ExportParameters(includePrivateParameters: true) : throw new CryptographicException("Not a key on P-256.");
        var point = (byte[])[4, .. pair.Q.X!, .. pair.Q.Y!];
        PublicPoint = point;
        Id = Base64Url.EncodeToString(SHA256.HashData(point).AsSpan(0, 9));
        associated = Encoding.UTF8.GetBytes($"{Use}|{Id}");
    }

    /// <summary>Names the key: 12 characters that follow from its public half.</summary>
    public string Id { get; }

    /// <summary>The public half, which pages are given: 65 bytes, uncompressed.</summary>
    public ReadOnlyMemory<byte> PublicPoint { get; }

    /// <summary>The key of all boxes that were sealed with one ephemeral pair: 32 bytes. Null when that isn't the public key of one.</summary>
    public byte[]? Agree(ReadOnlySpan<byte> ephemeral)
    {
        if (ephemeral.Length != PointSize || ephemeral[0] != 4)
        {
            return null;
        }

        try
        {
            using var own = ECDiffieHellman.Create(pair);
            using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = ephemeral[1..33].ToArray(), Y = ephemeral[33..].ToArray() } });
            using var theirPublic = theirs.PublicKey;
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirPublic), 32, salt: [], info: [.. Encoding.UTF8.GetBytes(Use), .. ephemeral]);
        }
        catch (CryptographicException)
        {
            // No point of the curve.
            return null;
        }
    }

    /// <summary>What is in a box; null when it was altered, or sealed for another key.</summary>
    /// <param name="agreed">Of <see cref="Agree"/>.</param>
    public byte[]? Open(ReadOnlySpan<byte> agreed, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> box)
    {
        if (nonce.Length != NonceSize || box.Length < TagSize)
        {
            return null;
        }

        var plaintext = new byte[box.Length - TagSize];
        using var aes = new AesGcm(agreed, TagSize);
        try
        {
            aes.Decrypt(nonce, box[..^TagSize], box[^TagSize..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
