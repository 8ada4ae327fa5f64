using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>
/// The files of a pack: names inside the folder, with <c>/</c>, in the order of their code units, and their bytes. Immutable, safe to share between
/// threads. What stands in a database as <see cref="ToBytes"/> is read again by <see cref="FromBytes"/> exactly.
/// </summary>
public sealed class PackFiles
{
    /// <summary>Most bytes of all files together.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Most files.</summary>
    public const int MostFiles = 200;

    static ReadOnlySpan<byte> Mark => "holdfast-pack-1\n"u8;

    readonly ImmutableSortedDictionary<string, ImmutableArray<byte>> files;
    readonly byte[] bytes;

    PackFiles(ImmutableSortedDictionary<string, ImmutableArray<byte>> files, ImmutableArray<PackError> errors)
    {
        this.files = files;
        Errors = errors;
        bytes = Write(files);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Names in order.</summary>
    public IEnumerable<string> Names => files.Keys;

    /// <summary>SHA-256 over <see cref="ToBytes"/>: 64 hexadecimal digits in lower case.</summary>
    public string Hash { get; }

    /// <summary>What was wrong with the folder itself, such as a link or too many files.</summary>
    internal ImmutableArray<PackError> Errors { get; }

    /// <summary>Files by their names.</summary>
    public static PackFiles Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.ToImmutableSortedDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value).ToImmutableArray(), StringComparer.Ordinal), []);

    /// <summary>Reads a folder. Never throws for what it holds; what can't be taken is among the errors of <see cref="PackReader.Read"/>.</summary>
    public static PackFiles ReadFolder(string folder)
    {
        var read = FolderReader.Read(folder);
        return new PackFiles(read.Files.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. read.Findings.InOrder]);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">It was not written by this product, or is damaged.</exception>
    public static PackFiles FromBytes(ReadOnlySpan<byte> stored)
    {
        var rest = stored.StartsWith(Mark) ? stored[Mark.Length..] : throw new FormatException("These are not the files of a pack.");
        var found = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<byte>>(StringComparer.Ordinal);
        while (!rest.IsEmpty)
        {
            var name = Encoding.UTF8.GetString(Take(ref rest));
            found[name] = [.. Take(ref rest)];
        }

        return new PackFiles(found.ToImmutable(), []);
    }

    /// <summary>The canonical form: equal for equal names and bytes, whatever the folder's order.</summary>
    public byte[] ToBytes() => [.. bytes];

    /// <summary>A file's bytes; empty where there is no such file.</summary>
    public ReadOnlySpan<byte> Bytes(string name) => files.TryGetValue(name, out var found) ? found.AsSpan() : [];

    public bool Has(string name) => files.ContainsKey(name);

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(rest) is var length && (length < 0 || length > rest.Length - sizeof(int)))
        {
            throw new FormatException("The files of a pack end too soon.");
        }

        var taken = rest.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(rest));
        rest = rest[(sizeof(int) + taken.Length)..];
        return taken;
    }

    static byte[] Write(ImmutableSortedDictionary<string, ImmutableArray<byte>> files)
    {
        using var stream = new MemoryStream();
        stream.Write(Mark);
        foreach (var (name, content) in files)
        {
            Put(stream, Encoding.UTF8.GetBytes(name));
            Put(stream, content.AsSpan());
        }

        return stream.ToArray();
    }

    static void Put(MemoryStream stream, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        stream.Write(length);
        stream.Write(part);
    }
}
