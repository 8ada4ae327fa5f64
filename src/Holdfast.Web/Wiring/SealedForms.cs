using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Holdfast.Web.Wiring;

/// <summary>
/// Data protection for forms' tokens, the same on every node and over restarts, so that a page that was open for a day still posts. Each message has
/// a key of its own, derived from the pages' key with a random salt, hence a fixed nonce is sound. Thread-safe.
/// </summary>
sealed class SealedForms(byte[] pagesKey, string purpose) : IDataProtectionProvider, IDataProtector
{
    const int SaltLength = 32;
    const int TagLength = 16;
    static readonly byte[] Nonce = new byte[12];

    public IDataProtector CreateProtector(string inner) => new SealedForms(pagesKey, purpose + "\n" + inner);

    public byte[] Protect(byte[] plaintext)
    {
        var answer = new byte[SaltLength + TagLength + plaintext.Length];
        var salt = answer.AsSpan(0, SaltLength);
        RandomNumberGenerator.Fill(salt);
        using var gcm = Cipher(salt);
        gcm.Encrypt(Nonce, plaintext, answer.AsSpan(SaltLength + TagLength), answer.AsSpan(SaltLength, TagLength));
        return answer;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < SaltLength + TagLength)
        {
            throw new CryptographicException("Too short.");
        }

        var plaintext = new byte[protectedData.Length - SaltLength - TagLength];
        using var gcm = Cipher(protectedData.AsSpan(0, SaltLength));
        gcm.Decrypt(Nonce, protectedData.AsSpan(SaltLength + TagLength), protectedData.AsSpan(SaltLength, TagLength), plaintext);
        return plaintext;
    }

    AesGcm Cipher(ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, pagesKey, key, salt, Encoding.UTF8.GetBytes(purpose));
        return new AesGcm(key, TagLength);
    }
}
