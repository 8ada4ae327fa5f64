using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;
using Holdfast.Web.People;
using Microsoft.AspNetCore.DataProtection;

namespace Holdfast.Web.Incidents;

/// <summary>What a page needs to seal its words: the key's id, its public half (base64url, 65 bytes) and the ticket of whoever is signed in.</summary>
public sealed record SealOffer(string Key, string Public, string Ticket);

/// <summary>What a ticket says: whoever sealed it with words was this person, with these roles, signed in when it was issued. It opens nothing.</summary>
public sealed record Ticket(PersonId Person, TeamId Team, ImmutableArray<Role> Roles, DateTimeOffset IssuedAt)
{
    /// <summary>How long words come in by it, whatever has become of session and account meanwhile.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromDays(30);

    /// <summary>How long a page may be offline: before it could ask for its ticket, and after its session ended.</summary>
    public static readonly TimeSpan Offline = TimeSpan.FromHours(12);

    public bool IsGood(DateTimeOffset now) => now - IssuedAt <= Good;

    /// <summary>Whether words typed at a time can be of this session: it ends at the latest when it wasn't used for as long as a session lives.</summary>
    public bool Covers(DateTimeOffset typedAt) => typedAt >= IssuedAt - Offline && typedAt <= IssuedAt + Sessions.SessionLife + Offline;

    /// <summary>The person as they were, whatever has become of the account.</summary>
    public Person Of(Person now) => now with { Disabled = false, Team = Team, Roles = Roles };
}

/// <summary>
/// Makes tickets and reads them. They are encrypted and authenticated under the key of the house's pages, hence good on every node and after a restart,
/// and nobody else can make one. Thread-safe.
/// </summary>
public sealed class Tickets(SealKeys keys, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Characters of a ticket at most.</summary>
    const int Longest = 512;

    const byte Version = 1;
    const int Length = 1 + 16 + 16 + 1 + 8;
    readonly IDataProtector protector = protection.CreateProtector("seal-ticket");

    /// <summary>For somebody who is signed in.</summary>
    public SealOffer Offer(Person person) => new(keys.Current.Id, Base64Url.EncodeToString(keys.Current.PublicPoint.Span), Make(person));

    /// <summary>The same as the page holds it.</summary>
    public string OfferJson(Person person) => JsonSerializer.Serialize(Offer(person), SealJson.Default.SealOffer);

    /// <summary>What a ticket says; null for anything that isn't one of this house.</summary>
    public Ticket? Read(string? text)
    {
        if (text is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var bytes = protector.Unprotect(Base64Url.DecodeFromChars(text));
            return bytes.Length != Length || bytes[0] != Version ? null : new Ticket(
                PersonId.FromBytes(bytes.AsSpan(1, 16)), TeamId.FromBytes(bytes.AsSpan(17, 16)),
                [.. Enum.GetValues<Role>().Where(role => (bytes[33] & Bit(role)) != 0)],
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(34))));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    string Make(Person person)
    {
        var bytes = new byte[Length];
        bytes[0] = Version;
        person.Id.ToBytes().CopyTo(bytes, 1);
        person.Team.ToBytes().CopyTo(bytes, 17);
        bytes[33] = (byte)person.Roles.Sum(role => Bit(role));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(34), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }

    /// <summary>A role's place in a ticket, for as long as one is good.</summary>
    static int Bit(Role role) => role switch
    {
        Role.Agent => 1,
        Role.Supervisor => 2,
        Role.Lead => 4,
        Role.CorporateSecurity => 8,
        Role.Administrator => 16,
        Role.Auditor => 32,
    };
}

/// <summary>What became of each seal, in the order sent.</summary>
public sealed record SealsKept(IReadOnlyList<bool> Kept);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealOffer))]
[JsonSerializable(typeof(SealsKept))]
internal sealed partial class SealJson : JsonSerializerContext;
