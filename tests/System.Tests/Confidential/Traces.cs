using System.Buffers.Text;
using System.Text;

namespace Holdfast.Tests.Confidential;

/// <summary>
/// Finds a word wherever bytes may hold it: as UTF-8 in either case, UTF-16 of both byte orders, hexadecimal in both cases, and base64 of the
/// UTF-8 or UTF-16 form at each of the three places where a word can begin in a group.
/// </summary>
sealed class Traces
{
    readonly List<(string Form, byte[] Bytes)> forms = [];

    /// <param name="word">Lower-case ASCII, at least eight letters, so that no form is short enough to occur by chance.</param>
    public Traces(string word)
    {
        if (word.Length < 8) throw new ArgumentException("Too short to be found for certain.", nameof(word));
        byte[] utf8 = Encoding.UTF8.GetBytes(word), little = Encoding.Unicode.GetBytes(word), big = Encoding.BigEndianUnicode.GetBytes(word);
        Add("UTF-8", utf8);
        Add("UTF-8 upper case", Encoding.UTF8.GetBytes(word.ToUpperInvariant()));
        Add("UTF-16LE", little);
        Add("UTF-16BE", big);
        foreach (var (name, bytes) in new[] { ("UTF-8", utf8), ("UTF-16LE", little), ("UTF-16BE", big) })
        {
            Add($"hex of {name}", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
            Add($"upper-case hex of {name}", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
            for (var offset = 0; offset < 3; offset++)
            {
                Add($"base64 of {name} at {offset}", Base64At(bytes, offset));
                Add($"base64 of {name} at {offset} as UTF-16", Encoding.Unicode.GetBytes(Encoding.ASCII.GetString(Base64At(bytes, offset))));
            }
        }
    }

    /// <summary>The forms in which these bytes hold the word, with a look at the surroundings of each.</summary>
    public IEnumerable<string> In(byte[] bytes)
    {
        foreach (var (form, wanted) in forms)
        {
            var at = bytes.AsSpan().IndexOf(wanted);
            if (at < 0) continue;
            var around = bytes.AsSpan(Math.Max(0, at - 40)..Math.Min(bytes.Length, at + wanted.Length + 40));
            yield return $"{form} at {at}: {string.Concat(Encoding.Latin1.GetString(around).Select(c => char.IsControl(c) ? '.' : c))}";
        }
    }

    /// <summary>The same over every file of a folder and the folders in it; the names of files count as well.</summary>
    public List<string> InFolder(string folder)
    {
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            found.AddRange(In(Encoding.UTF8.GetBytes(path)).Select(trace => $"the name {path}: {trace}"));
            // The lock of a running server can't be opened by others, and holds nothing.
            if (new FileInfo(path).Length == 0) continue;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            found.AddRange(In(bytes.ToArray()).Select(trace => $"{path}: {trace}"));
        }

        return found;
    }

    void Add(string form, byte[] bytes) => forms.Add((form, bytes));

    /// <summary>The characters of base64 that depend on the word alone when <paramref name="offset"/> other bytes stand before it in its group.</summary>
    static byte[] Base64At(byte[] word, int offset)
    {
        byte[] padded = [.. new byte[offset], .. word, .. new byte[3]];
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(padded.Length)];
        Base64.EncodeToUtf8(padded, text, out _, out _);
        var first = ((offset * 8) + 5) / 6;
        var last = (offset + word.Length) * 8 / 6;
        return text[first..last];
    }
}
