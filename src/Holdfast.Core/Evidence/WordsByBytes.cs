using System.Buffers;
using System.Text;

namespace Holdfast.Core.Evidence;

/// <summary>Tells mails, markup and plain text by their bytes. Pure; it never throws.</summary>
static class WordsByBytes
{
    static readonly SearchValues<string> Markup = SearchValues.Create(
        [
            "<!doctype", "<html", "<head", "<body", "<script", "<style", "<iframe", "<object", "<embed", "<meta", "<link", "<form", "<base", "<title", "<div", "<table", "<img", "<a href",
            "<svg", "<?xml-stylesheet",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <param name="whole">Whether these are all bytes of the file: otherwise the last character may be cut.</param>
    /// <returns>Null when it isn't words.</returns>
    public static EvidenceType? Of(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (IsMail(bytes))
        {
            return EvidenceType.Mail;
        }

        var text = Utf16(bytes, whole) ?? Utf8(bytes, whole);

        // Markup in an old character set is still markup, where it begins as such.
        if (text is null)
        {
            var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart();
            return start.StartsWith('<') && start.AsSpan().ContainsAny(Markup) ? KindOfMarkup(start) : null;
        }

        return text.AsSpan().ContainsAny(Markup) ? KindOfMarkup(text) : EvidenceType.Text;
    }

    /// <summary>Whether a tag of HTML or SVG is anywhere in these bytes.</summary>
    public static bool HasMarkup(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).AsSpan().ContainsAny(Markup);

    static EvidenceType KindOfMarkup(string text) =>
        text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("<html", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            ? EvidenceType.Svg
            : EvidenceType.Html;

    static string? Utf16(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (bytes.Length < 2 || (bytes.Length % 2 != 0 && whole) || (bytes[0], bytes[1]) is not ((0xFF, 0xFE) or (0xFE, 0xFF)))
        {
            return null;
        }

        var coding = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = coding.GetString(bytes[2..(bytes.Length & ~1)]);
        if (!whole && text.Length > 0 && text[^1] == '\uFFFD')
        {
            text = text[..^1];
        }

        return IsWords(text) ? text : null;
    }

    static string? Utf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        // The last character may be cut by at most three bytes.
        for (var cut = 0; cut <= (whole ? 0 : Math.Min(3, bytes.Length - 1)) && bytes.Length > 0; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
            {
                var text = Encoding.UTF8.GetString(bytes[..^cut]);
                return IsWords(text) ? text : null;
            }
        }

        return null;
    }

    static bool IsWords(string text)
    {
        foreach (var each in text)
        {
            if ((char.IsControl(each) && each is not ('\t' or '\n' or '\r' or '\f' or '\u0085')) || each is '\uFFFD' or '\uFFFE' or '\uFFFF')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lines of a header from the first byte on (RFC 5322, 2.2), with who sent it and one more that mail programs write.</summary>
    static bool IsMail(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var (sender, program) = (false, false);
        for (var line = 0; line < 1000 && bytes.Length > 0; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            var one = (end < 0 ? bytes : bytes[..end]).TrimEnd((byte)'\r');
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (one.IsEmpty)
            {
                break;
            }

            if (one[0] is (byte)' ' or (byte)'\t' && line > 0)
            {
                continue;
            }

            var colon = one.IndexOf((byte)':');
            if (colon <= 0 || one[..colon].TrimEnd(" \t"u8).ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            {
                return false;
            }

            var name = Encoding.ASCII.GetString(one[..Math.Min(colon, 32)]).TrimEnd().ToLowerInvariant();
            sender |= name is "from" or "received" or "return-path";
            program |= name is "date" or "message-id" or "mime-version" or "received" or "delivered-to";
        }

        return sender && program;
    }
}
