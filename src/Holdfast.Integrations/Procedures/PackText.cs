using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>Turns a file's bytes into text, and text into a YAML tree that is safe to walk: shallow, bounded, without anchors.</summary>
static class PackText
{
    /// <summary>Deepest nesting of lists and maps.</summary>
    const int Deepest = 24;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, or nothing and an error when it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes, string file, Findings findings)
    {
        try
        {
            var text = Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
            if (!text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))
            {
                return text;
            }
        }
        catch (DecoderFallbackException)
        {
        }

        findings.Add(new Spot(file, 0), "This is not a text in UTF-8. Save it as one.");
        return null;
    }

    /// <summary>The one document of a YAML text, or nothing and an error.</summary>
    public static YamlNode? Yaml(string text, string file, Findings findings)
    {
        try
        {
            if (!IsSafe(text, file, findings))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1)
            {
                return stream.Documents[0].RootNode;
            }

            findings.Add(new Spot(file, 0), stream.Documents.Count == 0 ? "The file is empty. Write it, or remove it." : "The file holds several documents. Take out the line ---.");
        }
        catch (YamlException problem)
        {
            findings.Add(new Spot(file, (int)problem.Start.Line), $"This is not YAML: {Sentence(problem)} Check indentation, quotes and brackets.");
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            findings.Add(new Spot(file, 0), "This is not YAML. Check indentation, quotes and brackets.");
        }

        return null;
    }

    // The tree is built by recursion, so its depth is looked at before, in events.
    static bool IsSafe(string text, string file, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is not { } current)
            {
                continue;
            }

            depth += current.NestingIncrease;
            var line = (int)current.Start.Line;
            if (depth > Deepest)
            {
                findings.Add(new Spot(file, line), "Lists and maps are nested too deep here. A pack needs no more than a few levels.");
                return false;
            }

            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            {
                findings.Add(new Spot(file, line), "Anchors (&) and aliases (*) are not used in packs. Write the value out, or put it in quotation marks.");
                return false;
            }
        }

        return true;
    }

    static string Sentence(YamlException problem)
    {
        var text = (problem.InnerException ?? problem).Message.Split('\n')[0].Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
