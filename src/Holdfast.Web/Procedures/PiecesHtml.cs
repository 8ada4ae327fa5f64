using System.Collections.Immutable;
using System.Net;
using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Procedures;

/// <summary>
/// One line of one side as HTML: what was removed is struck out, what was added underlined, and a line with either has its sign and its word before
/// it. Every text is encoded; no space is put between pieces that had none.
/// </summary>
public static class PiecesHtml
{
    public static IHtmlContent Of(ImmutableArray<Piece>? line)
    {
        var html = new HtmlContentBuilder();
        if (line is not { } pieces)
        {
            return html;
        }

        html.AppendHtml(pieces.Any(piece => piece.Fate == Fate.Removed) ? Sign("−", T("Removed:")) : pieces.Any(piece => piece.Fate == Fate.Added) ? Sign("+", T("Added:")) : "");
        foreach (var piece in pieces)
        {
            var tag = piece.Fate switch { Fate.Removed => "del", Fate.Added => "ins", Fate.Kept => null };
            html.AppendHtml(tag is null ? "" : $"<{tag}>").Append(piece.Text).AppendHtml(tag is null ? "" : $"</{tag}>");
        }

        return html;
    }

    static string Sign(string sign, string word) => $"<span class=\"sign\" aria-hidden=\"true\">{sign}</span><span class=\"said\">{WebUtility.HtmlEncode(word)} </span>";
}
