using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Harness.Push;

/// <summary>Looks at a site's signed word (RFC 8292) as strictly as the strictest push service.</summary>
static class VapidCheck
{
    /// <summary>The contact it names, or what is wrong with it.</summary>
    public static (string? Contact, string? Wrong) Look(string? authorization, string origin, string? madeFor, DateTimeOffset now)
    {
        if (authorization?.StartsWith("vapid t=", StringComparison.Ordinal) != true || authorization[8..].Split(", k=") is not [var token, var site]) return (null, "form");
        if (token.Split('.') is not [var head, var claims, var signature]) return (null, "token");
        if (madeFor is not null && madeFor != site) return (null, "made for another site");
        var point = Base64Url.DecodeFromChars(site);
        if (point.Length != 65 || point[0] != 4) return (null, "key");

        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        var signed = Encoding.ASCII.GetBytes($"{head}.{claims}");
        if (!key.VerifyData(signed, Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) return (null, "signature");

        using var headJson = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
        if (headJson.RootElement.GetProperty("alg").GetString() != "ES256") return (null, "alg");
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        if (json.RootElement.GetProperty("aud").GetString() != origin) return (null, "aud");
        var ends = DateTimeOffset.FromUnixTimeSeconds(json.RootElement.GetProperty("exp").GetInt64());
        if (ends <= now || ends > now.AddHours(24)) return (null, "exp");
        var contact = json.RootElement.GetProperty("sub").GetString();
        return contact?.StartsWith("mailto:", StringComparison.Ordinal) == true || contact?.StartsWith("https://", StringComparison.Ordinal) == true ? (contact, null) : (null, "sub");
    }
}
