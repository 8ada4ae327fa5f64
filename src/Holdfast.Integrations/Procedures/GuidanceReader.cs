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
    readonly List<(string File, Article Article)> own = [];

    /// <summary>The pack's own articles.</summary>
    public ImmutableArray<Article> Read(PackFiles files)
    {
        foreach (var name in files.Names.Where(name => name.StartsWith("guidance/", StringComparison.Ordinal)))
        {
            if (Read(files, name) is { } article)
            {
                own.Add((name, article));
            }
        }

        return [.. own.Select(one => one.Article)];
    }

    /// <summary>The same articles in a language, each as the pack has it where the language lacks it. After <see cref="Read(PackFiles)"/>.</summary>
    public ImmutableArray<Article> Read(PackFiles files, LanguageFolder language) =>
        [.. own.Select(one => files.Has(language.Article(one.File)) ? Translated(files, language.Article(one.File), one.File, one.Article) ?? one.Article : one.Article)];

    /// <summary>Whether every link leads somewhere; once all is read.</summary>
    public void Check() => anchors.Check();

    Article? Read(PackFiles files, string name)
    {
        if (Parts(files, name, Shape.Article) is not var (node, text))
        {
            return null;
        }

        var id = references.Give(Named.Article, node.Text("id"), node.At("id"));
        anchors.Give(id);
        var markdown = new MarkdownReader(name, references.Findings, heading => anchors.Give($"{id}-{MarkdownReader.Slug(heading)}"), anchors.Use);
        return new Article(id, node.Text("title"), node.Flag("on-screen"), node.ListOfWords<Role>("roles"), markdown.Read(text));
    }

    /// <summary>Headings keep the anchors of the pack's own, so that a link leads to the same place in every language.</summary>
    Article? Translated(PackFiles files, string name, string from, Article article)
    {
        if (Parts(files, name, Shape.TranslatedArticle) is not var (node, text))
        {
            return null;
        }

        var headings = Headings(article.Blocks).ToArray();
        var read = 0;
        var markdown = new MarkdownReader(name, references.Findings, _ => read < headings.Length ? headings[read++].Anchor : "", anchors.Use);
        var blocks = markdown.Read(text);
        if (!Headings(blocks).Select(heading => heading.Level).SequenceEqual(headings.Select(heading => heading.Level)))
        {
            references.Findings.Add(new Spot(name, 0), $"Its headings are not those of {from}. Write the same ones in the same order, translated.");
        }

        return article with { Title = node.Text("title"), Blocks = blocks };
    }

    static IEnumerable<Block.Heading> Headings(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Block.Heading heading => [heading],
        Block.Points points => points.Items.SelectMany(item => Headings(item)),
        Block.Notice notice => Headings(notice.Blocks),
        Block.Quotation quotation => Headings(quotation.Blocks),
        _ => [],
    });

    /// <summary>The head of an article and its text, whose lines keep their numbers; nothing, and an error, where it is none.</summary>
    (PackNode Head, string Text)? Parts(PackFiles files, string name, Shape shape)
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
            references.Findings.Add(new Spot(name, 1), $"An article begins with a line ---, its {string.Join(" and ", shape.Keys.Take(2))}, and a second line ---.");
            return null;
        }

        // Empty lines in place of what is left out keep the numbers of the lines.
        if (PackText.Yaml("\n" + string.Join('\n', lines[1..end]), name, references.Findings) is not { } head)
        {
            return null;
        }

        return (new PackNode(head, shape, name, references), new string('\n', end + 1) + string.Join('\n', lines[(end + 1)..]));
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
