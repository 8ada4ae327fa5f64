using System.Net;
using System.Text.RegularExpressions;

namespace Holdfast.Harness.People;

/// <summary>A browser without scripts: keeps cookies, reads a page's form and posts it back, follows no redirect by itself.</summary>
public sealed partial class Browser : IDisposable, IAsyncDisposable
{
    readonly CookieContainer cookies = new();
    readonly HttpClient http;

    public Browser(Uri address)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Wait.Patience };
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The client itself, for requests that a test makes by hand.</summary>
    public HttpClient Http => http;

    /// <summary>The session cookie's value; null when nobody is signed in.</summary>
    public Cookie? Session => cookies.GetCookies(Address)["holdfast"];

    /// <summary>Fills the sign-in page and sends it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string userName, string password, string next = "/")
    {
        var page = await TextAsync("/sign-in?next=" + Uri.EscapeDataString(next));
        return await PostAsync("/sign-in", page, ("userName", userName), ("password", password), ("next", next));
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    public async Task<string> TextAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts a form with the token that stands in the page it came from.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(page).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("form-token", WebUtility.HtmlDecode(token))).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        return await http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public void Dispose() => http.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormToken();
}
