using System.Diagnostics;
using System.Net;
using System.Text;

namespace Holdfast.Harness.Processes;

/// <summary>
/// The Release build serving in a process of its own, for tests that kill it, measure it or read what it prints.
/// Start it again on the same settings after a kill. Disposing kills it.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    readonly Process process;
    readonly StringBuilder printed = new();

    ServerProcess(Settings settings, string[] words)
    {
        Settings = settings;
        Words = words;
        process = new Process { StartInfo = HoldfastCommand.Prepare(settings, words) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Settings Settings { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Everything on standard output and standard error so far, line by line in the order it came.</summary>
    public string Printed
    {
        get { lock (printed) return printed.ToString(); }
    }

    string[] Words { get; }

    /// <summary>Starts the server and returns when <c>/health/ready</c> answers.</summary>
    /// <param name="settings">The installation.</param>
    /// <param name="words">The command, <c>serve</c> if none is given.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it printed.</exception>
    public static async Task<ServerProcess> StartAsync(Settings settings, params string[] words)
    {
        var server = Launch(settings, words);
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server without waiting for it.</summary>
    public static ServerProcess Launch(Settings settings, params string[] words) => new(settings, words.Length == 0 ? ["serve"] : words);

    /// <summary>Waits until <c>/health/ready</c> answers 200.</summary>
    public async Task ReadyAsync()
    {
#pragma warning disable CA5359 // The certificate is a test's own; nothing is asked here but whether the server answers.
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
#pragma warning restore CA5359
        await Wait.UntilAsync($"{Settings.Url} is ready", async () =>
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"holdfast {string.Join(' ', Words)} ended with exit code {process.ExitCode}:\n{Printed}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(Settings.Url + "/health/ready"));
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary><c>kill -9</c>: the process gets no chance to write anything more. Returns when it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as Ctrl+C and systemd do, and waits until it has.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("-TERM");
        using var late = new CancellationTokenSource(Wait.Patience);
        await process.WaitForExitAsync(late.Token);
    }

    /// <summary>It hangs: connections are taken, by the system, and nothing is answered. <see cref="GoOnAsync"/> ends it. Unix alone.</summary>
    public Task HangAsync() => SignalAsync("-STOP");

    public Task GoOnAsync() => SignalAsync("-CONT");

    /// <summary>Bytes that the process holds in memory now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Time that it has had processors for, from its start on.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    async Task SignalAsync(string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { UseShellExecute = false });
        await (kill?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (printed) printed.AppendLine(line.Data);
    }
}
