using System.Net;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>Another site's page can't make a signed-in browser write: every JSON door that writes asks for our header and our origin.</summary>
public sealed class SameOriginTest
{
    [Fact]
    public async Task Every_door_that_writes_refuses_a_request_of_another_site()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Supervisor.UserName, Staff.Password);
        var own = desk.Address.GetLeftPart(UriPartial.Authority);
        var doors = Doors(desk);
        doors.Count.ShouldBeGreaterThan(5);
        foreach (var (method, path) in doors)
        {
            (await StatusAsync(browser.Http, method, path)).ShouldBe(HttpStatusCode.Forbidden, path);
            (await StatusAsync(browser.Http, method, path, ("X-Holdfast", "1"), ("Origin", "https://evil.example"))).ShouldBe(HttpStatusCode.Forbidden, path);
            (await StatusAsync(browser.Http, method, path, ("X-Holdfast", "1"), ("Sec-Fetch-Site", "cross-site"))).ShouldBe(HttpStatusCode.Forbidden, path);
            (await StatusAsync(browser.Http, method, path, ("X-Holdfast", "1"), ("Sec-Fetch-Site", "same-site"))).ShouldBe(HttpStatusCode.Forbidden, path);
            (await StatusAsync(browser.Http, method, path, ("X-Holdfast", "1"), ("Origin", own), ("Sec-Fetch-Site", "same-origin"))).ShouldNotBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task A_token_needs_no_header_but_is_not_taken_from_another_site()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = desk.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", desk.Staff.Agent.Token);
        (await StatusAsync(http, "POST", "/api/v1/incidents")).ShouldNotBe(HttpStatusCode.Forbidden);
        (await StatusAsync(http, "POST", "/api/v1/incidents", ("Origin", "https://evil.example"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Administrator.UserName, Staff.Password);
        using var answer = await browser.PostAsync("/people?handler=disable", page: "", ("person", desk.Staff.Agent.Id.ToString()), ("sure", "yes"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.As(desk.Staff.Agent).MeAsync()).Ok();
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        foreach (var path in new[] { "/sign-in", "/nothing-here", "/api/v1/people/me", "/health/live", "/css/holdfast.css", "/first/x" })
        {
            using var answer = await browser.Http.GetAsync(new Uri(path, UriKind.Relative));
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';", Case.Sensitive, path);
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single().ShouldBe("same-origin");
            answer.Headers.Server.ShouldBeEmpty();
            if (!path.StartsWith("/css", StringComparison.Ordinal))
            {
                answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue(path);
            }
        }
    }

    static List<(string Method, string Path)> Doors(Desk desk) =>
        [.. desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"])
                .Where(method => method is not ("GET" or "HEAD"))
                .Select(method => (method, "/" + Filled(endpoint))))];

    static string Filled(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments
        .Select(segment => segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "01900000-0000-7000-8000-000000000000"));

    static async Task<HttpStatusCode> StatusAsync(HttpClient http, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
