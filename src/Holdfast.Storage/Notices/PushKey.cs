using System.Security.Cryptography;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Notices;

/// <summary>The house's key for Web Push (VAPID, RFC 8292): P-256, made once, kept sealed under the master key. Immutable, thread-safe.</summary>
public sealed class PushKey
{
    const string Name = "push-key";
    const string Purpose = "holdfast/push-key/1";

    PushKey(byte[] pkcs8)
    {
        Pkcs8 = pkcs8;
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        Scalar = parameters.D!;
        PublicPoint = new byte[] { 4 }.Concat(parameters.Q.X!).Concat(parameters.Q.Y!).ToArray();
    }

    /// <summary>The private key as PKCS #8.</summary>
    public ReadOnlyMemory<byte> Pkcs8 { get; }

    /// <summary>The private key as its 32-byte number.</summary>
    public ReadOnlyMemory<byte> Scalar { get; }

    /// <summary>The public key, which browsers are given: 65 bytes, uncompressed.</summary>
    public ReadOnlyMemory<byte> PublicPoint { get; }

    /// <summary>The key of this database; the first node to ask makes it.</summary>
    /// <exception cref="CryptographicException">It was sealed under another master key.</exception>
    public static async Task<PushKey> OpenAsync(Database database, MasterKey master)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await database.ExecuteAsync(
            "INSERT INTO house (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", Name, Convert.ToBase64String(master.Seal(fresh.ExportPkcs8PrivateKey(), Purpose)));
        var kept = await database.QueryAsync("SELECT value FROM house WHERE name = $1", row => row.GetString(0), Name);
        return new PushKey(master.Open(Convert.FromBase64String(kept[0]), Purpose));
    }
}
