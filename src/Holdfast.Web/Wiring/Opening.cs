using System.Security.Cryptography;
using Holdfast.Storage.Databases;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Wiring;

/// <summary>
/// What must be true before the first request: the tables are there, the key is the one that the data was written with, people are read. Runs before
/// every other hosted service.
/// </summary>
sealed class Opening(Database database, MasterKeyBytes key, Directory directory, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await Migrations.RunAsync(database, clock, cancellationToken);
        await CheckKeyAsync(database, key);
        await directory.RefreshAsync();
    }

    /// <summary>Compares the key's fingerprint with the one the database remembers; the first start writes it.</summary>
    /// <exception cref="StartRefusedException">The database belongs to another key.</exception>
    public static async Task CheckKeyAsync(Database database, MasterKeyBytes key)
    {
        await database.ExecuteAsync("INSERT INTO house (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", KeyName, key.Fingerprint);
        if (!await KeyMatchesAsync(database, key))
        {
            throw new StartRefusedException(
                "The master key is not the one this database was written with, so nothing in it could be read. " +
                "Start with the key that belongs to it (HOLDFAST_MASTER_KEY, or the file master.key of the data folder).");
        }
    }

    public static async Task<bool> KeyMatchesAsync(Database database, MasterKeyBytes key)
    {
        var known = await database.QueryAsync("SELECT value FROM house WHERE name = $1", row => row.GetString(0), KeyName);
        return known.Count == 1 && known[0] == key.Fingerprint;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    const string KeyName = "master-key-fingerprint";
}

/// <summary>The master key as it was read. Printing it shows nothing of it.</summary>
public sealed class MasterKeyBytes(byte[] key)
{
    /// <summary>32 bytes.</summary>
    public byte[] Key => key;

    /// <summary>Tells keys apart without telling anything of them.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 16, info: "holdfast fingerprint"u8.ToArray()));
}
