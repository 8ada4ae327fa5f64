using System.Collections.Concurrent;
using Holdfast.Core.People;
using Holdfast.Storage.People;

namespace Holdfast.Web.People;

/// <summary>Whoever a request comes from, by which secret.</summary>
/// <param name="Key">Names the secret within the server; it can't be turned back into it.</param>
/// <param name="Stamp">The account's stamp when the request came.</param>
public sealed record Bearer(Person Person, SecretKind Kind, string Key, string Stamp);

/// <summary>
/// Tells whose a session or token is. What was found is remembered for <see cref="Remembered"/>, so that a save costs no query; a person whose
/// account changed is forgotten at once. A session lives 12 h from its last use, which is noted at most once a minute. Thread-safe.
/// </summary>
public sealed class Sessions(SecretStore secrets, Directory directory, TimeProvider clock)
{
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);
    public static readonly TimeSpan TokenLife = TimeSpan.FromDays(90);

    /// <summary>How long another node's sign-out may go unnoticed here: less than the 5 s within which everything must end.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3);
    static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    /// <summary>Bound of what is remembered; beyond it everything is looked up anew.</summary>
    const int Most = 20_000;
    readonly ConcurrentDictionary<string, Found> found = new(StringComparer.Ordinal);

    /// <summary>Whose the secret is; null when it is unknown, expired, of another kind, or its person disabled.</summary>
    /// <param name="counts">Whether it counts as use; what a browser asks by itself doesn't.</param>
    public async Task<Bearer?> FindAsync(string text, SecretKind kind, bool counts = true)
    {
        var hash = SecretStore.Hash(text);
        var key = Convert.ToHexString(hash);
        var now = clock.GetUtcNow();
        if (!found.TryGetValue(key, out var known) || now >= known.LookAgainAt)
        {
            if (await secrets.FindAsync(hash) is not { } row)
            {
                found.TryRemove(key, out _);
                return null;
            }

            known = new Found(hash, row.Kind, row.Person, row.LastUsedAt, row.ExpiresAt, now + Remembered);
            if (found.Count >= Most)
            {
                found.Clear();
            }

            found[key] = known;
        }

        if (known.Kind != kind || now >= known.ExpiresAt)
        {
            return null;
        }

        if (directory.Member(known.Person) is null)
        {
            // Added elsewhere a moment ago.
            await directory.RefreshAsync();
        }

        if (directory.Member(known.Person) is not { Person.Disabled: false } member)
        {
            return null;
        }

        if (counts)
        {
            await UseAsync(key, known, now);
        }

        return new Bearer(member.Person, kind, key, member.Stamp);
    }

    /// <summary>An open page counts as use: notes it for a session that was found before. False when the session is over.</summary>
    public async Task<bool> UseAsync(string key)
    {
        var hash = Convert.FromHexString(key);
        if (await secrets.FindAsync(hash) is not { } row)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await UseAsync(key, new Found(hash, row.Kind, row.Person, row.LastUsedAt, row.ExpiresAt, now + Remembered), now);
        return true;
    }

    /// <summary>Signs a browser in; the text goes into its cookie and nowhere else. Null when the account's stamp is another one by now.</summary>
    public Task<string?> BeginAsync(PersonId person, string stamp) => secrets.MakeAsync(SecretKind.Session, person, SessionLife, new SignedIn(), person, stamp);

    /// <summary>Ends one session.</summary>
    public async Task EndAsync(string text)
    {
        var hash = SecretStore.Hash(text);
        await secrets.EndAsync(hash);
        found.TryRemove(Convert.ToHexString(hash), out _);
    }

    /// <summary>Forgets what is remembered of these people.</summary>
    public void Forget(IReadOnlyCollection<PersonId> people)
    {
        var gone = people.ToHashSet();
        foreach (var (key, known) in found)
        {
            if (gone.Contains(known.Person))
            {
                found.TryRemove(key, out _);
            }
        }
    }

    async Task UseAsync(string key, Found known, DateTimeOffset now)
    {
        if (now - known.LastUsedAt < BetweenNotes)
        {
            return;
        }

        var expiresAt = known.Kind == SecretKind.Session ? now + SessionLife : known.ExpiresAt;
        var noted = known with { LastUsedAt = now, ExpiresAt = expiresAt };

        // Of many requests at once the first writes.
        if (!found.TryGetValue(key, out var current) || current.LastUsedAt < now)
        {
            found[key] = noted;
            await secrets.UseAsync(known.Hash, now, expiresAt);
        }
    }

    sealed record Found(
        byte[] Hash, SecretKind Kind, PersonId Person, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, DateTimeOffset LookAgainAt);
}
