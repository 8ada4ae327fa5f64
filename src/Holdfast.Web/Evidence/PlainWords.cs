using System.Globalization;
using System.Text;

namespace Holdfast.Web.Evidence;

/// <summary>Bytes of others as text to be read: as much as a page can bear, with what would turn or hide the text made visible. Nothing of it is ever markup.</summary>
/// <param name="Coding">How the bytes were read, in words.</param>
/// <param name="IsWhole">False where only the beginning is there.</param>
/// <param name="HasMarks">Some characters stand there by their number.</param>
public sealed record PlainWords(string Text, string Coding, bool IsWhole, bool HasMarks)
{
    /// <summary>Bytes that are shown at most; the rest is there by download.</summary>
    public const int Most = 500 * 1024;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the beginning of a stream.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static PlainWords Read(Stream original)
    {
        var bytes = new byte[(int)Math.Min(Most, original.Length)];
        original.ReadExactly(bytes);
        var whole = original.Length <= Most;
        var (text, coding) = Decode(bytes, whole);
        var (shown, marks) = Visible(text);
        return new PlainWords(shown, coding, whole, marks);
    }

    /// <summary>One line or text of others, made safe to read.</summary>
    public static string Of(string text) => Visible(text).Text;

    static (string Text, string Coding) Decode(ReadOnlySpan<byte> bytes, bool whole) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => (Encoding.UTF8.GetString(rest), "UTF-8"),
        [0xFF, 0xFE, .. var rest] => (Encoding.Unicode.GetString(rest[..(rest.Length & ~1)]), "UTF-16"),
        [0xFE, 0xFF, .. var rest] => (Encoding.BigEndianUnicode.GetString(rest[..(rest.Length & ~1)]), "UTF-16"),
        _ => Utf8(bytes, whole) is { } text ? (text, "UTF-8") : (Encoding.Latin1.GetString(bytes), T("Latin-1, because it is no UTF-8")),
    };

    static string? Utf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        // The last character may be cut by at most three bytes.
        for (var cut = 0; cut <= (whole ? 0 : Math.Min(3, bytes.Length)); cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
            {
                return Strict.GetString(bytes[..^cut]);
            }
        }

        return null;
    }

    static (string Text, bool HasMarks) Visible(string text)
    {
        var shown = new StringBuilder(text.Length);
        var marks = false;
        var lines = text.ReplaceLineEndings("\n");
        foreach (var one in lines)
        {
            if (one is '\n' or '\t')
            {
                shown.Append(one);
            }
            else if (char.IsControl(one) || char.GetUnicodeCategory(one) == UnicodeCategory.Format)
            {
                shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)one:X4}]");
                marks = true;
            }
            else
            {
                shown.Append(one);
            }
        }

        return (shown.ToString(), marks);
    }
}
