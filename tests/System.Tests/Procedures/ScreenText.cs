using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.Tests.Procedures;

/// <summary>What a person can read on a page that the server rendered: text, what stands in fields and their placeholders; nothing that is hidden, and no script.</summary>
static partial class ScreenText
{
    static readonly HashSet<string> Void = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    static readonly HashSet<string> Unread = ["script", "style", "template", "symbol", "head"];

    public static string Of(string html)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Name, bool Hidden)>();
        var at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            Say(html[at..tag.Index]);
            at = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (name.Length == 0)
            {
                continue;
            }

            if (tag.Groups["end"].Success)
            {
                while (open.Any(one => one.Name == name) && open.Pop().Name != name)
                {
                    // Elements that HTML lets close by themselves.
                }

                continue;
            }

            var attributes = tag.Groups["attributes"].Value;
            var hidden = IsHidden() || Unread.Contains(name) || Hidden().IsMatch(attributes);
            if (!hidden && name is "input" or "textarea" && !Pressed().IsMatch(attributes))
            {
                foreach (Match said in Said().Matches(attributes)) Add(said.Groups["text"].Value);
            }

            if (!Void.Contains(name) && !attributes.EndsWith('/')) open.Push((name, hidden));
        }

        Say(html[at..]);
        return Plain(text.ToString());

        bool IsHidden() => open.Count > 0 && open.Peek().Hidden;

        void Say(string words)
        {
            if (!IsHidden()) Add(words);
        }

        void Add(string words) => text.Append(WebUtility.HtmlDecode(words)).Append(' ');
    }

    /// <summary>Letters and digits with single spaces: signs and marks between words don't matter, the words and their order do.</summary>
    public static string Plain(string text) => Gap().Replace(text, " ").Trim();

    [GeneratedRegex(@"<!--.*?-->|<!doctype[^>]*>|<(?<end>/)?(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<attributes>(?:[^>""']|""[^""]*""|'[^']*')*)>", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(^|\s)hidden(\s|=|/|$)|type=""hidden""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    /// <summary>Its value is not for reading.</summary>
    [GeneratedRegex(@"type=""(radio|checkbox|submit|button)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pressed();

    [GeneratedRegex(@"\s(value|placeholder)=""(?<text>[^""]*)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Said();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
