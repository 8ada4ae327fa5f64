using System.Globalization;
using System.Text;

namespace Holdfast.Core.Evidence;

/// <summary>
/// File names of others, made harmless to read and to save. The name itself is kept as it came; these are only its faces. Pure; it never throws.
/// </summary>
public static class ShownName
{
    /// <summary>Characters (UTF-16) of a shown name at most; a longer one is cut in its middle.</summary>
    public const int Longest = 80;

    /// <summary>What a file without a name is called.</summary>
    public const string Unnamed = "file";

    /// <summary>
    /// The name to be read: what would turn the direction of reading stands there in brackets by its number, what can't be seen is left out, spaces in a row are one.
    /// </summary>
    public static string Of(string? name) => Named(Cut(Readable(name, visible: true).Trim()));

    /// <summary>The name to be saved under, on any system: its last part alone, without what a system takes for a path, a device or a stream.</summary>
    public static string ForDownload(string? name)
    {
        var last = (name ?? "")[((name ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new StringBuilder();
        foreach (var each in Readable(last, visible: false))
        {
            safe.Append(each is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '%' or ';' or '\uFFFD' ? '_' : each);
        }

        // Windows drops dots and spaces at the end, others hide what begins with a dot.
        var cut = Cut(safe.ToString().Trim(' ', '.')).Trim(' ', '.');
        return Named(IsDevice(cut) ? "_" + cut : cut);
    }

    static string Named(string name) => name.Length == 0 ? Unnamed : name;

    /// <summary>A Windows device answers to its name whatever comes after the first dot.</summary>
    static bool IsDevice(string name)
    {
        var stem = name[..(name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : name.Length)].TrimEnd().ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³');
    }

    static string Readable(string? name, bool visible)
    {
        var text = new StringBuilder();
        var marks = 0;
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            // Far more than is shown, so that a name of megabytes costs nothing.
            if (text.Length > 20 * Longest)
            {
                text.Append('…').Append(Tail(name ?? "", visible));
                break;
            }

            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (TurnsDirection(rune.Value) && visible)
            {
                text.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else if (Rune.IsWhiteSpace(rune) || (rune.Value < 0x20 && visible))
            {
                text.Append(text.Length == 0 || text[^1] != ' ' ? " " : "");
            }
            else if (marks <= 2 && category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse) && !IsUnseen(rune.Value))
            {
                text.Append(rune);
            }
        }

        return text.ToString();
    }

    static string Tail(string name, bool visible) => Readable(name[^Math.Min(name.Length, Longest)..], visible);

    static bool TurnsDirection(int code) => code is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Letters and marks by their category, and yet nothing is seen of them: fillers, joiners, selectors.</summary>
    static bool IsUnseen(int code) => code is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180F) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Cuts the middle: a name is known by its beginning, and by its ending what it claims to be.</summary>
    static string Cut(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }

        var ending = Longest / 3;
        var from = name.Length - ending;
        var until = Longest - ending - 1;
        from += char.IsLowSurrogate(name[from]) ? 1 : 0;
        until -= char.IsHighSurrogate(name[until - 1]) ? 1 : 0;
        return string.Concat(name.AsSpan(0, until), "…", name.AsSpan(from));
    }
}
