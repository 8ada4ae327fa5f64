using System.Net;
using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Layout;

/// <summary>The one mark that a pack's texts may carry: words between asterisks are bold. All else is shown as it stands.</summary>
public static class Bold
{
    /// <summary>The text as HTML, encoded first.</summary>
    public static IHtmlContent Of(string text)
    {
        var parts = WebUtility.HtmlEncode(text).Split('*');
        for (var i = 1; i < parts.Length - 1; i += 2) parts[i] = $"<b>{parts[i]}</b>";
        return new HtmlString(string.Concat(parts));
    }
}
