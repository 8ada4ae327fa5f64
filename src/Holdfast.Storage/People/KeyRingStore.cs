using System.Security.Cryptography;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;

namespace Holdfast.Storage.People;

/// <summary>Keys of the web pages, the same on every node, sealed under the master key.</summary>
public static class KeyRingStore
{
    /// <summary>The 32-byte key of that name; the first node to ask makes it.</summary>
    public static async Task<byte[]> KeyAsync(Database database, MasterKey master, TimeProvider clock, string name)
    {
        var purpose = "holdfast/key-ring/1/" + name;
        await database.ExecuteAsync(
            "INSERT INTO key_ring (name, sealed, added_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
            name, master.Seal(RandomNumberGenerator.GetBytes(32), purpose), clock.GetUtcNow().UtcTicks);
        var rows = await database.QueryAsync("SELECT sealed FROM key_ring WHERE name = $1", row => row.GetFieldValue<byte[]>(0), name);
        return master.Open(rows[0], purpose);
    }
}
