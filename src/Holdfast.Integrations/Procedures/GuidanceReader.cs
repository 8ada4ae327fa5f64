using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads <c>guidance/*.md</c>: a head between two lines of hyphens, then Markdown. Not for use by several threads.</summary>
sealed class GuidanceReader(References references)
{
    const string Fence = "---";

    /// <summary>Longest article. The parser's time grows faster than the text.</summary>
    const int MostBytes = 128 * 1024;

    readonly Anchors anchors = new(references.Findings);

    public ImmutableArray<Article> Read(PackFiles files)
    {
        var articles = files.Names.Where(name => name.StartsWith("guidance/", StringComparison.Ordinal)).Select(name => Read(files, name)).OfType<Article>().ToImmutableArray();
        anchors.Check();
        return articles;
    }

    Article? Read(PackFiles files, string name)
    {
        if (files.Bytes(name).Length > MostBytes)
        {
            references.Findings.Add(new Spot(name, 0), "An article has at most 128 KiB. Split it.");
            return null;
        }

        if (PackText.Of(files.Bytes(name), name, references.Findings) is not { } text)
        {
            return null;
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0)
        {
            references.Findings.Add(new Spot(name, 1), "An article begins with a line ---, its id and title, and a second line ---.");
            return null;
        }

        // Empty lines in place of what is left out keep the numbers of the lines.
        if (PackText.Yaml("\n" + string.Join('\n', lines[1..end]), name, references.Findings) is not { } head)
        {
            return null;
        }

        var node = new PackNode(head, Shape.Article, name, references);
        var id = references.Give(Named.Article, node.Text("id"), node.At("id"));
        anchors.Give(id);
        var markdown = new MarkdownReader(id, name, references.Findings, anchors);
        return new Article(id, node.Text("title"), node.Flag("on-screen"), node.ListOfWords<Role>("roles"), markdown.Read(new string('\n', end + 1) + string.Join('\n', lines[(end + 1)..])));
    }
}

/// <summary>The places of the whole article that a link can lead to. Not for use by several threads.</summary>
sealed class Anchors(Findings findings)
{
    readonly HashSet<string> given = new(StringComparer.Ordinal);
    readonly List<(string Anchor, Spot At)> used = [];

    /// <summary>The anchor, made unique by a number where it is taken.</summary>
    public string Give(string wanted)
    {
        var anchor = wanted;
        for (var count = 2; !given.Add(anchor); count++)
        {
            anchor = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}-{count}");
        }

        return anchor;
    }

    public void Use(string anchor, Spot at) => used.Add((anchor, at));

    public void Check()
    {
        foreach (var (anchor, at) in used.Where(use => !given.Contains(use.Anchor)))
        {
            findings.Add(at, $"The link leads to '#{anchor}', which is nowhere. Name an article's id, or a heading as article-heading.");
        }
    }
}
