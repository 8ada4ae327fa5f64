using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.Keys;

/// <summary>The master key of a database that knows it, the key for token hashes, and data keys once unwrapped. Thread-safe.</summary>
public sealed class Keyring
{
    const string FingerprintName = "master-key-fingerprint";
    const string IndexName = "index-key";
    const string IndexPurpose = "holdfast/index-key/1";

    /// <summary>Data keys kept in memory at most; past it the memory begins anew.</summary>
    const int Bound = 20_000;
    readonly ConcurrentDictionary<IncidentId, DataKey> known = [];
    readonly byte[] indexKey;

    Keyring(MasterKey master, byte[] indexKey)
    {
        Master = master;
        this.indexKey = indexKey;
    }

    public MasterKey Master { get; }

    /// <summary>Opens the database's keys, or seeds an empty database with this master key's fingerprint.</summary>
    /// <exception cref="DatabaseUnavailableException">The database belongs to another master key.</exception>
    public static async Task<Keyring> OpenAsync(Database database, MasterKey master, CancellationToken cancel = default)
    {
        await database.ExecuteAsync(
            "INSERT INTO house (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", FingerprintName, master.Fingerprint);
        var fresh = Convert.ToBase64String(master.Seal(RandomNumberGenerator.GetBytes(32), IndexPurpose));
        var found = (await Value(database, FingerprintName))!;
        if (found != master.Fingerprint)
        {
            throw new DatabaseUnavailableException(
                $"This database is encrypted under another master key (fingerprint {found}); the key given has {master.Fingerprint}. Give the key that belongs to it.");
        }

        await database.ExecuteAsync("INSERT INTO house (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", IndexName, fresh);
        return new Keyring(master, master.Open(Convert.FromBase64String((await Value(database, IndexName))!), IndexPurpose));
    }

    /// <summary>The data key from its wrapped form, remembered.</summary>
    public DataKey Unwrap(IncidentId incident, byte[] wrapped)
    {
        if (known.TryGetValue(incident, out var key))
        {
            return key;
        }

        key = DataKey.Unwrap(Master, incident, wrapped);
        Remember(key);
        return key;
    }

    public bool TryGet(IncidentId incident, out DataKey? key) => known.TryGetValue(incident, out key);

    public void Remember(DataKey key)
    {
        if (known.Count >= Bound)
        {
            known.Clear();
        }

        known[key.Incident] = key;
    }

    /// <summary>A 32-byte key of the house for one purpose, the same on every node.</summary>
    public byte[] HouseKey(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, indexKey, MasterKey.Size, info: Encoding.UTF8.GetBytes("holdfast/house/1/" + purpose));

    /// <summary>The keyed hash under which "this person is marked as threatening in it" is found without telling whom.</summary>
    public byte[] ExcludedToken(PersonId person) => Token("excluded", person);

    /// <summary>The keyed hash of "shared with this person".</summary>
    public byte[] SharedToken(PersonId person) => Token("shared", person);

    byte[] Token(string word, PersonId person) => HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes($"{word}/{person}"))[..16];

    static async Task<string?> Value(Database database, string name) =>
        (await database.QueryAsync("SELECT value FROM house WHERE name = $1", row => row.GetString(0), name)).SingleOrDefault();
}
