using System.Text.RegularExpressions;

namespace Holdfast.Tests.People;

/// <summary>One-time links as pages show them.</summary>
static partial class Links
{
    /// <summary>The path of the link on the page; empty when there is none.</summary>
    public static string In(string page) => Pattern().Match(page).Value;

    [GeneratedRegex("/first/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
