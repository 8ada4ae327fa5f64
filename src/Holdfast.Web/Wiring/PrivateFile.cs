namespace Holdfast.Web.Wiring;

/// <summary>Files that only their owner may read (mode 0600; on Windows the folder's rights hold).</summary>
static class PrivateFile
{
    /// <summary>Writes a new file and flushes it to the disk.</summary>
    /// <exception cref="IOException">It is there already, or can't be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
