using System.Text;

namespace Holdfast.Bench.Client;

/// <summary>Requests as bytes, made once and sent many times: the client shares two cores with the server it measures.</summary>
public static class Request
{
    /// <param name="headers">Further ones, each with its line's end.</param>
    public static byte[] Get(string path, Uri site, string? token, string headers = "") => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Head(site, token)}{headers}\r\n");

    /// <summary>The head of a file that is sent; its bytes follow.</summary>
    public static byte[] Put(string path, Uri site, string token, string name, long length) =>
        Encoding.ASCII.GetBytes($"PUT {path} HTTP/1.1\r\n{Head(site, token)}X-Holdfast: 1\r\nUpload-Name: {name}\r\nContent-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n");

    public static byte[] Post(string path, Uri site, string? token, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var head = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\n{Head(site, token)}X-Holdfast: 1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }

    static string Head(Uri site, string? token) => $"Host: {site.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}";
}
