using System.Diagnostics;
using System.Globalization;
using Holdfast.Bench.Client;
using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Bench.Limits;

/// <summary>The web server's own limit: a bare endpoint in a process of its own, asked by the same client over the same kind of socket.</summary>
public static class Hello
{
    /// <summary>The hidden word by which the bench starts itself as that server.</summary>
    public const string Word = "serve-hello";

    public static async Task ServeAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + port);
        await using var app = builder.Build();
        app.MapGet("/", () => Results.Text("hello"));
        await app.RunAsync();
    }

    public static async Task<Samples> MeasureAsync(int rounds)
    {
        var port = FreePort.Take();
        var self = Environment.ProcessPath ?? "dotnet";
        string[] words = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Hello).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(self, [.. words, Word, port.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })
            ?? throw new InvalidOperationException(self);
        try
        {
            var site = new Uri($"http://127.0.0.1:{port}");
            await Wait.UntilAsync("the bare endpoint answers", () => Task.FromResult(Line.Answers(site)));
            using var line = new Line(site);
            var request = Request.Get("/", site, token: null);
            var samples = new Samples();
            for (var round = -rounds; round < rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                line.Ask(request);
                if (round >= 0) samples.Since(began);
            }

            return samples;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
