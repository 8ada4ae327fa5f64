namespace Holdfast.Web.Wiring;

/// <summary>The folder of one installation, held by one server at a time. Its marker keeps made-up and real data apart for good.</summary>
sealed class DataFolder : IDisposable
{
    const string LockName = "holdfast.lock";
    const string SampleMarker = "SAMPLE";
    const string RealMarker = "HOLDFAST";
    readonly FileStream file;

    DataFolder(string path, FileStream held)
    {
        Path = path;
        file = held;
    }

    public string Path { get; }

    /// <summary>Makes the folder if need be, marks it, and holds it until disposed.</summary>
    /// <exception cref="StartRefusedException">It belongs to the other kind of data, another server holds it, or it can't be written.</exception>
    public static DataFolder Hold(string path, bool sample)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                System.IO.Directory.CreateDirectory(full);
            }
            else
            {
                System.IO.Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Refuse(full, sample);
            var held = new FileStream(System.IO.Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            try
            {
                Mark(full, sample);
                return new DataFolder(full, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new StartRefusedException($"The data folder {full} can't be written: {closed.Message} Give this user the right to write there, or name another folder with HOLDFAST_DATA.", closed);
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StartRefusedException(
                $"The data folder {full} can't be used: {taken.Message} If another Holdfast server runs with it, stop that one first, or name another folder with HOLDFAST_DATA.", taken);
        }
        catch (IOException odd)
        {
            throw new StartRefusedException($"The data folder {full} can't be used: {odd.Message}", odd);
        }
    }

    /// <summary>For commands that work beside a running server: refuses a folder of the other kind, holds nothing.</summary>
    public static bool IsSample(string path) => File.Exists(System.IO.Path.Combine(path, SampleMarker));

    public void Dispose() => file.Dispose();

    static void Refuse(string full, bool sample)
    {
        if (!sample && IsSample(full))
        {
            throw new StartRefusedException(
                $"The folder {full} holds the sample desk with made-up people. Name another folder with HOLDFAST_DATA, or start the sample with `holdfast sample`.");
        }

        if (sample && !IsSample(full) && System.IO.Directory.EnumerateFileSystemEntries(full).Any(entry => System.IO.Path.GetFileName(entry) != LockName))
        {
            throw new StartRefusedException(
                $"The folder {full} holds something else than a sample desk, so the sample was not started there. Name an empty folder with HOLDFAST_DATA.");
        }
    }

    static void Mark(string full, bool sample)
    {
        var marker = System.IO.Path.Combine(full, sample ? SampleMarker : RealMarker);
        if (!File.Exists(marker))
        {
            File.WriteAllText(marker, sample
                ? "This folder holds Holdfast's sample desk: made-up people and incidents. It can be deleted at any time.\n"
                : "This folder belongs to a Holdfast installation. Keep it, and keep its master key in a safe place of its own.\n");
        }
    }
}
