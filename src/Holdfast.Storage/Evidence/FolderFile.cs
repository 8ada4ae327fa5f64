using Holdfast.Core.Evidence;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Storage.Evidence;

/// <summary>One original of a <see cref="FolderStore"/>, open. One thread at a time.</summary>
sealed class FolderFile(string path, FileStream stream) : ISealedFile
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
            // The file's name is on the disk too, and those of the folders that were made for it.
            var folder = Path.GetDirectoryName(path)!;
            FolderDisk.FlushFolder(folder);
            FolderDisk.FlushFolder(Path.GetDirectoryName(folder)!);
            FolderDisk.FlushFolder(Path.GetDirectoryName(Path.GetDirectoryName(folder))!);
            isNamed = true;
        }
    }

    public void Dispose() => stream.Dispose();
}
