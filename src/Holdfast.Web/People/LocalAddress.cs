namespace Holdfast.Web.People;

/// <summary>Where to go after signing in: a path of ours, never another site.</summary>
public static class LocalAddress
{
    public const int Longest = 1024;

    /// <summary>The address when it is a path of ours, else the front page.</summary>
    public static string Or(string? next) => IsLocal(next) ? next! : "/";

    /// <summary>A path with one leading slash and nothing a browser would read as another host.</summary>
    public static bool IsLocal(string? next) =>
        next is { Length: > 0 and <= Longest } && next[0] == '/' &&
        (next.Length == 1 || (next[1] != '/' && next[1] != '\\')) &&
        !next.Any(letter => char.IsControl(letter) || letter == '\\') &&
        !next.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase);
}
