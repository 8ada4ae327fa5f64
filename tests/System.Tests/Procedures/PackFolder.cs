using Holdfast.Harness;

namespace Holdfast.Tests.Procedures;

/// <summary>A copy of the default pack, to be edited as an administrator would.</summary>
sealed class PackFolder : IDisposable
{
    const string Root = "procedure.yaml";
    readonly TemporaryFolder folder = new();

    public PackFolder()
    {
        var original = System.IO.Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting");
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(original, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path => folder["pack"];

    /// <summary>Replaces words in a file; they must be there.</summary>
    public void Edit(string file, string from, string to)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(from, StringComparison.Ordinal)) throw new InvalidOperationException($"{file} says nowhere: {from}");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Number(int from, int to) => Edit(Root, $"version: {from}\n", $"version: {to}\n");

    /// <summary>A slip of the pen in the name of a key.</summary>
    public void Break() => Edit(Root, "\ntitle: ", "\ntitel: ");

    public void Mend() => Edit(Root, "\ntitel: ", "\ntitle: ");

    public void Dispose() => folder.Dispose();
}
