using System.Collections.Frozen;

namespace Holdfast.Core.Incidents;

/// <summary>
/// Reads the lines of a chat: "[14:02:11] Ana: text", "14:02 Customer: text", "12/23/26, 2:02 PM - Ana: text", "Ana (2:02 PM): text", "Agent: text",
/// and "Ana 14:02" over the text. Where a name could as well be the beginning of a sentence, it is left in the words.
/// </summary>
internal sealed class ChatReader(string text, List<Range> lines)
{
    const int LongestName = 60;

    /// <summary>Names that need no second line to be believed.</summary>
    static readonly FrozenSet<string> Roles = new[]
    {
        "agent", "customer", "caller", "visitor", "user", "client", "guest", "member", "me", "you", "bot", "chatbot", "system", "operator", "support", "representative", "rep", "advisor", "supervisor",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    readonly Dictionary<string, int> names = new(StringComparer.OrdinalIgnoreCase);

    bool roles;
    bool timed;

    public List<TranscriptLine> Read()
    {
        foreach (var range in lines)
        {
            var line = text.AsSpan(range);
            if (Timed(line) is { Speaker: { } known })
            {
                names[known] = names.GetValueOrDefault(known) + 2;
                timed = true;
            }
            else if (Named(line) is { Speaker: { } maybe })
            {
                names[maybe] = names.GetValueOrDefault(maybe) + 1;
                roles |= Roles.Contains(maybe);
            }
        }

        return Parts();
    }

    /// <summary>
    /// Beside "Agent:", or beside somebody who speaks twice where no line has a time, another name with a capital is the other side, even if it comes once:
    /// words must never be laid in somebody else's mouth. Alone, a name must come twice.
    /// </summary>
    bool Believed(string name) =>
        Roles.Contains(name) || names.GetValueOrDefault(name) > 1 || ((roles || (!timed && names.Values.Any(times => times > 1))) && IsCapitalised(name));

    List<TranscriptLine> Parts()
    {
        var parts = new List<(TranscriptLine Line, int Words)>();
        Mark? said = null;
        var open = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var (start, length) = (lines[i].Start.Value, lines[i].End.Value - lines[i].Start.Value);
            var line = text.AsSpan(lines[i]);
            if (line.IsWhiteSpace())
            {
                parts.Add((new TranscriptLine(start, length, null, null, "", TranscriptPart.Words), start));
                open = false;
            }
            else if ((Timed(line) ?? (Named(line) is { } named && Believed(named.Speaker!) ? named : null)) is { } mark)
            {
                (said, open) = (mark, true);
                parts.Add((new TranscriptLine(start, length, mark.Speaker, mark.Time, "", TranscriptPart.Words), start + mark.Length));
            }
            else if (Heading(line, i) is { } heading)
            {
                (said, open) = (heading, false);
                parts.Add((new TranscriptLine(start, length, heading.Speaker, heading.Time, "", TranscriptPart.Header), start));
            }
            else if (open && parts[^1].Line.Length + length <= TranscriptReader.LongestPart)
            {
                parts[^1] = (parts[^1].Line with { Length = parts[^1].Line.Length + length }, parts[^1].Words);
            }
            else
            {
                open = said is not null;
                parts.Add((new TranscriptLine(start, length, said?.Speaker, said?.Time, "", TranscriptPart.Words), start));
            }
        }

        return parts.ConvertAll(part => part.Line with { Text = text[part.Words..(part.Line.Start + part.Line.Length)].Trim() });
    }

    /// <summary>A line that names its time, and most often its speaker.</summary>
    static Mark? Timed(ReadOnlySpan<char> line)
    {
        var lead = Lead(line);
        var rest = line[lead..];
        if (rest.Length > 0 && rest[0] == '[')
        {
            var end = rest.Length > TranscriptTimes.Longest + 2 ? rest[..(TranscriptTimes.Longest + 2)].IndexOf(']') : rest.IndexOf(']');
            if (end < 0 || !TranscriptTimes.IsTime(rest[1..end].Trim()))
            {
                return null;
            }

            var time = rest[1..end].Trim().ToString();
            return Name(rest[(end + 1)..], 6) is { } said
                ? new Mark(said.Speaker, time, lead + end + 1 + said.Length)
                : new Mark(null, time, lead + end + 1);
        }

        if (TranscriptTimes.Match(rest) is > 0 and var length)
        {
            var after = rest[length..];
            var dash = Lead(after);
            var dashed = dash > 0 && after.Length > dash + 1 && after[dash] is '-' or '–' or '|' && TranscriptTimes.IsSpace(after[dash + 1]);
            var skip = dashed ? dash + 1 : 0;
            var time = rest[..length].ToString();
            return Name(after[skip..], dashed ? 6 : 3) is { } said ? new Mark(said.Speaker, time, lead + length + skip + said.Length)
                : dashed ? new Mark(null, time, lead + length + skip)
                : null;
        }

        return Bracketed(line);
    }

