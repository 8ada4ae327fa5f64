using System.Collections.Immutable;
using System.Text.Encodings.Web;
using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Procedures;

/// <summary>Runs of a pack's guidance as HTML. Every text is encoded; a link leads to https, to a telephone or to an anchor, and is plain text otherwise.</summary>
public static class Guidance
{
    /// <summary>What stands before each anchor of a pack, so that none is an id of the page's own.</summary>
    public const string Anchor = "p-";

    /// <param name="page">The page that anchors lead to when the text is shown elsewhere; null: they are of this page.</param>
    public static IHtmlContent Html(ImmutableArray<Run> runs, string? page = null)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in runs)
        {
            var address = Address(run.Address, page);
            html.AppendHtml(address is null ? "" : $"<a href=\"{HtmlEncoder.Default.Encode(address)}\"{(Stays(run.Address, page) ? "" : " target=\"_blank\" rel=\"noreferrer\"")}>")
                .AppendHtml(run.Strong ? "<b>" : "").AppendHtml(run.Stressed ? "<em>" : "")
                .Append(run.Text)
                .AppendHtml(run.Stressed ? "</em>" : "").AppendHtml(run.Strong ? "</b>" : "")
                .AppendHtml(address is null ? "" : "</a>");
        }

        return html;
    }

    /// <summary>The letters alone.</summary>
    public static string Text(ImmutableArray<Run> runs) => string.Concat(runs.Select(run => run.Text));

    static string? Address(string? address, string? page) => address switch
    {
        null => null,
        _ when address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) => address,
        ['#', .. var anchor] => $"{page}#{Anchor}{anchor}",
        _ => null,
    };

    /// <summary>A link that leaves a page never leaves a live one: it opens beside it.</summary>
    static bool Stays(string? address, string? page) => address?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) != true && (page is null || address?.StartsWith('#') != true);
}
