using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Storage.Keys;

/// <summary>The 32-byte key that wraps every other. It lives outside the database; the database knows its fingerprint. Immutable, thread-safe.</summary>
public sealed class MasterKey
{
    public const int Size = 32;
    readonly byte[] key;

    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
        {
            throw new ArgumentException($"A master key has {Size} bytes.", nameof(key));
        }

        this.key = key.ToArray();
        Fingerprint = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, this.key, 16, info: "holdfast/fingerprint/1"u8.ToArray()));
    }

    /// <summary>A new random key.</summary>
    public static MasterKey New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>32 hexadecimal digits that name the key and tell nothing of it.</summary>
    public string Fingerprint { get; }

    /// <summary>The key as text (base64), for the file or the variable that holds it.</summary>
    public string Export() => Convert.ToBase64String(key);

    /// <summary>Reads <see cref="Export"/>; false for anything that isn't 32 bytes of base64.</summary>
    public static bool TryImport(string text, out MasterKey? master)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        master = Convert.TryFromBase64String(text.Trim(), bytes, out var count) && count == Size ? new MasterKey(bytes[..Size]) : null;
        return master is not null;
    }

    /// <summary>Encrypts something small under this key for one purpose; <see cref="Open"/> needs the same purpose.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, string purpose) => Sealed.Seal(key, plaintext, Encoding.UTF8.GetBytes(purpose));

    /// <exception cref="CryptographicException">Altered, or sealed under another key or for another purpose.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, string purpose) => Sealed.Open(key, box, Encoding.UTF8.GetBytes(purpose));
}
