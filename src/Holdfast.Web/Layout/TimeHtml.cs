using Microsoft.AspNetCore.Html;

namespace Holdfast.Web.Layout;

/// <summary>Moments as time elements, for places inside a sentence: <see cref="Bold.Of(string, object?[])"/> puts them there.</summary>
public static class TimeHtml
{
    /// <summary>Hours and minutes; a script puts them into the reader's own zone.</summary>
    public static HtmlString Clock(DateTimeOffset at) => new($"<time datetime=\"{at:O}\" data-minutes>{ScreenWords.Clock(at)}</time>");

    /// <summary>The day too.</summary>
    public static HtmlString Day(DateTimeOffset at) => new($"<time datetime=\"{at:O}\">{ScreenWords.Day(at)}</time>");
}
