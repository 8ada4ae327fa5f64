using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Notices;

/// <summary>One way of a person to be reached, without its address.</summary>
/// <param name="After">How long after the notice it is used.</param>
/// <param name="VerifiedAt">Null until its code came back.</param>
/// <param name="FailingSince">Null while nothing is known to be wrong.</param>
public sealed record Method(
    MethodId Id, PersonId Person, MethodKind Kind, TimeSpan After, DateTimeOffset AddedAt, DateTimeOffset? VerifiedAt, DateTimeOffset? FailingSince, SendFailure? Failure)
{
    /// <summary>Methods of one person at most.</summary>
    public const int Most = 10;

    /// <summary>The longest that a method may wait after the notice.</summary>
    public static readonly TimeSpan LongestAfter = TimeSpan.FromMinutes(10);

    /// <summary>Characters of a label at most.</summary>
    public const int LongestLabel = 80;

    internal const string Columns = "m.id, m.person, m.kind, m.after_seconds, m.added_at, m.verified_at, m.failing_since, m.failure";

    internal static Method Read(DbDataReader row) => new(
        MethodId.FromBytes((byte[])row[0]), PersonId.FromBytes((byte[])row[1]), Words<MethodKind>.Parse(row.GetString(2)), TimeSpan.FromSeconds(row.GetInt64(3)),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero), Ticks.At(row, 5), Ticks.At(row, 6), row.IsDBNull(7) ? null : Words<SendFailure>.Parse(row.GetString(7)));
}

/// <summary>A method with what only its owner and its carrier see. The label says which it is, such as "Work phone".</summary>
public sealed record KeptMethod(Method Method, string Label, MethodAddress Address);

/// <summary>Seals labels and addresses: they belong to one method of one person. Thread-safe.</summary>
sealed class AddressBox(Keyring keys)
{
    readonly byte[] key = keys.HouseKey("method");

    public byte[] Seal(MethodId id, PersonId person, string label, MethodAddress address) => Sealed.Seal(key, JsonSerializer.SerializeToUtf8Bytes(
        address switch
        {
            MethodAddress.Push push => new Kept(label, null, push.Endpoint.AbsoluteUri, push.PublicKey.ToArray(), push.Secret.ToArray()),
            MethodAddress.Email email => new Kept(label, email.Mailbox, null, null, null),
            _ => throw new ArgumentOutOfRangeException(nameof(address)),
        },
        MethodJson.Default.Kept), Place(id, person));

    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, or another method's.</exception>
    public KeptMethod Open(Method method, byte[] ciphertext)
    {
        var kept = JsonSerializer.Deserialize(Sealed.Open(key, ciphertext, Place(method.Id, method.Person)), MethodJson.Default.Kept)!;
        return new KeptMethod(method, kept.Label, kept.Mailbox is { } mailbox
            ? new MethodAddress.Email(mailbox) : new MethodAddress.Push(new Uri(kept.Endpoint!), kept.PublicKey, kept.Secret));
    }

    static byte[] Place(MethodId id, PersonId person) => [.. "method.1"u8, .. id.ToBytes(), .. person.ToBytes()];

    internal sealed record Kept(string Label, string? Mailbox, string? Endpoint, byte[]? PublicKey, byte[]? Secret);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AddressBox.Kept))]
internal sealed partial class MethodJson : JsonSerializerContext;
