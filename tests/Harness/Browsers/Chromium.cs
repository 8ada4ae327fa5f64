namespace Holdfast.Harness.Browsers;

/// <summary>The system's Chromium; nothing is downloaded. <c>HOLDFAST_CHROMIUM</c> names another one.</summary>
public static class Chromium
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The same browser without what draws its own windows: half the work for each page.</summary>
    static readonly string[] Light = ["chromium-headless-shell"];

    /// <summary>The executable, for Playwright's <c>ExecutablePath</c>. Without one the test is skipped visibly, or fails with <c>CI=true</c>.</summary>
    public static string Executable => Find([.. Light, .. Names]);

    /// <summary>The whole browser, for what the light one lacks, such as push messages.</summary>
    public static string Whole => Find(Names);

    /// <summary>Arguments for a browser without a window; root, as in containers, needs the sandbox off.</summary>
    public static string[] Arguments { get; } = Environment.UserName == "root" ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"];

    static string Find(string[] names)
    {
        if (Environment.GetEnvironmentVariable("HOLDFAST_CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw Checkout.Lacks("Chromium is not installed (Debian: apt-get install chromium).");
    }
}
