using System.Globalization;
using System.Runtime.InteropServices;

namespace Holdfast.Integrations.Evidence;

/// <summary>The inside of the process that draws pictures: before it looks at a byte it gives up what it doesn't need.</summary>
public static class DrawingProcess
{
    const ulong MostMemory = 1024UL * 1024 * 1024;
    const ulong MostSeconds = 30;

    /// <summary>Runs <c>holdfast picture LENGTH</c>: the original on standard input, PNG on standard output.</summary>
    /// <returns>The exit code, 0 when it was drawn.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Length != 2 || !int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return 2;
        }

        if (OperatingSystem.IsLinux())
        {
            GiveUp();
        }

        using var original = Console.OpenStandardInput();
        using var png = Console.OpenStandardOutput();
        return Drawing.Run(original, length, png);
    }

    /// <summary>
    /// Memory and processor time are bounded by the system, no byte can be written to any file, no core be left behind, and no other rights be gained. A
    /// decoder that is taken over by a picture still runs as the server's user: this makes it poor, not harmless.
    /// </summary>
    static void GiveUp()
    {
        const int processor = 0, fileSize = 1, data = 2, core = 4, noNewPrivileges = 38;
        Limit(processor, MostSeconds);
        Limit(fileSize, 0);
        Limit(data, MostMemory);
        Limit(core, 0);
        _ = Control(noNewPrivileges, 1, 0, 0, 0);
    }

    static void Limit(int resource, ulong most)
    {
        var limit = new ResourceLimit(most, most);
        _ = SetLimit(resource, ref limit);
    }

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct ResourceLimit(ulong Soft, ulong Hard);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int SetLimit(int resource, ref ResourceLimit limit);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Control(int option, ulong one, ulong two, ulong three, ulong four);
}
