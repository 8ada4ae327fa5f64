using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Holdfast.Core.Incidents;

/// <summary>
/// Finds the speakers and times of a chat, and the headers and quotations of an e-mail, in text that was pasted whole. It never changes the text:
/// what it doesn't recognise stays a line without a speaker. Each character is looked at a bounded number of times. Pure.
/// </summary>
public static class TranscriptReader
{
    /// <summary>Parts at most; the rest of a longer text is one stretch after another, without speakers.</summary>
    public const int MostParts = 5000;

    /// <summary>Characters that lines written on may add to one part's words; what follows begins a part of its own.</summary>
    public const int LongestPart = 4000;

    static readonly FrozenSet<string> Headers = new[]
    {
        "from", "to", "cc", "bcc", "date", "sent", "subject", "message-id", "reply-to", "return-path", "received", "delivered-to", "mime-version", "content-type",
        "content-transfer-encoding", "in-reply-to", "references", "sender", "authentication-results", "dkim-signature", "received-spf", "importance", "attachments",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string> Telling = new[] { "from", "to", "date", "sent", "subject", "message-id" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The parts, in order, that together are the text.</summary>
    public static ImmutableArray<TranscriptLine> Read(string text)
    {
        var lines = Lines(text);
        var headers = HeaderLines(text, lines);
        var parts = headers > 0 ? Mail(text, lines, headers) : new ChatReader(text, lines).Read();
        return Whole(text, parts);
    }

    /// <summary>The lines of a text, each with its line break, up to <see cref="MostParts"/>.</summary>
    static List<Range> Lines(string text)
    {
        var lines = new List<Range>();
        var start = 0;
        while (start < text.Length && lines.Count < MostParts)
        {
            var found = text.AsSpan(start).IndexOfAny('\r', '\n');
            var end = found < 0 ? text.Length : start + found + 1;
            if (found >= 0 && text[end - 1] == '\r' && end < text.Length && text[end] == '\n')
            {
                end++;
            }

            lines.Add(start..end);
            start = end;
        }

        return lines;
    }

    /// <summary>How many lines the headers of a message take, blank lines before them included; 0 where the text begins with none.</summary>
    static int HeaderLines(string text, List<Range> lines)
    {
        var at = 0;
        while (at < lines.Count && text.AsSpan(lines[at]).IsWhiteSpace())
        {
            at++;
        }

        var (first, telling) = (at, 0);
        for (; at < lines.Count && !text.AsSpan(lines[at]).IsWhiteSpace(); at++)
        {
            var line = text.AsSpan(lines[at]);
            if (line[0] is ' ' or '\t' && at > first)
            {
                continue;
            }

            if (HeaderName(line) is not { } name)
            {
                break;
            }

            telling += Telling.Contains(name) ? 1 : 0;
        }

        return telling >= 2 ? at : 0;
    }

    static string? HeaderName(ReadOnlySpan<char> line)
    {
        var colon = line.Length > 60 ? line[..60].IndexOf(':') : line.IndexOf(':');
        var name = colon > 0 ? line[..colon].Trim().ToString() : "";
        return Headers.Contains(name) || (name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && !name.Contains(' ')) ? name : null;
    }

    static List<TranscriptLine> Mail(string text, List<Range> lines, int headers)
    {
        var parts = new List<TranscriptLine>();
        string? from = null;
        string? date = null;
        for (var i = 0; i < lines.Count;)
        {
            var first = i;
            var line = text.AsSpan(lines[i]);
            var part = i < headers ? TranscriptPart.Header : line.TrimStart().StartsWith(">") ? TranscriptPart.Earlier : TranscriptPart.Words;
            do
            {
                i++;
            }
            while (i < lines.Count && Continues(text, lines, first, i, part, headers));
            var (start, end) = (lines[first].Start.Value, lines[i - 1].End.Value);
            var words = text[start..end].Trim();
            if (part == TranscriptPart.Header && HeaderName(words) is { } name)
            {
                var value = words[(words.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                from = string.Equals(name, "from", StringComparison.OrdinalIgnoreCase) ? value : from;
                date = name.ToUpperInvariant() is "DATE" or "SENT" ? value : date;
            }

            var said = part == TranscriptPart.Words;
            parts.Add(new TranscriptLine(start, end - start, said ? from : null, said ? date : null, words, part));
        }

        return parts;
    }

    /// <summary>Whether a line of a message goes on with the part that began at <paramref name="first"/>.</summary>
    static bool Continues(string text, List<Range> lines, int first, int at, TranscriptPart part, int headers)
    {
        var line = text.AsSpan(lines[at]);
        if (line.IsWhiteSpace())
        {
            return false;
        }

        if (text.AsSpan(lines[first]).IsWhiteSpace() || lines[at].End.Value - lines[first].Start.Value > LongestPart)
        {
            return false;
        }

        return part switch
        {
            TranscriptPart.Header => at < headers && line[0] is ' ' or '\t',
            TranscriptPart.Earlier => line.TrimStart().StartsWith(">"),
            TranscriptPart.Words => !line.TrimStart().StartsWith(">"),
        };
    }

    /// <summary>Blank lines belong to the part before them, and what is left of a text with too many lines follows as it is.</summary>
    static ImmutableArray<TranscriptLine> Whole(string text, List<TranscriptLine> parts)
    {
        var whole = ImmutableArray.CreateBuilder<TranscriptLine>(parts.Count);
        foreach (var part in parts)
        {
            if (part.Text.Length == 0 && whole.Count > 0)
            {
                whole[^1] = whole[^1] with { Length = whole[^1].Length + part.Length };
            }
            else
            {
                whole.Add(part);
            }
        }

        for (var at = parts.Count > 0 ? parts[^1].Start + parts[^1].Length : 0; at < text.Length;)
        {
            var length = Math.Min(LongestPart, text.Length - at);
            length -= at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]) ? 1 : 0;
            whole.Add(new TranscriptLine(at, length, null, null, text.Substring(at, length).Trim(), TranscriptPart.Words));
            at += length;
        }

        return whole.ToImmutable();
    }
}
