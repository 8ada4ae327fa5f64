using Holdfast.Harness;

namespace Holdfast.Tests.Architecture;

/// <summary>One source file of the checkout: its path from the root with slashes, and its lines.</summary>
sealed record Source(string Path, string[] Lines)
{
    public override string ToString() => Path;
}

/// <summary>The sources as they lie in the checkout, without what the build made.</summary>
static class Sources
{
    static readonly string[] Made = ["/obj/", "/bin/", "/artifacts/", "/TestResults/"];

    public static IEnumerable<Source> In(string folder, params string[] endings) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories)
        .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')))
        .Where(one => endings.Any(ending => one.Path.EndsWith(ending, StringComparison.Ordinal)) && !Made.Any(made => ('/' + one.Path).Contains(made, StringComparison.Ordinal)))
        .OrderBy(one => one.Path, StringComparer.Ordinal)
        .Select(one => new Source(one.Path, File.ReadAllLines(one.File)));

    public static IEnumerable<Source> Everywhere(params string[] endings) => In("src", endings).Concat(In("tests", endings)).Concat(In("bench", endings));

    /// <summary>The slices of a ring: the folders of its project.</summary>
    public static string[] Folders(string ring) => In($"src/Holdfast.{ring}", ".cs", ".cshtml", ".sql")
        .Select(source => source.Path.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct().ToArray();
}
