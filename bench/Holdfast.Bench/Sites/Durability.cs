using Holdfast.Harness.Processes;

namespace Holdfast.Bench.Sites;

/// <summary>A figure counts only when commits are flushed: the product itself is asked, by <c>holdfast check durability</c>.</summary>
public static class Durability
{
    /// <returns>What it said.</returns>
    /// <exception cref="InvalidOperationException">Commits are not durable; no figure would mean anything.</exception>
    public static async Task<string> AssertAsync(Settings settings)
    {
        var said = (await HoldfastCommand.RunAsync(settings, "check", "durability")).Text;
        string[] needed = settings.Database is null ? ["synchronous=FULL"] : ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];
        return needed.All(word => said.Contains(word, StringComparison.Ordinal))
            ? said
            : throw new InvalidOperationException($"Commits are not durable here ({said}); no figure would mean anything.");
    }
}
