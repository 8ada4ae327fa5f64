using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.People;

namespace Holdfast.Storage.Notices;

/// <summary>What came of typing in a method's code.</summary>
public enum CodeOutcome
{
    Verified,
    Wrong,

    /// <summary>Its time or its tries are over: ask for another.</summary>
    Over,

    /// <summary>The person has no such method.</summary>
    NoSuchMethod,
}

/// <summary>How people are reached: each method belongs to one person, and only they change it. Each change is on record, without the address. Thread-safe.</summary>
public sealed class MethodStore(Database database, Keyring keys, TimeProvider clock)
{
    /// <summary>How long a code can be typed in.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <summary>How often a code can be mistyped.</summary>
    public const int MostTries = 5;

    /// <summary>Methods of everybody that are read at most.</summary>
    const int MostOfAll = 200_000;
    readonly AddressBox box = new(keys);
    readonly byte[] codeKey = keys.HouseKey("method-code");

    /// <summary>Raised with each change of methods; cheap enough to ask every two seconds.</summary>
    public async Task<long> RevisionAsync() => (await database.QueryAsync("SELECT revision FROM method_revision WHERE one = 1", row => row.GetInt64(0)))[0];

    /// <summary>Everybody's methods without addresses, each person's in their own order.</summary>
    public async Task<IReadOnlyList<Method>> EverybodysAsync() =>
        await database.QueryAsync($"SELECT {Method.Columns} FROM method m ORDER BY m.person, m.ordinal LIMIT $1", Method.Read, (long)MostOfAll);

    /// <summary>One person's methods in their order. One that can't be opened is left out.</summary>
    public async Task<ImmutableArray<KeptMethod>> OfAsync(PersonId person) => [.. (await ReadAsync("WHERE m.person = $1 ORDER BY m.ordinal", person.ToBytes())).OfType<KeptMethod>()];

    /// <summary>The method with its address; null when it is not there or can't be opened.</summary>
    public async Task<KeptMethod?> FindAsync(MethodId id) => (await ReadAsync("WHERE m.id = $1", id.ToBytes())).SingleOrDefault();

    /// <summary>Adds a method at the end of a person's order, not yet verified.</summary>
    /// <returns>False when the person has as many as there may be.</returns>
    public Task<bool> AddAsync(MethodId id, PersonId person, MethodKind kind, string label, MethodAddress address, TimeSpan after) => ChangeAsync(async write =>
    {
        if (await write.FirstAsync("SELECT COUNT(*) FROM method WHERE person = $1", person.ToBytes()) is >= (long)Method.Most)
        {
            return false;
        }

        var kept = label.Trim() is { Length: > Method.LongestLabel } longer ? longer[..Method.LongestLabel] : label.Trim();
        await write.RunAsync(
            """
            INSERT INTO method (id, person, kind, ordinal, after_seconds, added_at, code_tries, ciphertext)
            VALUES ($1, $2, $3, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM method WHERE person = $2), $4, $5, 0, $6)
            """,
            id.ToBytes(), person.ToBytes(), Words<MethodKind>.Of(kind), Seconds(after), clock.GetUtcNow().UtcTicks, box.Seal(id, person, kept, address));
        await write.RecordAsync(new MethodAdded(person, kind), person);
        return true;
    });

    public Task<bool> RemoveAsync(PersonId person, MethodId id) => ChangeAsync(async write =>
    {
        if (await KindAsync(write, person, id) is not { } kind)
        {
            return false;
        }

        await write.RunAsync("DELETE FROM method WHERE id = $1", id.ToBytes());
        await write.RunAsync("UPDATE delivery SET state = $2, due_at = NULL WHERE method = $1 AND state = $3", id.ToBytes(), NoticeRows.NotNeeded, NoticeRows.Queued);
        await write.RecordAsync(new MethodRemoved(person, kind), person);
        return true;
    });

    /// <summary>Moves a method one place up or down in its person's order.</summary>
    public Task<bool> MoveAsync(PersonId person, MethodId id, bool up) => ChangeAsync(async write =>
    {
        if (await write.FirstAsync("SELECT ordinal FROM method WHERE id = $1 AND person = $2", id.ToBytes(), person.ToBytes()) is not long here)
        {
            return false;
        }

        var next = await write.FirstAsync(
            up ? "SELECT MAX(ordinal) FROM method WHERE person = $1 AND ordinal < $2" : "SELECT MIN(ordinal) FROM method WHERE person = $1 AND ordinal > $2", person.ToBytes(), here);
        if (next is not long there)
        {
            return false;
        }

        await write.RunAsync("UPDATE method SET ordinal = $1 WHERE person = $2 AND ordinal = $3", here, person.ToBytes(), there);
        await write.RunAsync("UPDATE method SET ordinal = $1 WHERE id = $2", there, id.ToBytes());
        return true;
    });

