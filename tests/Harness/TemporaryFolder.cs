namespace Holdfast.Harness;

/// <summary>A folder of one test's own under the system's temporary folder, removed with everything in it at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string? under = null) =>
        Path = under is null ? Directory.CreateTempSubdirectory("holdfast-").FullName : Directory.CreateDirectory(System.IO.Path.Combine(under, "holdfast-" + System.IO.Path.GetRandomFileName())).FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A process that was just killed may still hold a file; the system's temporary folder is cleaned anyway.
        }
    }
}
