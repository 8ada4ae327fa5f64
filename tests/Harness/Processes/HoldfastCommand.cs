using System.Diagnostics;

namespace Holdfast.Harness.Processes;

/// <summary>How a command of the product ended.</summary>
/// <param name="ExitCode">0 when it did what it was asked.</param>
/// <param name="Output">Everything on standard output.</param>
/// <param name="Error">Everything on standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a command that had to succeed, without surrounding space.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public string Text => ExitCode == 0 ? Output.Trim() : throw new InvalidOperationException($"exit code {ExitCode}\n{Output}{Error}");
}

/// <summary>Runs the Release build's command line, as an administrator would.</summary>
public static class HoldfastCommand
{
    /// <summary>Runs <c>holdfast</c> with these words to its end; one that is still running at the deadline is killed.</summary>
    /// <exception cref="TimeoutException">It did not end in time; the message holds what it printed.</exception>
    public static async Task<CommandResult> RunAsync(Settings settings, IEnumerable<string> words, TimeSpan? deadline = null)
    {
        using var process = Process.Start(Prepare(settings, words)) ?? throw new InvalidOperationException("holdfast");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(deadline ?? Wait.Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException timeout)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"holdfast {string.Join(' ', words)} is still running. It said:\n{await output}{await error}", timeout);
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <inheritdoc cref="RunAsync(Settings, IEnumerable{string}, TimeSpan?)"/>
    public static Task<CommandResult> RunAsync(Settings settings, params string[] words) => RunAsync(settings, words, null);

    internal static ProcessStartInfo Prepare(Settings settings, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(settings.Executable ?? Checkout.Executable, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings.Environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        return start;
    }
}
