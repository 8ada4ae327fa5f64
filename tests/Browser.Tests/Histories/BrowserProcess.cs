using System.Diagnostics;
using System.Globalization;
using Holdfast.Harness;
using Holdfast.Harness.Browsers;
using Microsoft.Playwright;

namespace Holdfast.Histories;

/// <summary>A Chromium in a process of its own, on a profile that outlasts it, so that it can be killed as a machine's fault would. Disposing kills it.</summary>
sealed class BrowserProcess : IAsyncDisposable
{
    /// <summary>Where Chromium writes which port its devtools listen on.</summary>
    const string PortFile = "DevToolsActivePort";

    readonly Process process;
    readonly IBrowser browser;

    BrowserProcess(Process process, IBrowser browser)
    {
        this.process = process;
        this.browser = browser;
    }

    /// <summary>The profile's own context.</summary>
    public IBrowserContext Context => browser.Contexts[0];

    /// <summary>Starts it on a profile's folder, new or left by one that was killed.</summary>
    public static async Task<BrowserProcess> StartAsync(IPlaywright playwright, string profile)
    {
        Directory.CreateDirectory(profile);
        var file = Path.Combine(profile, PortFile);
        File.Delete(file);
        var start = new ProcessStartInfo(Chromium.Executable) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in Chromium.Arguments.Concat(["--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--no-first-run", "--disable-gpu", "--hide-scrollbars", "about:blank"]))
        {
            start.ArgumentList.Add(word);
        }

        var started = Process.Start(start) ?? throw new InvalidOperationException("Chromium did not start.");
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        started.BeginOutputReadLine();
        var port = await Wait.ForAsync("Chromium says its port", async () =>
            File.Exists(file) && (await File.ReadAllLinesAsync(file)) is [var first, _, ..] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? first : null);
        return new BrowserProcess(started, await playwright.Chromium.ConnectOverCDPAsync($"http://127.0.0.1:{port}"));
    }

    /// <summary><c>kill -9</c> of the browser with all its processes.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await browser.DisposeAsync();
        process.Dispose();
    }
}
