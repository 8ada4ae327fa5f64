namespace Holdfast.Harness;

/// <summary>Where the sources and the Release build lie, found from where the tests run.</summary>
public static class Checkout
{
    /// <summary>The checkout's root: the folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The Release build of the product, as a user runs it.</summary>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string Executable
    {
        get
        {
            var folder = Path.Combine(Root, "src", "Holdfast.Web", "bin", "Release", "net10.0");
            var path = Path.Combine(folder, OperatingSystem.IsWindows() ? "holdfast.exe" : "holdfast");
            return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing. Build it: dotnet build src/Holdfast.Web -c Release");
        }
    }

    /// <summary>True in continuous integration, where what is missing is a failure and not a skip.</summary>
    public static bool Ci => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stops a test because this machine lacks something: a visible skip at home, a failure with <c>CI=true</c>.</summary>
    public static Exception Lacks(string what) =>
        // The prefix is how xunit.v3 tells a skip from a failure; written out, so that the bench needs no test framework.
        Ci ? new InvalidOperationException(what) : new InvalidOperationException("$XunitDynamicSkip$" + what);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No Holdfast.slnx above {AppContext.BaseDirectory}");
    }
}
