using System.Data.Common;
using System.Security.Cryptography;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.Ledger;

/// <summary>An entry as stored: sealed bytes, their hash, and the commitment to the exact plaintext under a random salt.</summary>
/// <param name="Commitment">SHA-256(salt ‖ plaintext): stays provable after the key is destroyed.</param>
public sealed record EntryBox(
    long Position, IncidentId Incident, int Sequence, EntryId Id, PersonId Author, long RecordedTicks, byte[] Commitment, byte[] Ciphertext, byte[] CiphertextHash)
{
    const int SaltSize = 32;

    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "e.position, e.incident, e.sequence, e.id, e.author, e.recorded_at, e.commitment, e.ciphertext, e.ciphertext_hash";

    public EntryHead Head(DateTimeOffset occurredAt) => new(Position, Incident, Sequence, Id, Author, new DateTimeOffset(RecordedTicks, TimeSpan.Zero), occurredAt);

    public static EntryBox Seal(DataKey key, in EntryHead head, byte[] plaintext)
    {
        var salted = new byte[SaltSize + plaintext.Length];
        RandomNumberGenerator.Fill(salted.AsSpan(0, SaltSize));
        plaintext.CopyTo(salted, SaltSize);
        var ticks = head.RecordedAt.UtcTicks;
        var ciphertext = key.Seal(salted, PlaceOf(head.Position, head.Sequence, head.Id, head.Author, ticks));
        return new EntryBox(head.Position, head.Incident, head.Sequence, head.Id, head.Author, ticks, SHA256.HashData(salted), ciphertext, SHA256.HashData(ciphertext));
    }

    /// <summary>The stored plaintext; checks the commitment.</summary>
    /// <exception cref="CryptographicException">The entry was altered or moved.</exception>
    public byte[] Open(DataKey key)
    {
        var salted = key.Open(Ciphertext, PlaceOf(Position, Sequence, Id, Author, RecordedTicks));
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(salted), Commitment)
            ? salted[SaltSize..]
            : throw new CryptographicException("The commitment doesn't fit the entry.");
    }

    public Entry Open(DataKey key, FactWire wire)
    {
        var (fact, occurredAt) = wire.Read(Open(key));
        return new Entry(Head(occurredAt), fact);
    }

    public static EntryBox Read(DbDataReader row) => new(
        row.GetInt64(0),
        IncidentId.FromBytes((byte[])row[1]),
        (int)row.GetInt64(2),
        EntryId.FromBytes((byte[])row[3]),
        PersonId.FromBytes((byte[])row[4]),
        row.GetInt64(5),
        (byte[])row[6],
        (byte[])row[7],
        (byte[])row[8]);

    static Place PlaceOf(long position, int sequence, EntryId id, PersonId author, long ticks) =>
        new("entry.1", sequence, id.Value, author.Value, ticks, position);
}
