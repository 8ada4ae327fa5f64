using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.Keys;

/// <summary>
/// The house's keys for words that wait where their author isn't signed in any more: the page seals for the public half, and nobody but the server opens it.
/// The same on every node, kept sealed under the master key. A new one replaces the present one; what was sealed for an earlier one still opens. Immutable,
/// thread-safe.
/// </summary>
public sealed class SealKeys
{
    const string Prefix = "seal-key-";
    readonly ImmutableDictionary<string, SealKey> byId;

    SealKeys(SealKey current, ImmutableDictionary<string, SealKey> byId) => (Current, this.byId) = (current, byId);

    /// <summary>The key that pages are given.</summary>
    public SealKey Current { get; }

    /// <summary>The keys of this database; the first node to ask makes one. One that can't be opened is left out: words sealed for it wait.</summary>
    public static async Task<SealKeys> OpenAsync(Database database, MasterKey master, TimeProvider clock)
    {
        var (keys, last) = await ReadAsync(database, master);
        if (keys.Count == 0)
        {
            await MakeAsync(database, master, clock, last + 1);
            (keys, _) = await ReadAsync(database, master);
        }

        var current = keys.Count > 0 ? keys.MaxBy(one => one.Number).Key : throw new CryptographicException("No key for sealed words can be opened.");
        return new SealKeys(current, keys.ToImmutableDictionary(one => one.Key.Id, one => one.Key, StringComparer.Ordinal));
    }

    /// <summary>Makes the key of a number, unless there is one: the highest number is the present key of a node that starts from then on.</summary>
    public static async Task MakeAsync(Database database, MasterKey master, TimeProvider clock, int number)
    {
        using var fresh = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        await database.ExecuteAsync(
            "INSERT INTO key_ring (name, sealed, added_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
            Name(number), master.Seal(fresh.ExportPkcs8PrivateKey(), Purpose(number)), clock.GetUtcNow().UtcTicks);
    }

    /// <summary>The key of an id; null for one that isn't known here.</summary>
    public SealKey? Find(string id) => byId.GetValueOrDefault(id);

    static async Task<(List<(int Number, SealKey Key)> Keys, int Last)> ReadAsync(Database database, MasterKey master)
    {
        var rows = await database.QueryAsync("SELECT name, sealed FROM key_ring WHERE name LIKE $1", row => (Name: row.GetString(0), Sealed: row.GetFieldValue<byte[]>(1)), Prefix + "%");
        var keys = new List<(int, SealKey)>();
        var last = 0;
        foreach (var row in rows)
        {
            if (!int.TryParse(row.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            last = Math.Max(last, number);
            try
            {
                keys.Add((number, new SealKey(master.Open(row.Sealed, Purpose(number)))));
            }
            catch (CryptographicException)
            {
                // Damaged. The live screen must not wait for it: another is made if there is none left.
            }
        }

        return (keys, last);
    }

    static string Name(int number) => Prefix + number.ToString(CultureInfo.InvariantCulture);

    static string Purpose(int number) => "holdfast/seal-key/1/" + Name(number);
}