    /// <summary>"Ana (2:02 PM): text".</summary>
    static Mark? Bracketed(ReadOnlySpan<char> line)
    {
        var bounded = line.Length > LongestName + TranscriptTimes.Longest ? line[..(LongestName + TranscriptTimes.Longest)] : line;
        var end = bounded.IndexOf("):", StringComparison.Ordinal);
        var begin = end < 0 ? -1 : bounded[..end].LastIndexOf('(');
        if (begin <= 0 || !TranscriptTimes.IsTime(bounded[(begin + 1)..end].Trim()) || !IsName(bounded[..begin].Trim(), 6))
        {
            return null;
        }

        return new Mark(bounded[..begin].Trim().ToString(), bounded[(begin + 1)..end].Trim().ToString(), end + 2);
    }

    /// <summary>"Ana: text", which is a speaker only if the rest of the chat bears it out.</summary>
    static Mark? Named(ReadOnlySpan<char> line) => Name(line, 3);

    /// <summary>"Ana 14:02" alone on its line, with words under it.</summary>
    Mark? Heading(ReadOnlySpan<char> line, int at)
    {
        var trimmed = line.Trim();
        if (trimmed.Length > LongestName + TranscriptTimes.Longest || at + 1 >= lines.Count || text.AsSpan(lines[at + 1]).IsWhiteSpace())
        {
            return null;
        }

        for (var i = 1; i < trimmed.Length; i++)
        {
            if (char.IsAsciiDigit(trimmed[i]) && TranscriptTimes.IsSpace(trimmed[i - 1]) && TranscriptTimes.IsTime(trimmed[i..]))
            {
                var name = trimmed[..i].TrimEnd(" ,\t\u00A0\u202F·|-–");
                return IsName(name, 3) && IsCapitalised(name) ? new Mark(name.ToString(), trimmed[i..].ToString(), line.Length) : null;
            }
        }

        return null;
    }

    static Mark? Name(ReadOnlySpan<char> line, int words)
    {
        var lead = Lead(line);
        var rest = line[lead..];
        var colon = rest.Length > LongestName + 1 ? rest[..(LongestName + 1)].IndexOf(':') : rest.IndexOf(':');
        if (colon <= 0 || !IsName(rest[..colon].TrimEnd(), words))
        {
            return null;
        }

        // A colon inside "https://" or "14:30" ends no name.
        var closed = colon + 1 == rest.Length || char.IsWhiteSpace(rest[colon + 1]);
        return closed ? new Mark(rest[..colon].TrimEnd().ToString(), null, lead + colon + 1) : null;
    }

    static bool IsName(ReadOnlySpan<char> name, int words)
    {
        if (name.Length is 0 or > LongestName)
        {
            return false;
        }

        var (letter, spaces) = (false, 0);
        foreach (var one in name)
        {
            letter |= char.IsLetter(one);
            spaces += TranscriptTimes.IsSpace(one) ? 1 : 0;
            if (char.IsControl(one) || one is ',' or ';' or '?' or '!' or '"' or '“' or '”' or '>' or '<')
            {
                return false;
            }
        }

        return letter && spaces < words;
    }

    static bool IsCapitalised(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsLower(name[i]) && (i == 0 || TranscriptTimes.IsSpace(name[i - 1])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Spaces and direction marks before the first sign.</summary>
    static int Lead(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length && (TranscriptTimes.IsSpace(line[at]) || line[at] is '\u200E' or '\u200F' or '\uFEFF'))
        {
            at++;
        }

        return at;
    }

    /// <summary>What a line begins with: who, when, and how many characters that takes.</summary>
    sealed record Mark(string? Speaker, string? Time, int Length);
}
