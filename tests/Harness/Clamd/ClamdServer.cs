using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Harness.Processes;

namespace Holdfast.Harness.Clamd;

/// <summary>
/// The installed clamd with one signature of our own, which finds the harmless test file of the anti-virus makers. It needs no download. A machine without
/// clamd skips the test visibly, or fails it with <c>CI=true</c>.
/// </summary>
public sealed class ClamdServer : IAsyncDisposable
{
    readonly TemporaryFolder folder = new();
    readonly StringBuilder log = new();
    Process? process;

    ClamdServer() => Port = FreePort.Take();

    /// <summary>The port of the loopback address that it listens at.</summary>
    public int Port { get; }

    /// <summary>The socket that it listens at.</summary>
    public string Socket => folder["clamd.socket"];

    /// <summary>What it calls <see cref="TestFile"/>.</summary>
    public const string Found = "Holdfast.Test.Eicar.UNOFFICIAL";

    /// <summary>The test file, found alone and within others: put together here, so that no scanner finds it in the sources.</summary>
    public static byte[] TestFile => Encoding.ASCII.GetBytes(string.Concat(@"X5O!P%@AP[4\PZX54(P^)7CC)7}", "$EICAR", "-STANDARD-ANTI", "VIRUS-TEST-FILE!", "$H+H*"));

    /// <summary>Starts one; it answers when this returns.</summary>
    /// <param name="largest">Megabytes that it takes in one stream.</param>
    public static async Task<ClamdServer> StartAsync(int largest = 25)
    {
        if (Program() is null)
        {
            throw Checkout.Lacks("clamd is not installed (Debian: apt-get install clamav-daemon).");
        }

        var server = new ClamdServer();
        Directory.CreateDirectory(server.folder["signatures"]);
        await File.WriteAllTextAsync(server.folder["signatures/test.ndb"], $"Holdfast.Test.Eicar:0:*:{Convert.ToHexString(TestFile)}\n");
        await File.WriteAllTextAsync(server.folder["clamd.conf"], $"""
            Foreground yes
            DatabaseDirectory {server.folder["signatures"]}
            OfficialDatabaseOnly no
            LocalSocket {server.Socket}
            TCPSocket {server.Port}
            TCPAddr 127.0.0.1
            StreamMaxLength {largest}M
            TemporaryDirectory {server.folder.Path}
            """);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>, at the same addresses.</summary>
    public async Task StartAgainAsync()
    {
        File.Delete(Socket);
        var start = new ProcessStartInfo(Program()!, ["--config-file=" + folder["clamd.conf"]]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        process = Process.Start(start) ?? throw new InvalidOperationException("clamd");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Wait.UntilAsync("clamd answers", async () => process.HasExited ? throw new InvalidOperationException("clamd ended:\n" + Log()) : await AnswersAsync());
    }

    /// <summary>Ends it.</summary>
    public async Task StopAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync("zPING\0"u8.ToArray());
            var pong = new byte[4];
            return await stream.ReadAtLeastAsync(pong, 4, throwOnEndOfStream: false) == 4;
        }
        catch (Exception early) when (early is SocketException or IOException)
        {
            return false;
        }
    }

    static string? Program() =>
        new[] { "/usr/sbin" }.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).Select(place => Path.Combine(place, "clamd")).FirstOrDefault(File.Exists);

    string Log()
    {
        lock (log) return log.ToString();
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log) log.AppendLine(line.Data);
    }
}
