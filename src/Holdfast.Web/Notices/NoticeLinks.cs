using System.Buffers.Text;
using System.Security.Cryptography;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Notices;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Notices;

/// <summary>The link of a notice: it names the notice and proves that it was made for its person. Nobody can make one without the house's key. Thread-safe.</summary>
public sealed class NoticeLinks(Keyring keys, HostSettings settings)
{
    const int IdLength = 16;
    const int ProofLength = 32;

    /// <summary>Characters of a token: base64url of 48 bytes.</summary>
    public const int Length = 64;
    readonly byte[] key = keys.HouseKey("notice-link");
    readonly Uri home = new(settings.PublicUrl ?? settings.Urls[0]);

    /// <summary>An address of this server, as people's browsers reach it.</summary>
    public Uri At(string path) => new(home, path);

    /// <summary>The page of a notice. <paramref name="method"/> stands behind a #: it never goes over the line, and the phone's own script tells by it which it is.</summary>
    public Uri To(Notice notice, MethodId? method = null) => At($"/notices/{Token(notice)}{(method is { } one ? "#" + one : "")}");

    public string Token(Notice notice) => Base64Url.EncodeToString([.. notice.Id.ToBytes(), .. Proof(notice.Id, notice.Person)]);

    /// <summary>The notice that a token names; false for what can't be one.</summary>
    public static bool TryRead(string? token, out NoticeId id)
    {
        Span<byte> bytes = stackalloc byte[IdLength + ProofLength];
        var read = token is { Length: Length } && Base64Url.TryDecodeFromChars(token, bytes, out var count) && count == bytes.Length;
        id = read ? NoticeId.FromBytes(bytes[..IdLength]) : default;
        return read;
    }

    /// <summary>Whether a token was made for this notice and its person.</summary>
    public bool Matches(string token, Notice notice) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(token), System.Text.Encoding.ASCII.GetBytes(Token(notice)));

    byte[] Proof(NoticeId id, PersonId person) => HMACSHA256.HashData(key, "notice-link"u8.ToArray().Concat(id.ToBytes()).Concat(person.ToBytes()).ToArray());
}
