using System.Text.RegularExpressions;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Architecture;

/// <summary>
/// What the worker keeps for the live screen is all that the live screen loads, with whatever role: a module that is added and not listed would be
/// missing just when the server is down. And no module names another by an address of its own, which would be out of the set.
/// </summary>
public sealed partial class KeptFilesTest
{
    static readonly string Web = Path.Combine(Checkout.Root, "src", "Holdfast.Web");

    static string Read(params string[] path) => File.ReadAllText(Path.Combine([Web, .. path]));

    static string[] Listed => [.. Quoted().Matches(Read("wwwroot", "sw.js").Split("const FILES = [")[1].Split("];")[0]).Select(match => match.Groups["path"].Value)];

    [Fact]
    public void Every_module_that_the_live_screen_reaches_is_kept_and_no_other()
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>(Scripts().Matches(Read("Layout", "_Layout.cshtml") + Read("Incidents", "Live.cshtml")).Select(match => match.Groups["name"].Value));
        while (left.TryDequeue(out var name))
        {
            if (name == "keys.js" || !reached.Add("/js/" + name)) continue; // keys.js: on pages with the common bar alone
            foreach (var match in Imports().Matches(Read("wwwroot", "js", name)).Cast<Match>()) left.Enqueue(match.Groups["name"].Value);
        }

        Listed.Where(path => path.StartsWith("/js/", StringComparison.Ordinal)).ShouldBe(reached, ignoreOrder: true);
        reached.Where(path => Own().IsMatch(Read("wwwroot", path[1..]))).ShouldBeEmpty("an address of its own is not in the set");
    }

    [Fact]
    public void Every_sheet_of_the_live_screen_is_kept_and_every_file_that_is_listed_is_there()
    {
        var sheets = Sheets().Matches(Read("wwwroot", "js", "report-after.js")).Select(match => $"/css/{match.Groups["name"].Value}.css").Append("/css/holdfast.css").Append("/css/alarm.css");
        Listed.Where(path => path.StartsWith("/css/", StringComparison.Ordinal)).ShouldBe(sheets, ignoreOrder: true);
        Listed.Where(path => !File.Exists(Path.Combine(Web, "wwwroot", path[1..]))).ShouldBeEmpty();
        Listed.ShouldBeUnique();
    }

    [GeneratedRegex("\"(?<path>/[a-z0-9./-]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("src=\"~?/js/(?<name>[a-z-]+\\.js)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();

    /// <summary>Static and dynamic imports, and workers.</summary>
    [GeneratedRegex("\"\\./(?<name>[a-z-]+\\.js)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Imports();

    [GeneratedRegex("[\"'`](~?/(js|css|icons)/)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Own();

    /// <summary>The sheets that are loaded after the first paint stand in one list.</summary>
    [GeneratedRegex("(for \\(const sheet of \\[|, )\"(?<name>[a-z-]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sheets();
}
