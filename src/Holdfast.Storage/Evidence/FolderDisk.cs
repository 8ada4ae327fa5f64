using System.Runtime.InteropServices;

namespace Holdfast.Storage.Evidence;

/// <summary>What a folder of private, durable files asks of the operating system.</summary>
static class FolderDisk
{
    const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, and those above it, for their owner alone.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            // One by one: the mode holds for the last of a path alone.
            if (Path.GetDirectoryName(folder) is { } above)
            {
                Make(above);
            }

            Directory.CreateDirectory(folder, OwnFolder);
        }
    }

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }

    /// <summary>Whether a file could not be opened because somebody else has it: a sharing violation on Windows, EWOULDBLOCK elsewhere.</summary>
    public static bool IsTaken(IOException refused) => refused.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11);

    /// <summary>The names in a folder are on the disk when it returns; where folders can't be flushed (Windows, some network shares) the file system sees to it.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    // The base library opens no folder, so it can flush none.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Close(int descriptor);
}
