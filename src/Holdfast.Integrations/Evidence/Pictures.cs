using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Holdfast.Core.Evidence;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// Draws each picture in a process of its own, so that a decoder that crashes, hangs or is taken over by a hostile file is not the server. That process has
/// neither the server's keys nor its settings. At most two run at once; others wait their turn.
/// </summary>
public sealed class Pictures : IPictures
{
    static readonly SemaphoreSlim Turns = new(2);

    /// <summary>What of the environment a program needs to find .NET at all.</summary>
    static readonly string[] Kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH"];

    readonly string program;
    readonly string[] arguments;
    readonly TimeSpan limit;

    /// <summary>Draws by the program that lies beside this library.</summary>
    public Pictures()
        : this(Beside(), TimeSpan.FromSeconds(20))
    {
    }

    /// <summary>Draws by another program, which is told the original's length in bytes as its last argument.</summary>
    /// <param name="limit">How long one picture may take.</param>
    public Pictures((string Program, string[] Arguments) by, TimeSpan limit)
    {
        (program, arguments) = by;
        this.limit = limit;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The original can't be read.</exception>
    public async Task<byte[]?> DrawAsync(Stream original, CancellationToken cancel)
    {
        if (!original.CanSeek || original.Length is 0 or > Drawing.MostBytes)
        {
            return null;
        }

        await Turns.WaitAsync(cancel);
        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            ends.CancelAfter(limit);
            return await DrawInProcessAsync(new Source(original), cancel, ends.Token);
        }
        finally
        {
            Turns.Release();
        }
    }

    async Task<byte[]?> DrawInProcessAsync(Source original, CancellationToken cancel, CancellationToken ends)
    {
        Process? process = null;
        try
        {
            process = Process.Start(Prepare(original.Length)) ?? throw new Win32Exception();
            var complains = process.StandardError.BaseStream.CopyToAsync(Stream.Null, ends);
            var sends = SendAsync(original, process, ends);
            var png = await TakeAsync(process.StandardOutput.BaseStream, ends);
            await sends;
            await complains;
            await process.WaitForExitAsync(ends);
            return process.ExitCode == 0 && TypeByBytes.Of(png, png.Length) == EvidenceType.Png ? png : null;
        }
        catch (Exception broken) when (!original.IsBroken && !cancel.IsCancellationRequested && broken is IOException or InvalidDataException or OperationCanceledException or Win32Exception)
        {
            // It died, took too long, gave too much, or there is no such program.
            return null;
        }
        finally
        {
            await EndAsync(process);
        }
    }

    ProcessStartInfo Prepare(long length)
    {
        var start = new ProcessStartInfo(program, [.. arguments, length.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
        };
        foreach (var name in start.Environment.Keys.Where(name => !Kept.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // In hexadecimal: the picture once as it came, and little else. Pixels lie outside of this, bounded by their number.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // It would need a file, and files can't be written there.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    static async Task SendAsync(Source original, Process process, CancellationToken ends)
    {
        await using var input = process.StandardInput.BaseStream;
        var buffer = new byte[64 * 1024];
        try
        {
            for (var read = original.Read(buffer); read > 0; read = original.Read(buffer))
            {
                await input.WriteAsync(buffer.AsMemory(0, read), ends);
            }

            await input.FlushAsync(ends);
        }
        catch (IOException) when (!original.IsBroken)
        {
            // It has seen enough and went: what it says, and its exit code, tell the rest.
        }
    }

    static async Task<byte[]> TakeAsync(Stream output, CancellationToken ends)
    {
        using var png = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await output.ReadAsync(buffer, ends); read > 0; read = await output.ReadAsync(buffer, ends))
        {
            if (png.Length + read > Drawing.MostBytes)
            {
                throw new InvalidDataException("It gave more than a picture.");
            }

            png.Write(buffer, 0, read);
        }

        return png.ToArray();
    }

    static async Task EndAsync(Process? process)
    {
        if (process is null)
        {
            return;
        }

        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It had ended.
        }

        process.Dispose();
    }

    /// <summary>The server's own program: its executable where it has one, else by the runtime that runs this.</summary>
    static (string Program, string[] Arguments) Beside()
    {
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "holdfast.exe" : "holdfast");
        if (File.Exists(executable))
        {
            return (executable, [Drawing.Command]);
        }

        var runtime = Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : "dotnet";
        return (runtime, [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), Drawing.Command]);
    }
}
