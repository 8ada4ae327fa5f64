using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Harness.Postgres;

/// <summary>The processes that a process started, read from /proc; where there is none, the family is the process alone.</summary>
static class ProcessFamily
{
    /// <summary>The children of <paramref name="parent"/>; PostgreSQL's processes have none of their own.</summary>
    public static List<int> Of(int parent)
    {
        if (!Directory.Exists("/proc/self")) return [];
        return Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == parent)
            .ToList();
    }

    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself when its parent did.
        }
    }

    public static bool IsGone(int id) => !Directory.Exists($"/proc/{id}") || StateOf(id) == "Z";

    static int ParentOf(int id) => Fields(id) is [_, var parent, ..] && int.TryParse(parent, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static string StateOf(int id) => Fields(id) is [var state, ..] ? state : "Z";

    /// <summary>The fields after the program's name, which stands in parentheses and may hold spaces: state, parent, …</summary>
    static string[] Fields(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
