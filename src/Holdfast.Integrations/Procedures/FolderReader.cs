using System.Collections.Immutable;

namespace Holdfast.Integrations.Procedures;

/// <summary>Takes the files of a pack out of a folder: plain files in known places, bounded in number and size, nothing that a link leads to.</summary>
sealed class FolderReader
{
    /// <summary>Folders of a pack and the kind of file that each holds.</summary>
    public static readonly ImmutableArray<(string Folder, string Ending)> Folders = [("forms", ".yaml"), ("guidance", ".md"), ("examples", ".yaml")];

    /// <summary>Files beside them.</summary>
    public static readonly ImmutableArray<string> Roots = ["procedure.yaml", "case.yaml", "escalation.yaml"];

    readonly string root;
    long size;

    FolderReader(string root) => this.root = root;

    public Dictionary<string, ImmutableArray<byte>> Files { get; } = new(StringComparer.Ordinal);

    public Findings Findings { get; } = new();

    public static FolderReader Read(string folder)
    {
        var reader = new FolderReader(Path.GetFullPath(folder));
        try
        {
            reader.ReadAll();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            reader.Findings.Add(new Spot(folder, 0), "The folder can't be read. Check that it exists and that this account may read it and its files.");
        }

        return reader;
    }

    void ReadAll()
    {
        foreach (var entry in Entries(root))
        {
            if (entry is FileInfo file)
            {
                Take(file, entry.Name, Roots.Contains(entry.Name, StringComparer.Ordinal));
            }
            else if (entry.Name == LanguageFiles.Folder)
            {
                ReadLanguages((DirectoryInfo)entry);
            }
            else if (Folders.FirstOrDefault(known => known.Folder == entry.Name).Ending is { } ending)
            {
                ReadFolder((DirectoryInfo)entry, entry.Name, ending);
            }
            else
            {
                Findings.Add(new Spot(entry.Name, 0), $"A pack has the folders {string.Join(", ", Folders.Select(known => known.Folder))}, {LanguageFiles.Folder}. Rename this one or move it out of the pack.");
            }
        }
    }

    void ReadLanguages(DirectoryInfo languages)
    {
        foreach (var entry in Entries(languages.FullName))
        {
            var folder = $"{languages.Name}/{entry.Name}";
            foreach (var one in entry is DirectoryInfo ? Entries(entry.FullName) : [entry])
            {
                if (one is DirectoryInfo { Name: LanguageFiles.Guidance } guidance)
                {
                    ReadFolder(guidance, $"{folder}/{guidance.Name}", ".md");
                }
                else if (one is FileInfo file && one != entry)
                {
                    Take(file, $"{folder}/{file.Name}", file.Name == LanguageFiles.Words);
                }
                else
                {
                    Findings.Add(new Spot(one == entry ? folder : $"{folder}/{one.Name}", 0), $"{LanguageFiles.Folder} has a folder for each language, with {LanguageFiles.Words} and {LanguageFiles.Guidance}/*.md. Rename this or move it out of the pack.");
                }
            }
        }
    }

    void ReadFolder(DirectoryInfo inner, string folder, string ending)
    {
        foreach (var entry in Entries(inner.FullName))
        {
            var name = $"{folder}/{entry.Name}";
            if (entry is FileInfo file)
            {
                Take(file, name, file.Name.EndsWith(ending, StringComparison.Ordinal));
            }
            else
            {
                Findings.Add(new Spot(name, 0), "Folders of a pack hold no folders. Move its files up.");
            }
        }
    }

    /// <summary>What a folder holds, without what begins with a dot, and without links: a pack holds its words itself. Bounded.</summary>
    IEnumerable<FileSystemInfo> Entries(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')).Take(MostEntries).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.LinkTarget is null)
            {
                yield return entry;
            }
            else
            {
                Findings.Add(new Spot(Path.GetRelativePath(root, entry.FullName), 0), "This is a link. Put the file itself here.");
            }
        }
    }

    const int MostEntries = 2 * PackFiles.MostFiles;

    void Take(FileInfo file, string name, bool known)
    {
        if (!known)
        {
            Findings.Add(new Spot(name, 0), $"A pack has no such file. It has {string.Join(", ", Roots)}, {string.Join(", ", Folders.Select(place => $"{place.Folder}/*{place.Ending}"))}.");
        }
        else if (Files.Count == PackFiles.MostFiles)
        {
            Findings.Add(new Spot(name, 0), $"A pack has at most {PackFiles.MostFiles} files. Put some together.");
        }
        else if ((size += file.Length) > PackFiles.MostBytes)
        {
            Findings.Add(new Spot(name, 0), "A pack has at most 4 MiB. This file goes beyond; shorten it.");
        }
        else
        {
            Files[name] = Content(file);
        }
    }

    // What has no size isn't opened: a pipe or a device would never end.
    static ImmutableArray<byte> Content(FileInfo file)
    {
        if (file.Length == 0)
        {
            return [];
        }

        using var stream = file.OpenRead();
        var content = new byte[file.Length];
        return [.. content.AsSpan(0, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false))];
    }
}
