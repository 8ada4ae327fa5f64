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

    static readonly string[] Names = ["id", "entries", "type", "version", "ago", "body", "field", "state", "values", "text", "entry", "to", "reason", "owner", "outcome", "expectedVersion", "askedBy", "channel", "team", "how", "call", "reached", "whom", "statement", "other", "from", "saidBy", "step", "word", "completed", "exists", "number", "corrects", "item", "value"];

    static readonly string[] Doors =
    [
        "/api/v1/incidents", "/api/v1/incidents/{0}", "/api/v1/incidents/{0}/entries", "/api/v1/incidents/{0}/drafts", "/api/v1/incidents/{0}/timeline", "/api/v1/incidents/{0}/readings",
        "/api/v1/incidents/{0}/supervisor-requests", "/api/v1/incidents/{0}/filing", "/api/v1/incidents/{0}/acknowledgement", "/api/v1/incidents/{0}/priority", "/api/v1/incidents/{0}/owner",
        "/api/v1/incidents/{0}/grants", "/api/v1/incidents/{0}/links", "/api/v1/incidents/{0}/break-glass", "/api/v1/incidents/{0}/closing", "/api/v1/incidents/{0}/reopening", "/api/v1/people", "/api/v1/people/{0}/roles/lead/confirmation",
        "/procedure/{0}", "/procedure/versions", "/procedure/problems", "/incidents/{0}", "/incidents/{0}/print", "/report/{0}", "/reports", "/desk", "/people", "/people/confirmations", "/first/{0}", "/sign-in", "/",
    ];

    static readonly string[] Queries =
    [
        "", "?after=-1", "?after=99999999999999999999", "?limit=0", "?limit=2147483648", "?state=2", "?state=%00", "?number=%00", "?number=HF-0-0", "?number=2147483648", "?team=%00", "?priority=P9&priority=P0", "?tab=%00&before=-1",
        "?before=99999999999999999999", "?handler=Live", "?handler=%00", "?next=//evil.example", "?next=%0d%0aX:1", "?number=9999-999999", "?a[]=1&a[]=2",
    ];

    readonly Dice dice = new((ulong)seed);

    /// <summary>How to make the next request; it is made when it is sent.</summary>
    public Func<HttpRequestMessage> Next()
    {
        var method = Pick("GET", "POST", "POST", "POST", "POST", "PUT", "DELETE");
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, Pick(Doors), Pick([.. ids, "not-an-id", "%00", "00000000-0000-0000-0000-000000000000", "..%2f..", "%F0%9F%98%80"])) + Pick(Queries);
        var body = method == "GET" ? null : Body();
        var type = Pick("application/json", "application/json", "application/json", "application/json", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16");
        return () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
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
        5 => Encoding.UTF8.GetBytes($"{{\"entries\":[{Member()},{Member()}]}}"),
        _ => Encoding.UTF8.GetBytes(Member()),
    };

    string Member(int depth = 0) =>
        "{" + string.Join(",", Enumerable.Range(0, dice.Below(6)).Select(_ => $"\"{Pick(Names)}\":{(depth < 3 && dice.Below(4) == 0 ? Pick(Member(depth + 1), $"[{Member(depth + 1)}]") : Pick([.. Texts, $"\"{Pick(ids)}\""]))}")) + "}";

    string Pick(params string[] of) => of[dice.Below(of.Length)];
}
