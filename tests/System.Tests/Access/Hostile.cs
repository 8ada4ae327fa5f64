using System.Text;
using Holdfast.Harness.Faults;

namespace Holdfast.Tests.Access;

/// <summary>Hostile requests over all doors, the same for a seed.</summary>
sealed class Hostile(int seed, string[] ids)
{
    static readonly string[] Texts =
    [
        "\"\"", "null", "true", "-1", "1e400", "99999999999999999999", "\"\\u0000\"", "\"\\ud800\"", "\"'; DROP TABLE incident; --\"", "\"../../etc/passwd\"", "\"%n%s%x\"", "\"<script>\"", "[]", "{}", "[null]",
        "{\"a\":{\"a\":{\"a\":[1,2,{\"a\":null}]}}}", "\"P0\"", "\"answered\"", "\"kind\"", "\"cora\"", "\"subject-account\"", "\"statement-added\"", "\"answer-given\"", "\"incident-started\"", "\"transcript-added\"", "\"channel-chosen\"", "\"step-skipped\"", "\"outside-number-recorded\"", "\"case-answered\"", "\"case-done\"", "\"incident-linked\"", "\"priority-derived\"", "\"HF-2026-000001\"", "\"social-media\"", "\"\\u202e\\ufeff\"", "\"2026-99-99T99:99:99Z\"",
    ];

    static readonly string[] Names = ["id", "entries", "type", "version", "ago", "body", "field", "state", "values", "text", "entry", "to", "reason", "owner", "outcome", "expectedVersion", "askedBy", "channel", "team", "how", "call", "reached", "whom", "statement", "other", "from", "saidBy", "step", "word", "completed", "exists", "number", "corrects", "item", "value", "now", "sealed", "key", "epk", "iv", "box", "userName", "password"];

    static readonly string[] Doors =
    [
        "/api/v1/incidents", "/api/v1/incidents/{0}", "/api/v1/incidents/{0}/entries", "/api/v1/incidents/{0}/drafts", "/api/v1/incidents/{0}/timeline", "/api/v1/incidents/{0}/readings",
        "/api/v1/incidents/{0}/supervisor-requests", "/api/v1/incidents/{0}/filing", "/api/v1/incidents/{0}/acknowledgement", "/api/v1/incidents/{0}/priority", "/api/v1/incidents/{0}/owner",
        "/api/v1/incidents/{0}/grants", "/api/v1/incidents/{0}/links", "/api/v1/incidents/{0}/break-glass", "/api/v1/incidents/{0}/closing", "/api/v1/incidents/{0}/reopening", "/api/v1/incidents/{0}/evidence", "/api/v1/incidents/{0}/evidence/{1}", "/api/v1/incidents/{0}/evidence/{1}", "/api/v1/incidents/{0}/evidence/{1}/original", "/incidents/{0}/evidence", "/incidents/{0}/evidence/{1}", "/incidents/{0}/evidence/{1}/sound", "/incidents/{0}/evidence/{1}/original",
        "/api/v1/seal", "/api/v1/sealed", "/api/v1/sealed", "/api/v1/session",
        "/api/v1/people", "/api/v1/people/{0}/roles/lead/confirmation",
        "/procedure/{0}", "/procedure/versions", "/procedure/problems", "/incidents/{0}", "/incidents/{0}/print", "/report/{0}", "/reports", "/desk", "/people", "/people/confirmations", "/first/{0}", "/sign-in", "/",
    ];

    static readonly string[] Queries =
    [
        "", "?after=-1", "?after=99999999999999999999", "?limit=0", "?limit=2147483648", "?state=2", "?state=%00", "?number=%00", "?number=HF-0-0", "?number=2147483648", "?team=%00", "?priority=P9&priority=P0", "?tab=%00&before=-1",
        "?before=99999999999999999999", "?handler=Live", "?handler=%00", "?next=//evil.example", "?next=%0d%0aX:1", "?number=9999-999999", "?a[]=1&a[]=2",
    ];

    static readonly string[] Headers = ["Upload-Length", "Upload-Offset", "Upload-Name", "Upload-What", "Upload-Type", "Upload-Modified", "Upload-Promise", "Purpose", "Range", "If-Range", "If-None-Match"];

    static readonly string[] Values =
    [
        "", "0", "-1", "1", "7", "99999999999999999999", "9223372036854775807", "2147483648", "%", "%00%0d%0a", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "%E2%80%AEgpj.exe", "bytes=0-", "bytes=-1", "bytes=5-2", "bytes=0-1,3-4", "\"x\"", "2026-99-99", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", new('a', 3000),
    ];

    readonly Dice dice = new((ulong)seed);

    /// <summary>How to make the next request; it is made when it is sent.</summary>
    public Func<HttpRequestMessage> Next()
    {
        string[] names = [.. ids, "not-an-id", "%00", "00000000-0000-0000-0000-000000000000", "..%2f..", "%F0%9F%98%80"];
        var door = Pick(Doors);
        var sends = door.Contains("evidence", StringComparison.Ordinal);
        var method = sends ? Pick("GET", "HEAD", "PUT", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "POST") : Pick("GET", "POST", "POST", "POST", "POST", "PUT", "DELETE");
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, door, Pick(names), Pick(names)) + Pick(Queries);
        var headers = sends ? Enumerable.Range(0, dice.Below(4)).Select(_ => (Pick(Headers), Pick(Values))).ToArray() : [];
        var body = method is "GET" or "HEAD" ? null : Body();
        var type = sends && dice.Below(2) == 0 ? Pick("multipart/form-data; boundary=x", "multipart/form-data; boundary=", "multipart/form-data", "audio/ogg", "") : Pick("application/json", "application/json", "application/json", "application/json", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16");
        return () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }

            return request;
        };
    }

    byte[] Body() => dice.Below(12) switch
    {
        0 => Encoding.UTF8.GetBytes("{\"entries\":["),
        1 => [0xFF, 0xFE, 0x00, 0x7B],
        2 => [.. "{\"text\":\""u8, 0xC3, 0x28, 0xED, 0xA0, 0x80, .. "\",\"field\":\""u8, 0xFF, .. "\"}"u8],
        3 => Encoding.UTF8.GetBytes(new string('[', 200)),
        4 => [],
        6 => [.. "--x\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\nCf\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nb\r\n--x"u8],
        5 => Encoding.UTF8.GetBytes($"{{\"entries\":[{Member()},{Member()}]}}"),
        _ => Encoding.UTF8.GetBytes(Member()),
    };

    string Member(int depth = 0) =>
        "{" + string.Join(",", Enumerable.Range(0, dice.Below(6)).Select(_ => $"\"{Pick(Names)}\":{(depth < 3 && dice.Below(4) == 0 ? Pick(Member(depth + 1), $"[{Member(depth + 1)}]") : Pick([.. Texts, $"\"{Pick(ids)}\""]))}")) + "}";

    string Pick(params string[] of) => of[dice.Below(of.Length)];
}
