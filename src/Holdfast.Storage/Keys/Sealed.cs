using System.Security.Cryptography;

namespace Holdfast.Storage.Keys;

/// <summary>AES-256-GCM with a random 12-byte nonce in front and the 16-byte tag behind. Pure, but for the nonce.</summary>
static class Sealed
{
    const int NonceSize = 12;
    const int TagSize = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated)
    {
        var result = new byte[NonceSize + plaintext.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, result.AsSpan(NonceSize, plaintext.Length), result.AsSpan(NonceSize + plaintext.Length), associated);
        return result;
    }

    /// <exception cref="CryptographicException">Altered, another key, or another place than it was sealed for.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated)
    {
        if (box.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("Too short to be sealed.");
        }

        var plaintext = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plaintext, associated);
        return plaintext;
    }
}
