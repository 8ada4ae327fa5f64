using System.Collections.Immutable;
using System.Text;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Inlines = Markdig.Syntax.Inlines;
using MarkdownBlock = Markdig.Syntax.Block;
using TableOf = Markdig.Extensions.Tables.Table;

namespace Holdfast.Integrations.Procedures;

/// <summary>Turns Markdown into blocks of our own. What it doesn't know is an error with its line, raw HTML above all. Not for use by several threads.</summary>
/// <param name="anchor">Gives a heading's anchor, from its text.</param>
/// <param name="leads">Takes the anchor that a link leads to, and where it stands.</param>
sealed class MarkdownReader(string file, Findings findings, Func<string, string> anchor, Action<string, Spot> leads)
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAlertBlocks().UsePipeTables().UsePreciseSourceLocation().Build();

    public ImmutableArray<Core.Procedures.Block> Read(string text)
    {
        try
        {
            return Blocks(Markdown.Parse(text, Pipeline));
        }
        catch (ArgumentException)
        {
            // The parser's own bound on nesting.
            findings.Add(new Spot(file, 0), "Lists or quotations are nested too deep. Keep them to a few levels.");
            return [];
        }
    }

    ImmutableArray<Core.Procedures.Block> Blocks(ContainerBlock container) => [.. container.Select(Block).OfType<Core.Procedures.Block>()];

    Core.Procedures.Block? Block(MarkdownBlock block) => block switch
    {
        HeadingBlock heading => Heading(heading),
        ParagraphBlock paragraph => new Core.Procedures.Block.Paragraph(Runs(paragraph.Inline)),
        ListBlock list => new Core.Procedures.Block.Points(list.IsOrdered, [.. list.OfType<ListItemBlock>().Select(Blocks)]),
        AlertBlock alert => new Core.Procedures.Block.Notice(Tone(alert), Blocks(alert)),
        QuoteBlock quote => new Core.Procedures.Block.Quotation(Blocks(quote)),
        TableOf table => Table(table),
        LinkReferenceDefinitionGroup => null,
        HtmlBlock => Refused(block, "HTML can't stand in a pack. Write it in Markdown."),
        _ => Refused(block, "This is none of heading, paragraph, list, quotation, callout or table. Write it as one of them."),
    };

    Core.Procedures.Block? Heading(HeadingBlock heading)
    {
        var runs = Runs(heading.Inline);
        if (heading.Level is >= 2 and <= 4)
        {
            return new Core.Procedures.Block.Heading(heading.Level, anchor(string.Concat(runs.Select(run => run.Text))), runs);
        }

        return Refused(heading, "Headings go from ## to ####. The title of the article stands in its head.");
    }

    CalloutTone Tone(AlertBlock alert)
    {
        if (Words<CalloutTone>.TryParse(alert.Kind.ToString().ToLowerInvariant(), out var tone))
        {
            return tone;
        }

        findings.Add(At(alert), $"A callout is one of {string.Join(", ", Enum.GetNames<CalloutTone>()).ToUpperInvariant()}, not '{alert.Kind}'.");
        return default;
    }

    Core.Procedures.Block.Table Table(TableOf table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>()
            .Select(cell => cell.OfType<ParagraphBlock>().SelectMany(paragraph => Runs(paragraph.Inline)).ToImmutableArray()).ToImmutableArray()).ToArray();
        return new Core.Procedures.Block.Table(rows[0], [.. rows[1..]]);
    }

    ImmutableArray<Run> Runs(Inlines.ContainerInline? container)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        if (container is not null)
        {
            Add(runs, container, new Run(""));
        }

        return [.. Joined(runs)];
    }

    void Add(ImmutableArray<Run>.Builder runs, Inlines.ContainerInline container, Run look)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case Inlines.LiteralInline literal:
                    runs.Add(look with { Text = literal.Content.ToString() });
                    break;
                case Inlines.HtmlEntityInline entity:
                    runs.Add(look with { Text = entity.Transcoded.ToString() });
                    break;
                case Inlines.LineBreakInline:
                    runs.Add(look with { Text = " " });
                    break;
                case Inlines.EmphasisInline emphasis:
                    Add(runs, emphasis, emphasis.DelimiterCount > 1 ? look with { Strong = true } : look with { Stressed = true });
                    break;
                case Inlines.LinkInline { IsImage: false, Url: { } url } link:
                    Add(runs, link, look with { Address = Address(url, link) });
                    break;
                case Inlines.AutolinkInline auto:
                    runs.Add(look with { Text = auto.Url, Address = Address(auto.Url, auto) });
                    break;
                case Inlines.HtmlInline:
                    findings.Add(At(inline), "HTML can't stand in a pack. Write it in Markdown.");
                    break;
                case Inlines.DelimiterInline delimiter:
                    runs.Add(look with { Text = delimiter.ToLiteral() });
                    Add(runs, delimiter, look);
                    break;
                default:
                    findings.Add(At(inline), "This is none of text, emphasis or link. Write it as plain text.");
                    break;
            }
        }
    }

    /// <summary>Neighbors of one look are one stretch.</summary>
    static IEnumerable<Run> Joined(IEnumerable<Run> runs)
    {
        Run? held = null;
        foreach (var run in runs.Where(run => run.Text.Length > 0))
        {
            if (held is not null && run with { Text = held.Text } == held)
            {
                held = held with { Text = held.Text + run.Text };
                continue;
            }

            if (held is not null)
            {
                yield return held;
            }

            held = run;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    string? Address(string url, Inlines.Inline inline)
    {
        if (url.StartsWith('#'))
        {
            leads(url[1..], At(inline));
            return url;
        }

        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "tel")
        {
            return url;
        }

        findings.Add(At(inline), "A link leads to https:, tel: or a place of the article (#…), to nothing else.");
        return null;
    }

    Core.Procedures.Block? Refused(MarkdownBlock block, string text)
    {
        findings.Add(At(block), text);
        return null;
    }

    Spot At(MarkdownObject part) => new(file, part.Line + 1);

    /// <summary>A heading's text as a part of an address: lower-case letters, digits and hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
