using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.People;

/// <summary>What a random secret opens.</summary>
public enum SecretKind
{
    /// <summary>A signed-in browser.</summary>
    Session,

    /// <summary>A script.</summary>
    Token,

    /// <summary>One use: choose a password.</summary>
    FirstLink,

    /// <summary>One use, for the first holder of a role: choose names and a password.</summary>
    FoundingLink,
}

/// <summary>One secret as it is kept: its hash, never itself.</summary>
public sealed record SecretRow(byte[] Hash, SecretKind Kind, PersonId Person, DateTimeOffset MadeAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt);

/// <summary>Sessions, tokens and one-time links: 32 random bytes each, kept as SHA-256. Thread-safe.</summary>
public sealed class SecretStore(Database database, TimeProvider clock)
{
    /// <summary>Makes one and gives its text (base64url, 43 characters), which is never to be had again.</summary>
    /// <param name="fact">What the record of the house says of it.</param>
    public async Task<string> MakeAsync(SecretKind kind, PersonId person, TimeSpan life, Fact fact, PersonId? by) =>
        await MakeAsync(kind, person, life, fact, by, stamp: null) ?? throw new InvalidOperationException("Made whatever the stamp.");

    /// <summary>Makes one, unless the account has another stamp by now: then it was changed since it was looked at, and the answer is null.</summary>
    public async Task<string?> MakeAsync(SecretKind kind, PersonId person, TimeSpan life, Fact fact, PersonId? by, string? stamp)
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        return await PeopleWrite.RunAsync<string?>(database, clock, async write =>
        {
            if (stamp is not null && await write.FirstAsync("SELECT stamp FROM person WHERE id = $1 AND disabled = 0", person.ToBytes()) as string != stamp)
            {
                return (null, false);
            }

            if (kind is SecretKind.FirstLink or SecretKind.FoundingLink)
            {
                await write.RunAsync("DELETE FROM secret WHERE person = $1 AND kind = $2", person.ToBytes(), Wire(kind));
            }

            await write.RunAsync(
                "INSERT INTO secret (hash, kind, person, made_at, last_used_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)",
                Hash(text), Wire(kind), person.ToBytes(), now.UtcTicks, (now + life).UtcTicks);
            await write.RecordAsync(fact, by);
            return (text, true);
        });
    }

    /// <summary>The secret of that hash, unless it expired.</summary>
    public async Task<SecretRow?> FindAsync(byte[] hash)
    {
        var rows = await database.QueryAsync(
            "SELECT kind, person, made_at, last_used_at, expires_at FROM secret WHERE hash = $1 AND expires_at > $2",
            row => new SecretRow(
                hash,
                Kind(row.GetString(0)),
                PersonId.FromBytes(row.GetFieldValue<byte[]>(1)),
                new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
                new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
                new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero)),
            hash, clock.GetUtcNow().UtcTicks);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Notes a use; a session lives on from it.</summary>
    public async Task UseAsync(byte[] hash, DateTimeOffset usedAt, DateTimeOffset expiresAt) =>
        await database.ExecuteAsync("UPDATE secret SET last_used_at = $1, expires_at = $2 WHERE hash = $3", usedAt.UtcTicks, expiresAt.UtcTicks, hash);

    /// <summary>Takes one away; true for whoever took it, so that a link is used once.</summary>
    public async Task<bool> EndAsync(byte[] hash) => await database.ExecuteAsync("DELETE FROM secret WHERE hash = $1", hash) == 1;

    /// <summary>Clears what expired.</summary>
    public async Task<int> SweepAsync() => await database.ExecuteAsync("DELETE FROM secret WHERE expires_at <= $1", clock.GetUtcNow().UtcTicks);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    static string Wire(SecretKind kind) => kind switch
    {
        SecretKind.Session => "session",
        SecretKind.Token => "token",
        SecretKind.FirstLink => "first-link",
        SecretKind.FoundingLink => "founding-link",
    };

    static SecretKind Kind(string wire) => Enum.GetValues<SecretKind>().Single(kind => Wire(kind) == wire);
}
