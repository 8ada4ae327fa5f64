using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Holdfast.Tests.Access;

/// <summary>Everything of an answer that somebody outside could tell two answers apart by.</summary>
sealed record Knock(HttpStatusCode Status, string Headers, string Body)
{
    /// <summary>In (also where more is asked for, as who is denied never learns), the number alone, or denied.</summary>
    public char Sign => Status == HttpStatusCode.NotFound ? '-' : Body.Contains("Not shared with you", StringComparison.Ordinal) ? 'N'
        : Status is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableContent ? '+' : '?';

    public static async Task<Knock> AtAsync(HttpClient http, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType());
        using var answer = await http.SendAsync(request);
        return new Knock(answer.StatusCode, Fixed(answer.Headers) + Fixed(answer.Content.Headers), await answer.Content.ReadAsStringAsync());
    }

    static string Fixed(HttpHeaders headers) =>
        string.Concat(headers.Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}\n"));
}
