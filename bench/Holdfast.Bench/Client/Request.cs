using System.Text;

namespace Holdfast.Bench.Client;

/// <summary>Requests as bytes, made once and sent many times: the client shares two cores with the server it measures.</summary>
public static class Request
{
    public static byte[] Get(string path, Uri site, string? token) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Head(site, token)}\r\n");

    public static byte[] Post(string path, Uri site, string? token, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\n{Head(site, token)}X-Holdfast: 1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }

    static string Head(Uri site, string? token) => $"Host: {site.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}";
}
