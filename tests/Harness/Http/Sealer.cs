using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Ledger;

namespace Holdfast.Harness.Http;

/// <summary>Seals words as a page does with what it was given while its author was signed in: one ephemeral pair for its whole life. Not thread-safe.</summary>
public sealed class Sealer : IDisposable
{
    readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] epk;
    readonly byte[] secret;

    /// <param name="offer">As <c>data-seal</c> and <c>GET /api/v1/seal</c> give it.</param>
    public Sealer(JsonElement offer)
    {
        Key = offer.GetProperty("key").GetString()!;
        Ticket = offer.GetProperty("ticket").GetString()!;
        var point = Base64Url.DecodeFromChars(offer.GetProperty("public").GetString());
        var mine = own.ExportParameters(includePrivateParameters: false).Q;
        epk = [4, .. mine.X!, .. mine.Y!];
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        using var theirPublic = theirs.PublicKey;
        secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirPublic), 32, [], [.. "holdfast-seal-1"u8, .. epk]);
    }

    public string Key { get; }

    public string Ticket { get; }

    /// <summary>Somebody who is signed in at the moment asks for what a page seals with.</summary>
    public static async Task<Sealer> OfAsync(Api person) => new((await person.GetAsync("/api/v1/seal")).Ok().Body);

    /// <summary>Brings seals, as a page or its worker does, whoever is signed in.</summary>
    /// <param name="now">By the machine's clock.</param>
    public static Task<Reply> BringAsync(Api anybody, DateTimeOffset now, params IReadOnlyList<object> seals) =>
        anybody.PostAsync("/api/v1/sealed", new { now = now.ToUnixTimeMilliseconds(), @sealed = seals });

    /// <param name="at">By the machine's clock.</param>
    public Dictionary<string, object> Start(IncidentId incident, DateTimeOffset at, string channel = "phone") => Op(incident, at, "start", new { channel });

    public Dictionary<string, object> Entry(IncidentId incident, DateTimeOffset at, SentEntry entry) =>
        Op(incident, at, "entry", new { id = entry.Id.ToString(), type = entry.Type, version = 1, body = entry.Body });

    public Dictionary<string, object> Draft(IncidentId incident, DateTimeOffset at, string field, EntryId entry, string text) =>
        Op(incident, at, "draft", new { field, entry = entry.ToString(), text });

    public Dictionary<string, object> Op(IncidentId incident, DateTimeOffset at, string op, object body) =>
        Seal(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["ticket"] = Ticket, ["incident"] = incident.ToString(), ["at"] = at.ToUnixTimeMilliseconds(), [op] = body }, SentEntry.Json));

    /// <summary>Any bytes, sealed.</summary>
    public Dictionary<string, object> Seal(ReadOnlySpan<byte> plaintext)
    {
        var iv = RandomNumberGenerator.GetBytes(12);
        var box = new byte[plaintext.Length + 16];
        using var aes = new AesGcm(secret, 16);
        aes.Encrypt(iv, plaintext, box.AsSpan(..^16), box.AsSpan(^16..), Encoding.UTF8.GetBytes("holdfast-seal-1|" + Key));
        return new() { ["key"] = Key, ["epk"] = Base64Url.EncodeToString(epk), ["iv"] = Base64Url.EncodeToString(iv), ["box"] = Base64Url.EncodeToString(box) };
    }

    public void Dispose() => own.Dispose();
}
