using System.Diagnostics;
using System.Text.Json;
using Holdfast.Harness;

namespace Holdfast.Bench;

/// <summary>Prints figures as they come and, when asked, keeps them as JSON with the commit they belong to.</summary>
public sealed class Report(string? path)
{
    static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    readonly List<Figure> figures = [];

    /// <summary>True while every figure with a goal reaches it.</summary>
    public bool Reached => figures.TrueForAll(figure => figure.Reached);

    public void Add(IEnumerable<Figure> more)
    {
        foreach (var figure in more)
        {
            Console.WriteLine(figure);
            figures.Add(figure);
        }
    }

    public void Write(bool quick)
    {
        if (path is null) return;
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            At = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            Commit = Git("rev-parse", "--short", "HEAD") + (Git("status", "--porcelain").Length > 0 ? " with changes" : ""),
            Quick = quick,
            Cores = Environment.ProcessorCount,
            Figures = figures.Select(figure => new { figure.Name, figure.Value, figure.Unit, figure.Goal, figure.AtLeast, Result = figure.Goal is null ? null : figure.Reached ? "ok" : "short" }),
        }, Indented));
    }

    static string Git(params string[] words)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", words) { WorkingDirectory = Checkout.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            return git?.StandardOutput.ReadToEnd().Trim() ?? "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
