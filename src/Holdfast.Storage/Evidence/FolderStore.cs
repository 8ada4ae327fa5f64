using System.Collections.Concurrent;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;

namespace Holdfast.Storage.Evidence;

/// <summary>
/// Originals as files of a folder, which several nodes may share: <c>5f/INCIDENT/EVIDENCE</c>, and <c>EVIDENCE.tail</c> while a frame isn't full. Named by ids
/// alone, never by what a file was called. Only their owner may read them (mode 0600; on Windows the folder's rights hold). Thread-safe.
/// </summary>
public sealed class FolderStore(string folder) : IEvidenceStore
{
    internal const string Tail = ".tail";
    const string Unfinished = ".new";
    readonly string root = Path.GetFullPath(folder);
    readonly ConcurrentDictionary<string, bool> named = [];

    public long Free
    {
        get
        {
            FolderDisk.Make(root);
            return new DriveInfo(root).AvailableFreeSpace;
        }
    }

    public ISealedFile? OpenToAppend(IncidentId incident, EvidenceId evidence)
    {
        var path = PathOf(incident, evidence);
        try
        {
            FolderDisk.Make(Path.GetDirectoryName(path)!);
            var file = FolderDisk.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (File.Exists(path))
            {
                return new FolderFile(path, file, named);
            }

            // It was removed between being opened and being held: what is written into it would be gone.
            file.Dispose();
            return null;
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new IOException($"Evidence can't be written: {closed.Message}", closed);
        }
        catch (IOException taken) when (FolderDisk.IsTaken(taken))
        {
            return null;
        }
    }

    public ISealedFile? OpenToRead(IncidentId incident, EvidenceId evidence)
    {
        var path = PathOf(incident, evidence);
        try
        {
            return new FolderFile(path, FolderDisk.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), named);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new IOException($"Evidence can't be read: {closed.Message}", closed);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Remove(IncidentId incident, EvidenceId evidence)
    {
        var path = PathOf(incident, evidence);
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
            File.Delete(path + Tail);
            File.Delete(path + Tail + Unfinished);
        }
    }

    public IEnumerable<StoredOriginal> All()
    {
        if (!Directory.Exists(root))
        {
            yield break;
        }

        foreach (var one in Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories))
        {
            if (!IncidentId.TryParse(Path.GetFileName(one), out var incident))
            {
                continue;
            }

            var files = new DirectoryInfo(one).EnumerateFiles().Select(file => (Name: file.Name.Split('.')[0], At: file.LastWriteTimeUtc)).ToList();
            foreach (var original in files.GroupBy(file => file.Name))
            {
                if (EvidenceId.TryParse(original.Key, out var evidence))
                {
                    yield return new StoredOriginal(incident, evidence, new DateTimeOffset(original.Max(file => file.At), TimeSpan.Zero));
                }
            }
        }
    }

    /// <summary>The last two digits of an id are random, the first are its time.</summary>
    string PathOf(IncidentId incident, EvidenceId evidence)
    {
        var id = incident.ToString();
        return Path.Combine(root, id[^2..], id, evidence.ToString());
    }
}
