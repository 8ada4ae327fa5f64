using System.Collections.Concurrent;
using Holdfast.Core.Evidence;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Storage.Evidence;

/// <summary>One original of a <see cref="FolderStore"/>, open. One thread at a time.</summary>
/// <param name="named">Folders of the first level whose names this process put on the disk: 256 at most.</param>
sealed class FolderFile(string path, FileStream stream, ConcurrentDictionary<string, bool> named) : ISealedFile
{
    readonly SafeFileHandle file = stream.SafeFileHandle;
    readonly string tail = path + FolderStore.Tail;
    bool isNamed;

    public long Length => RandomAccess.GetLength(file);

    public int Read(long offset, Span<byte> into)
    {
        var all = 0;
        int read;
        while (all < into.Length && (read = RandomAccess.Read(file, into[all..], offset + all)) > 0)
        {
            all += read;
        }

        return all;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(file, length);

    public byte[]? ReadTail()
    {
        try
        {
            return File.ReadAllBytes(tail);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public void WriteTail(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            File.Delete(tail);
            return;
        }

        var fresh = tail + ".new";
        try
        {
            using (var written = FolderDisk.Open(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(written.SafeFileHandle, bytes, 0);
                RandomAccess.FlushToDisk(written.SafeFileHandle);
            }

            File.Move(fresh, tail, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(fresh);
            throw;
        }

        FolderDisk.FlushFolder(Path.GetDirectoryName(path)!);
    }

    public void Flush()
    {
        RandomAccess.FlushToDisk(file);
        if (!isNamed)
        {
            // The file's name is on the disk too, and those of the folders that were made for it; whoever made them.
            var folder = Path.GetDirectoryName(path)!;
            var above = Path.GetDirectoryName(folder)!;
            FolderDisk.FlushFolder(folder);
            FolderDisk.FlushFolder(above);
            if (!named.ContainsKey(above))
            {
                FolderDisk.FlushFolder(Path.GetDirectoryName(above)!);
                named.TryAdd(above, true);
            }

            isNamed = true;
        }
    }

    public void Dispose() => stream.Dispose();
}
