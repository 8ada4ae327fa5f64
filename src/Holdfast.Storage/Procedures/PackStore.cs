using Holdfast.Core.Procedures;
using Holdfast.Storage.Databases;

namespace Holdfast.Storage.Procedures;

/// <summary>A version of the procedure as the database keeps it.</summary>
/// <param name="StoredAt">When it first came into use here.</param>
public sealed record StoredVersion(PackVersion Version, DateTimeOffset StoredAt, byte[] Files);

/// <summary>Every version of the procedure that was ever in use, whole and never removed, for all nodes. What a pack says is clear: it is no content. Thread-safe.</summary>
public sealed class PackStore(Database database, TimeProvider clock)
{
    const string Columns = "p.id, p.number, p.hash, p.stored_at";

    /// <summary>Keeps a version and marks it as the one now in use; one that is there already stays as it is.</summary>
    public Task UseAsync(PackVersion version, byte[] files) => database.ExecuteAsync(
        """
        INSERT INTO pack (hash, id, number, stored_at, used_at, files) VALUES ($1, $2, $3, $4, $4, $5)
        ON CONFLICT (hash) DO UPDATE SET used_at = excluded.used_at
        """,
        version.Hash, version.Pack, (long)version.Number, clock.GetUtcNow().UtcTicks, files);

    /// <summary>The version of that hash; null when it was never in use here.</summary>
    public async Task<StoredVersion?> FindAsync(string hash) => (await ReadAsync("WHERE p.hash = $1", hash)).SingleOrDefault();

    /// <summary>The version that came into use last; null before the first.</summary>
    public async Task<StoredVersion?> LatestAsync() => (await ReadAsync("ORDER BY p.used_at DESC LIMIT 1")).SingleOrDefault();

    /// <summary>All versions without their files, the newest first.</summary>
    public async Task<IReadOnlyList<(PackVersion Version, DateTimeOffset StoredAt)>> AllAsync() => await database.QueryAsync(
        $"SELECT {Columns} FROM pack p ORDER BY p.stored_at DESC, p.number DESC",
        row => (new PackVersion(row.GetString(0), (int)row.GetInt64(1), row.GetString(2)), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero)));

    Task<List<StoredVersion>> ReadAsync(string which, params object?[] values) => database.QueryAsync(
        $"SELECT {Columns}, p.files FROM pack p {which}",
        row => new StoredVersion(new PackVersion(row.GetString(0), (int)row.GetInt64(1), row.GetString(2)), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), (byte[])row[4]),
        values);
}
