using Holdfast.Storage.Databases;

namespace Holdfast.Bench.Sites;

/// <summary>A figure counts only when commits are flushed: the database itself is asked, on a connection opened as the product opens it.</summary>
public static class Durability
{
    /// <returns>What the database said.</returns>
    /// <exception cref="InvalidOperationException">Commits are not durable; no figure would mean anything.</exception>
    public static async Task<string> AssertAsync(Database database)
    {
        var said = await database.DurabilityAsync();
        string[] needed = database.Kind == "sqlite" ? ["synchronous=FULL"] : ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];
        return needed.All(word => said.Contains(word, StringComparison.Ordinal))
            ? said
            : throw new InvalidOperationException($"Commits are not durable here ({said}); no figure would mean anything.");
    }
}
