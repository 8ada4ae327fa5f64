using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Text;

/// <summary>A sentence with parts of a page in its places, so that each language puts them where they belong: <c>Placed.In(T("due {0}"), @&lt;time&gt;…&lt;/time&gt;)</c>.</summary>
public static class Placed
{
    /// <summary>The text, encoded, with the pieces in its <c>{0}</c>, <c>{1}</c>…</summary>
    /// <param name="text">A text whose places are not filled.</param>
    public static IHtmlContent In(string text, params ReadOnlySpan<Func<object?, IHtmlContent>> pieces)
    {
        var html = new HtmlContentBuilder();
        var at = 0;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '{' && char.IsAsciiDigit(text[i + 1]) && text[i + 2] == '}')
            {
                html.Append(text[at..i]).AppendHtml(pieces[text[i + 1] - '0'](null));
                at = i + 3;
            }
        }

        return html.Append(text[at..]);
    }
}
