using Holdfast.Harness;
using Holdfast.Harness.Processes;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>A copy of the product in which scripts and sheets of the live screen are other ones, as a new version has them.</summary>
public sealed class NextVersion : IDisposable
{
    readonly TemporaryFolder folder = new();

    public NextVersion()
    {
        var from = Path.GetDirectoryName(Checkout.Executable)!;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = folder[Path.GetRelativePath(from, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var changed in (string[])["wwwroot/js/report-handover.js", "wwwroot/js/report.js", "wwwroot/css/holdfast.css"]) File.AppendAllText(folder[changed], "\n/* The next version. */\n");
        Executable = folder[Path.GetFileName(Checkout.Executable)];
    }

    public string Executable { get; }

    public void Dispose() => folder.Dispose();
}
