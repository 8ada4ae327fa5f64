using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.People;
using Holdfast.Web.Time;

namespace Holdfast.Web.Wiring;

/// <summary>An open database with its keys: the tables are the present ones, and the master key is the one that the data was written with.</summary>
public sealed record Opening(Database Database, Keyring Keys, byte[] PagesKey)
{
    /// <summary>Brings the database up to date and opens its keys. On failure the database is closed again.</summary>
    /// <exception cref="DatabaseUnavailableException">It can't be reached, is too old or too new, or belongs to another key.</exception>
    public static async Task<Opening> RunAsync(HostSettings settings, MasterKey master, TimeProvider clock)
    {
        var database = Databases.From(settings);
        try
        {
            await Migrations.RunAsync(database, clock);
            var keys = await Keyring.OpenAsync(database, master);
            await NotBeforeAsync(database, clock);
            return new Opening(database, keys, await KeyRingStore.KeyAsync(database, master, clock, "pages"));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Now is never before what is on record, also when the wall clock was set back while nobody ran.</summary>
    static async Task NotBeforeAsync(Database database, TimeProvider clock)
    {
        if (clock is HouseClock house)
        {
            var last = await database.QueryAsync("SELECT recorded_at FROM ledger_head WHERE one = 1", row => row.GetInt64(0));
            house.NotBefore(new DateTimeOffset(last[0], TimeSpan.Zero));
        }
    }
}
