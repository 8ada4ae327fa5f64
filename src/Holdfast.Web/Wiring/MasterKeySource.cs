using Holdfast.Storage.Keys;

namespace Holdfast.Web.Wiring;

/// <summary>Where the master key comes from: the setting, or <c>master.key</c> in the data folder, which SQLite's first start makes.</summary>
static class MasterKeySource
{
    public const string FileName = "master.key";

    /// <summary>The key, and the file that was just made for it, if one was.</summary>
    /// <param name="mayMake">Whether a missing file is made: never where other nodes may hold the key already.</param>
    /// <exception cref="StartRefusedException">There is no key, or what is there isn't one.</exception>
    public static (MasterKey Key, string? MadeAt) Read(HostSettings settings, bool mayMake)
    {
        if (settings.MasterKey is { Length: > 0 } given)
        {
            return (MasterKey.TryImport(given, out var key) && key is not null ? key : FromFile(given, "HOLDFAST_MASTER_KEY"), null);
        }

        var path = Path.Combine(settings.DataFolder, FileName);
        if (File.Exists(path))
        {
            return (FromFile(path, path), null);
        }

        if (!mayMake)
        {
            throw new StartRefusedException(
                "There is no master key. On PostgreSQL it is never made silently, because every node needs the same one: make it once with " +
                "`holdfast key new`, keep it safe, and give it to each node as HOLDFAST_MASTER_KEY (the key itself, or the path of a file that holds it).");
        }

        var made = MasterKey.New();
        PrivateFile.Create(path, System.Text.Encoding.ASCII.GetBytes(made.Export() + "\n"));
        return (made, path);
    }

    static MasterKey FromFile(string path, string where)
    {
        try
        {
            var text = new FileInfo(path) is { Exists: true, Length: < 4096 } ? File.ReadAllText(path) : null;
            return text is not null && MasterKey.TryImport(text, out var key) && key is not null
                ? key
                : throw new StartRefusedException(
                    $"The master key in {where} can't be read: it is neither {MasterKey.Size} bytes in base64 nor the path of a file that holds them. `holdfast key new` makes one.");
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The master key's file can't be read: {closed.Message}", closed);
        }
    }
}