    /// <summary>Sets how long after the notice a method is used.</summary>
    public Task<bool> SetAfterAsync(PersonId person, MethodId id, TimeSpan after) => ChangeAsync(async write =>
        await write.RunAsync("UPDATE method SET after_seconds = $1 WHERE id = $2 AND person = $3", Seconds(after), id.ToBytes(), person.ToBytes()) == 1);

    /// <summary>A new code of six digits for a method that waits for one; an earlier one counts no more. Null when there is nothing to verify.</summary>
    public async Task<string?> NewCodeAsync(PersonId person, MethodId id)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var made = await ChangeAsync(async write => await write.RunAsync(
            "UPDATE method SET code_hash = $1, code_until = $2, code_tries = 0 WHERE id = $3 AND person = $4 AND verified_at IS NULL",
            Hash(id, code), (clock.GetUtcNow() + CodeLife).UtcTicks, id.ToBytes(), person.ToBytes()) == 1);
        return made ? code : null;
    }

    /// <summary>Types a code in. Each wrong one counts.</summary>
    public async Task<CodeOutcome> VerifyAsync(PersonId person, MethodId id, string? code)
    {
        var outcome = CodeOutcome.NoSuchMethod;
        await ChangeAsync(async write =>
        {
            if (await KindAsync(write, person, id) is not { } kind)
            {
                return false;
            }

            if (await write.FirstAsync("SELECT verified_at FROM method WHERE id = $1", id.ToBytes()) is long)
            {
                outcome = CodeOutcome.Verified;
                return false;
            }

            var now = clock.GetUtcNow().UtcTicks;
            var kept = await write.FirstAsync("SELECT code_hash FROM method WHERE id = $1 AND code_until > $2 AND code_tries < $3", id.ToBytes(), now, (long)MostTries) as byte[];
            if (kept is null)
            {
                outcome = CodeOutcome.Over;
                return false;
            }

            var typed = new string([.. (code ?? "").Where(char.IsAsciiDigit).Take(7)]);
            if (!CryptographicOperations.FixedTimeEquals(kept, Hash(id, typed)))
            {
                outcome = CodeOutcome.Wrong;
                return await write.RunAsync("UPDATE method SET code_tries = code_tries + 1 WHERE id = $1", id.ToBytes()) == 1;
            }

            outcome = CodeOutcome.Verified;
            await write.RunAsync("UPDATE method SET verified_at = $1, code_hash = NULL, code_until = NULL, failing_since = NULL, failure = NULL WHERE id = $2", now, id.ToBytes());
            await write.RecordAsync(new MethodVerified(person, kind), person);
            return true;
        });
        return outcome;
    }

    /// <summary>Notes that a method works, or why it doesn't and since when.</summary>
    /// <returns>Whether that is news.</returns>
    public Task<bool> NoteAsync(MethodId id, SendFailure? failure) => failure is { } why
        ? ChangeAsync(async write =>
        {
            var news = await write.RunAsync(
                "UPDATE method SET failing_since = $1, failure = $2 WHERE id = $3 AND failing_since IS NULL", clock.GetUtcNow().UtcTicks, Words<SendFailure>.Of(why), id.ToBytes()) == 1;
            return news || await write.RunAsync("UPDATE method SET failure = $1 WHERE id = $2 AND failure <> $1", Words<SendFailure>.Of(why), id.ToBytes()) == 1;
        })
        : ChangeAsync(async write => await write.RunAsync("UPDATE method SET failing_since = NULL, failure = NULL WHERE id = $1 AND failing_since IS NOT NULL", id.ToBytes()) == 1);

    static long Seconds(TimeSpan after) => (long)Math.Clamp(after.TotalSeconds, 0, Method.LongestAfter.TotalSeconds);

    byte[] Hash(MethodId id, string code) => HMACSHA256.HashData(codeKey, id.ToBytes().Concat(Encoding.UTF8.GetBytes(code)).ToArray());

    static async Task<MethodKind?> KindAsync(PeopleWrite write, PersonId person, MethodId id) =>
        await write.FirstAsync("SELECT kind FROM method WHERE id = $1 AND person = $2", id.ToBytes(), person.ToBytes()) is string kind ? Words<MethodKind>.Parse(kind) : null;

    Task<bool> ChangeAsync(Func<PeopleWrite, Task<bool>> change) => PeopleWrite.RunAsync(database, clock, async write =>
    {
        var changed = await change(write);
        if (changed)
        {
            await write.RunAsync("UPDATE method_revision SET revision = revision + 1 WHERE one = 1");
        }

        return (changed, changed);
    });

    Task<List<KeptMethod?>> ReadAsync(string where, params object?[] values) => database.QueryAsync<KeptMethod?>($"SELECT {Method.Columns}, m.ciphertext FROM method m {where}", Open, values);

    KeptMethod? Open(DbDataReader row)
    {
        try
        {
            return box.Open(Method.Read(row), (byte[])row[8]);
        }
        catch (Exception damaged) when (damaged is CryptographicException or System.Text.Json.JsonException or UriFormatException)
        {
            return null;
        }
    }
}
