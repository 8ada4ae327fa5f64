using System.Diagnostics;

namespace Holdfast.Harness.Postgres;

/// <summary>The installed PostgreSQL's programs, run as a user that PostgreSQL accepts: it refuses root, so root runs them as "postgres".</summary>
static class PostgresPrograms
{
    static readonly Lazy<string?> Found = new(Find);

    /// <summary>Is there a PostgreSQL on this machine?</summary>
    public static bool Installed => Found.Value is not null;

    /// <summary>True when the programs run as "postgres", so folders have to be handed to that user.</summary>
    public static bool AsOtherUser => OperatingSystem.IsLinux() && string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    /// <summary>A program of the newest installed version with its arguments, ready to start; its output is captured.</summary>
    public static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(Found.Value ?? throw Checkout.Lacks("PostgreSQL is not installed (Debian: apt-get install postgresql)."), program);
        string[] words = AsOtherUser ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static async Task RunAsync(ProcessStartInfo command)
    {
        using var process = Process.Start(command) ?? throw new InvalidOperationException(command.FileName);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command.FileName} {string.Join(' ', command.ArgumentList)}\n{await output}{await error}");
    }

    static string? Find()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
