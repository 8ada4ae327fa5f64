using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Holdfast.Harness.Mail;

/// <summary>
/// A real mail server on a port of its own: Debian's aiosmtpd in a process, by <c>server.py</c> beside this. It keeps what it gets and refuses whom it is told
/// to. A machine without it skips the test visibly, or fails it with <c>CI=true</c>.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    readonly TemporaryFolder folder = new();
    readonly ConcurrentQueue<ReceivedMail> mails = new();
    readonly ConcurrentQueue<string> told = new();
    readonly StringBuilder log = new();
    readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Process? process;

    MailServer()
    {
    }

    /// <summary>The port of 127.0.0.1 that it listens at.</summary>
    public int Port => port.Task.Result;

    /// <summary>The certificate that it shows with TLS, for <c>localhost</c> and 127.0.0.1, which no system trusts: a PEM file. Given as <c>SSL_CERT_FILE</c> it makes a process trust it.</summary>
    public string Certificate => folder["certificate.pem"];

    /// <summary>What it has taken so far, in order.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>Starts one; it listens when this returns.</summary>
    /// <param name="tls"><c>starttls</c> to demand it, <c>tls</c> for TLS from the first byte, null for none.</param>
    /// <param name="signIn">Who must sign in; null takes mail from everybody.</param>
    public static async Task<MailServer> StartAsync(string? tls = null, (string User, string Password)? signIn = null)
    {
        var python = Python.Value ?? throw Checkout.Lacks("aiosmtpd is not installed (Debian: apt-get install python3-aiosmtpd).");
        var server = new MailServer();
        var settings = new Dictionary<string, string> { ["certificate"] = server.Certificate, ["key"] = server.folder["key.pem"] };
        if (tls is not null)
        {
            settings["tls"] = tls;
            server.MakeCertificate();
        }

        if (signIn is { } who)
        {
            (settings["user"], settings["password"]) = who;
        }

        server.Start(python, JsonSerializer.Serialize(settings));
        await Wait.UntilAsync("the mail server listens", () => server.port.Task.IsCompleted ? Task.FromResult(true)
            : server.process!.HasExited ? throw new InvalidOperationException("The mail server ended:\n" + server.Log()) : Task.FromResult(false));
        return server;
    }

    /// <summary>Answers RCPT for <paramref name="mailbox"/> (<c>*</c>: for everybody) with <paramref name="reply"/> from now on, such as <c>550 5.1.1 Nobody here</c>; null takes it again.</summary>
    public Task AnswerAsync(string mailbox, string? reply) => TellAsync(mailbox, reply);

    /// <summary>Answers the end of a mail, instead of keeping it.</summary>
    public Task AnswerMailsAsync(string? reply) => TellAsync("DATA", reply);

    /// <summary>Never answers RCPT for <paramref name="mailbox"/>.</summary>
    public Task HangAsync(string mailbox) => TellAsync(mailbox, "hang");

    /// <summary>Waits until it has taken <paramref name="count"/> mails in all, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> TakenAsync(int count)
    {
        await Wait.UntilAsync($"{count} mails arrive", () => Task.FromResult(mails.Count >= count));
        return Mails;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Dispose();
    }

    async Task TellAsync(string mailbox, string? reply)
    {
        var before = told.Count;
        await process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { mailbox, reply }));
        await process.StandardInput.FlushAsync();
        await Wait.UntilAsync("the mail server has heard", () => Task.FromResult(told.Count > before));
    }

    void Start(string python, string settings)
    {
        var script = Path.Combine(Checkout.Root, "tests", "Harness", "Mail", "server.py");
        process = Process.Start(new ProcessStartInfo(python, [script, settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException(python);
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { Length: > 0 } words) return;
        using var json = JsonDocument.Parse(words);
        var said = json.RootElement;
        if (said.TryGetProperty("port", out var listens))
        {
            port.SetResult(listens.GetInt32());
        }
        else if (said.TryGetProperty("told", out var mailbox))
        {
            told.Enqueue(mailbox.GetString()!);
        }
        else
        {
            mails.Enqueue(new ReceivedMail(
                said.GetProperty("sender").GetString()!,
                [.. said.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()!)],
                said.GetProperty("raw").GetBytesFromBase64(),
                said.GetProperty("secure").GetBoolean(),
                said.GetProperty("user").GetString(),
                said.GetProperty("hello").GetString()));
        }
    }

    void MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The Python that has it: Debian's own first, because another one on the path doesn't know Debian's packages.</summary>
    static readonly Lazy<string?> Python = new(() => new[] { "/usr/bin" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Select(place => Path.Combine(place, "python3"))
        .Where(File.Exists).Distinct()
        .FirstOrDefault(HasIt));

    static bool HasIt(string python)
    {
        using var asked = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd.smtp"]) { RedirectStandardError = true, UseShellExecute = false });
        asked?.StandardError.ReadToEnd();
        asked?.WaitForExit();
        return asked?.ExitCode == 0;
    }

    string Log()
    {
        lock (log) return log.ToString();
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log) log.AppendLine(line.Data);
    }
}
