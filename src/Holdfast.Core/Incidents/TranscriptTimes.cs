namespace Holdfast.Core.Incidents;

/// <summary>Finds a time, with its date where there is one, at the beginning of a stretch of text. Looks at no more than <see cref="Longest"/> characters.</summary>
internal static class TranscriptTimes
{
    /// <summary>Characters of a time at most.</summary>
    public const int Longest = 48;

    /// <summary>How long the time is that the text begins with; 0 when it begins with none.</summary>
    public static int Match(ReadOnlySpan<char> text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var at = Date(bounded);
        var time = Clock(bounded[at..]);
        return time == 0 ? 0 : at + time;
    }

    /// <summary>Whether the text is a time and nothing else.</summary>
    public static bool IsTime(ReadOnlySpan<char> text) => text.Length > 0 && Match(text) == text.Length;

    public static bool IsSpace(char one) => one is ' ' or '\t' or '\u00A0' or '\u202F';

    /// <summary>"12/23/26, ", "2026-03-02T", "23.12.2026 ": a date and what leads to its time.</summary>
    static int Date(ReadOnlySpan<char> text)
    {
        var at = Digits(text, 1, 4);
        if (at == 0 || at >= text.Length || text[at] is not ('/' or '-' or '.'))
        {
            return 0;
        }

        var mark = text[at];
        for (var part = 0; part < 2; part++)
        {
            var digits = at < text.Length && text[at] == mark ? Digits(text[(at + 1)..], 1, 4) : 0;
            if (digits == 0)
            {
                return 0;
            }

            at += 1 + digits;
        }

        if (at < text.Length && text[at] == 'T')
        {
            return at + 1;
        }

        var before = at;
        if (at < text.Length && text[at] == ',')
        {
            at++;
        }

        at += Spaces(text[at..]);
        return at == before ? 0 : at;
    }

    /// <summary>"14:02", "2:02:11 PM", "14:02:11.250Z", "14:02+01:00".</summary>
    static int Clock(ReadOnlySpan<char> text)
    {
        var at = Digits(text, 1, 2);
        if (at == 0 || at >= text.Length || text[at] != ':' || Digits(text[(at + 1)..], 2, 2) != 2)
        {
            return 0;
        }

        at += 3;
        if (at < text.Length && text[at] == ':' && Digits(text[(at + 1)..], 2, 2) == 2)
        {
            at += 3;
            if (at < text.Length && text[at] == '.' && Digits(text[(at + 1)..], 1, 9) is > 0 and var fraction)
            {
                at += 1 + fraction;
            }
        }

        // "14:02something" and "14:0212" are no times.
        if (at < text.Length && char.IsDigit(text[at]))
        {
            return 0;
        }

        at += Half(text[at..]);
        at += Zone(text[at..]);
        return at < text.Length && char.IsLetterOrDigit(text[at]) ? 0 : at;
    }

    static int Half(ReadOnlySpan<char> text)
    {
        var at = Spaces(text);
        foreach (var word in (ReadOnlySpan<string>)["a.m.", "p.m.", "am", "pm"])
        {
            if (text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
            {
                return at + word.Length;
            }
        }

        return 0;
    }

    static int Zone(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("Z", StringComparison.Ordinal))
        {
            return 1;
        }

        if (text.Length >= 6 && text[0] is '+' or '-' && Digits(text[1..], 2, 2) == 2 && text[3] == ':' && Digits(text[4..], 2, 2) == 2)
        {
            return 6;
        }

        var at = Spaces(text);
        return at > 0 && text[at..].StartsWith("UTC", StringComparison.Ordinal) ? at + 3 : 0;
    }

    static int Spaces(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>How many digits it begins with, if there are at least <paramref name="least"/> and at most <paramref name="most"/>.</summary>
    static int Digits(ReadOnlySpan<char> text, int least, int most)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        return count >= least && count <= most ? count : 0;
    }
}
