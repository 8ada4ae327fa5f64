using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Text;

/// <summary>A sentence with parts of a page in its places, so that each language puts them where they belong: <c>Placed.In(T("due {0}"), @&lt;time&gt;…&lt;/time&gt;)</c>.</summary>
public static partial class Placed
{
    /// <summary>The text, encoded, with the pieces in its <c>{0}</c>, <c>{1}</c>…</summary>
    /// <param name="text">A text whose places are not filled.</param>
    public static IHtmlContent In(string text, params ReadOnlySpan<Func<object?, IHtmlContent>> pieces)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        foreach (Match place in Place().Matches(text))
        {
            html.Append(text[at..place.Index]).AppendHtml(pieces[place.Groups[1].Value[0] - '0'](null));
            at = place.Index + place.Length;
        }

        return html.Append(text[at..]);
    }

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Place();
}
