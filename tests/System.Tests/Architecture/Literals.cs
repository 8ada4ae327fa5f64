using System.Text.RegularExpressions;

namespace Holdfast.Tests.Architecture;

/// <summary>One literal of a source: its text with {} for whatever is filled in, its line, and the code right before (of the same statement) and after it.</summary>
sealed partial record Literal(string Text, int Line, string Before, string After)
{
    /// <summary>The literals of a script. Those within a template's ${…} come too.</summary>
    public static IEnumerable<Literal> OfScript(string code, int line = 1)
    {
        foreach (Match found in Script().Matches(code).Where(found => found.Groups["text"].Success))
        {
            var text = found.Groups["text"].Value;
            var at = line + code.AsSpan(0, found.Index).Count('\n');
            if (found.Value[0] == '`')
            {
                foreach (var inner in Filled().Matches(text).SelectMany(one => OfScript(one.Groups["code"].Value, at))) yield return inner;
                text = Filled().Replace(text, "{}");
            }

            yield return new Literal(text, at, Statement().Match(code[..found.Index]).Value, code[(found.Index + found.Length)..]);
        }
    }

    /// <summary>How long one pattern may take over one file.</summary>
    const int Milliseconds = 10_000;

    /// <summary>The one-line literals of C#.</summary>
    public static IEnumerable<Literal> OfCSharp(string code) => CSharp().Matches(code).Where(found => found.Groups["text"].Success).Select(found => new Literal(
        found.Groups["text"].Value, 1 + code.AsSpan(0, found.Index).Count('\n'), Statement().Match(code[..found.Index]).Value, code[(found.Index + found.Length)..]));

    // Comments and regular expressions come first, so that a quotation mark in them begins nothing.
    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|(?<=[(=,:?&|!]\s*)/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
        |"(?<text>(?:[^"\\\n]|\\.)*)"|'(?<text>(?:[^'\\\n]|\\.)*)'|`(?<text>(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\})*)`
        """, RegexOptions.IgnorePatternWhitespace, Milliseconds)]
    private static partial Regex Script();

    [GeneratedRegex(@"\$\{(?<code>(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*)\}", RegexOptions.None, Milliseconds)]
    private static partial Regex Filled();

    [GeneratedRegex(""""
        //[^\n]*|/\*[\s\S]*?\*/|'(?:[^'\\\n]|\\.)+'|\$*"{3,}[\s\S]*?"{3,}|(?:\$@|@\$|@)"(?:[^"]|"")*"
        |\$"(?<text>(?:[^"\\{\n]|\\.|\{\{|\{(?:[^{}"]|"[^"]*"|\{[^{}]*\})*\})*)"|"(?<text>(?:[^"\\\n]|\\.)*)"
        """", RegexOptions.IgnorePatternWhitespace, Milliseconds)]
    private static partial Regex CSharp();

    /// <summary>From the end of the statement before, or of the one around.</summary>
    [GeneratedRegex(@"(?:[^;{}=]|=(?!>))*\z", RegexOptions.RightToLeft, Milliseconds)]
    private static partial Regex Statement();
}
