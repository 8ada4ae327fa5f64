using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Layout;

/// <summary>The one mark that texts may carry: words between asterisks are bold. All else is shown as it stands.</summary>
public static partial class Bold
{
    /// <summary>The text as HTML, encoded first.</summary>
    public static IHtmlContent Of(string text) => new HtmlString(Html(text));

    /// <summary>A whole sentence with something in its places {0}, {1}…, wherever its language wants them: HTML as it is, such as a time, anything else encoded.</summary>
    public static IHtmlContent Of(string text, params object?[] values) => new HtmlString(Place().Replace(Html(text), place => values[place.Value[1] - '0'] switch
    {
        HtmlString html => html.Value ?? "",
        var value => WebUtility.HtmlEncode(value?.ToString() ?? ""),
    }));

    static string Html(string text)
    {
        var parts = WebUtility.HtmlEncode(text).Split('*');
        for (var i = 1; i < parts.Length - 1; i += 2) parts[i] = $"<b>{parts[i]}</b>";
        return string.Concat(parts);
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
