using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Layout;

/// <summary>A sentence of ours with somebody's exact words in it: the words are marked with the language that they are in, the sentence is in the page's.</summary>
public static class Quoted
{
    /// <param name="sentence">The whole sentence.</param>
    /// <param name="said">The exact words as they stand in it; null or empty: none do.</param>
    /// <param name="language">A BCP 47 tag; empty where it isn't known, which claims nothing.</param>
    public static IHtmlContent Of(string sentence, string? said, string language)
    {
        var at = string.IsNullOrEmpty(said) ? -1 : sentence.LastIndexOf(said, StringComparison.Ordinal);
        return at < 0 ? new HtmlContentBuilder().Append(sentence) : new HtmlContentBuilder().Append(sentence[..at])
            .AppendHtml($"<span lang=\"{HtmlEncoder.Default.Encode(language)}\">").Append(said!).AppendHtml("</span>").Append(sentence[(at + said!.Length)..]);
    }
}
