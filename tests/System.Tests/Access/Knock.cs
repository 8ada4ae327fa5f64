using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Holdfast.Tests.Access;

/// <summary>Everything of an answer that somebody outside could tell two answers apart by.</summary>
sealed partial record Knock(HttpStatusCode Status, string Headers, string Body)
{
    /// <summary>In (also where more is asked for, as who is denied never learns), the number alone, or denied.</summary>
    public char Sign => Status == HttpStatusCode.NotFound ? '-' : Body.Contains("Not shared with you", StringComparison.Ordinal) ? 'N'
        : Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableContent ? '+' : '?';

    public static async Task<Knock> AtAsync(HttpClient http, HttpMethod method, string path, object? body, string? header = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (header?.Split(": ") is [var name, var value]) request.Headers.TryAddWithoutValidation(name, value);
        if (body is Form form) request.Content = await FilledAsync(http, form);
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType());
        using var answer = await http.SendAsync(request);
        return new Knock(answer.StatusCode, Fixed(answer.Headers) + Fixed(answer.Content.Headers), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The proof that a page of ours gave to each client, asked for once: pages fetched at the same time would each give a cookie of their own.</summary>
    static readonly ConditionalWeakTable<HttpClient, Lazy<Task<string>>> Proofs = [];

    /// <summary>The form with the proof of whoever posts it.</summary>
    static async Task<HttpContent> FilledAsync(HttpClient http, Form form)
    {
        var proof = await Proofs.GetValue(http, client => new Lazy<Task<string>>(async () =>
            WebUtility.HtmlDecode(FormToken().Match(await client.GetStringAsync(new Uri("/sign-out", UriKind.Relative))).Groups["token"].Value))).Value;
        var filled = new MultipartFormDataContent { { new StringContent(proof), "form-token" }, { new StringContent(form.Value), form.Field } };
        if (form.File.Length > 0) filled.Add(new StringContent("late words"), form.File, form.FileName);
        return filled;
    }

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormToken();

    static string Fixed(HttpHeaders headers) =>
        string.Concat(headers.Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}\n"));
}
