using System.Text;
using MimeKit.Text;

namespace Holdfast.Integrations.Evidence;

/// <summary>
/// The words of HTML, without its markup. Links become words followed by their address in angle brackets, so that a reader sees where they would have led;
/// scripts, styles and comments are dropped; pictures become their description.
/// </summary>
static class MarkupText
{
    public static string Of(string markup, int most, CancellationToken cancel)
    {
        var writer = new Writer(most);
        var tokens = new HtmlTokenizer(new StringReader(markup)) { DecodeCharacterReferences = true };
        while (!writer.IsFull && tokens.ReadNextToken(out var token))
        {
            cancel.ThrowIfCancellationRequested();
            switch (token)
            {
                case HtmlTagToken tag:
                    writer.Tag(tag);
                    break;
                case HtmlScriptDataToken:
                    break;
                case HtmlDataToken data:
                    writer.Words(data.Data);
                    break;
            }
        }

        return writer.End();
    }

    sealed class Writer(int most)
    {
        readonly StringBuilder text = new();
        HtmlTagId? skips;
        string? link;
        int linkFrom;
        int pre;

        public bool IsFull => text.Length >= most;

        public void Tag(HtmlTagToken tag)
        {
            if (skips is not null)
            {
                skips = tag.IsEndTag && tag.Id == skips ? null : skips;
                return;
            }

            switch (tag.Id)
            {
                case HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title when !tag.IsEndTag && !tag.IsEmptyElement:
                    skips = tag.Id;
                    break;
                case HtmlTagId.A:
                    EndLink();
                    link = tag.IsEndTag ? null : Attribute(tag, HtmlAttributeId.Href);
                    linkFrom = text.Length;
                    break;
                case HtmlTagId.Image when !tag.IsEndTag:
                    var description = Attribute(tag, HtmlAttributeId.Alt);
                    Words(string.IsNullOrWhiteSpace(description) ? " [picture] " : $" [picture: {description}] ");
                    break;
                case HtmlTagId.Pre:
                    pre = tag.IsEndTag ? Math.Max(0, pre - 1) : pre + 1;
                    Line(1);
                    break;
                case HtmlTagId.Br or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.DT or HtmlTagId.DD or HtmlTagId.HR or HtmlTagId.BlockQuote:
                    Line(1);
                    break;
                case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.Table or HtmlTagId.UL or HtmlTagId.OL:
                    Line(2);
                    break;
                case HtmlTagId.TD or HtmlTagId.TH:
                    Words(" ");
                    break;
            }
        }

        public void Words(string words)
        {
            if (skips is not null)
            {
                return;
            }

            foreach (var each in words.AsSpan(0, Math.Min(words.Length, most)))
            {
                if (pre > 0 || !char.IsWhiteSpace(each) || each == '\u00A0')
                {
                    text.Append(each);
                }
                else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                {
                    text.Append(' ');
                }
            }
        }

        public string End()
        {
            EndLink();
            return text.ToString(0, Math.Min(text.Length, most)).Trim();
        }

        void EndLink()
        {
            if (link is { Length: > 0 } && !text.ToString(linkFrom, Math.Min(text.Length - linkFrom, 2000)).Contains(link, StringComparison.Ordinal))
            {
                text.Append(" <").Append(link.AsSpan(0, Math.Min(link.Length, 2000))).Append("> ");
            }

            link = null;
        }

        void Line(int lines)
        {
            var had = 0;
            while (had < text.Length && had < 2 && text[^(had + 1)] == '\n')
            {
                had++;
            }

            text.Append('\n', text.Length == 0 ? 0 : Math.Max(0, lines - had));
        }

        static string? Attribute(HtmlTagToken tag, HtmlAttributeId id) => tag.Attributes.FirstOrDefault(attribute => attribute.Id == id)?.Value?.Trim();
    }
}
