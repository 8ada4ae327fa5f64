using System.Net;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Web.People;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>Signing in, locking out, and how long a session lives.</summary>
public sealed class SignInTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Five_wrong_passwords_lock_for_five_minutes(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var browser = new Browser(desk.Address);
        var name = desk.Staff.Supervisor.UserName;
        for (var i = 0; i < Accounts.Failures; i++)
        {
            (await browser.SignInAsync(name, "not the password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await browser.SignInAsync(name, Staff.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Session.ShouldBeNull();

        desk.Advance(Accounts.LockOut - 1.Seconds());
        (await browser.SignInAsync(name, Staff.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        desk.Advance(2.Seconds());
        (await browser.SignInAsync(name, Staff.Password, "/desk")).Headers.Location?.OriginalString.ShouldBe("/desk");
        (await browser.StatusAsync("/desk")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_names_wrong_passwords_and_locked_accounts_look_alike()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var unknown = await AnswerAsync(desk, "nobody.at.all", Staff.Password);
        var wrong = await AnswerAsync(desk, desk.Staff.Agent.UserName, "not the password");
        for (var i = 1; i < Accounts.Failures; i++)
        {
            await AnswerAsync(desk, desk.Staff.Agent.UserName, "not the password");
        }

        var locked = await AnswerAsync(desk, desk.Staff.Agent.UserName, Staff.Password);
        wrong.ShouldBe(unknown);
        locked.ShouldBe(unknown);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_session_lives_twelve_hours_from_its_last_use(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Agent.UserName, Staff.Password);
        for (var i = 0; i < 3; i++)
        {
            desk.Skip(Sessions.SessionLife - 1.Minutes());
            (await browser.StatusAsync("/api/v1/people/me")).ShouldBe(HttpStatusCode.OK);
        }

        // What the service worker fetches by itself is nobody's use.
        desk.Skip(Sessions.SessionLife - 1.Minutes());
        using (var kept = new HttpRequestMessage(HttpMethod.Get, "/report"))
        {
            kept.Headers.Add("X-Holdfast-Keeping", "1");
            using var answer = await browser.Http.SendAsync(kept);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        desk.Skip(1.Minutes() + 1.Seconds());
        (await browser.StatusAsync("/api/v1/people/me")).ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.StatusAsync("/reports")).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_whose_token_is_gone_is_shown_again_and_opens_for_no_other_site()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        var (name, password) = (desk.Staff.Agent.UserName, Staff.Password);

        // What the service worker fetches beside the page leaves the page's token alone.
        using (var beside = new HttpRequestMessage(HttpMethod.Get, "/sign-in"))
        {
            beside.Headers.Add("X-Holdfast-Keeping", "1");
            using var answer = await browser.Http.SendAsync(beside);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }

        using var again = await browser.PostAsync("/sign-in", "", ("userName", name), ("password", password));
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await again.Content.ReadAsStringAsync();
        page.ShouldContain("Please sign in once more.");
        page.ShouldContain($"value=\"{name}\"");
        browser.Session.ShouldBeNull();
        foreach (var site in new[] { "cross-site", "same-site", "none" })
        {
            (await FromAsync(site)).ShouldBe(HttpStatusCode.BadRequest, site);
            browser.Session.ShouldBeNull(site);
        }

        using (var once = await browser.PostAsync("/sign-in", page, ("userName", name), ("password", password))) once.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        browser.Session.ShouldNotBeNull();
        (await FromAsync("same-origin")).ShouldBe(HttpStatusCode.Redirect, "the browser itself says that it is our page");

        async Task<HttpStatusCode> FromAsync(string site)
        {
            using var form = new FormUrlEncodedContent([new("userName", name), new("password", password)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await browser.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_its_feed()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Supervisor.UserName, Staff.Password);
        var session = browser.Session.ShouldNotBeNull().Value;
        using var feed = await browser.Http.GetStreamAsync(new Uri("/api/v1/feed", UriKind.Relative));

        using var out1 = await browser.PostAsync("/sign-out", await browser.TextAsync("/sign-out"));
        out1.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        browser.Session.ShouldBeNull();
        await Feeds.EndsAsync(feed);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/people/me");
        request.Headers.Add("Cookie", "holdfast=" + session);
        using var stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = desk.Address };
        using var answer = await stranger.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>The same desk as the page's: its cookie, its bounds, its one refusal.</summary>
    [Fact]
    public async Task Signing_in_and_out_without_leaving_the_page()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        browser.Http.DefaultRequestHeaders.Add("X-Holdfast", "1");
        var agent = desk.Staff.Agent;
        var wrong = await SendAsync(agent.UserName, "not the password");
        (wrong.Status, browser.Session).ShouldBe((HttpStatusCode.Unauthorized, null));
        (await SendAsync("nobody.at.all", Staff.Password)).ShouldBe(wrong);
        (await SendAsync(null, new { })).ShouldBe(wrong);
        wrong.Text.ShouldContain(SignInDesk.SaysRefused);
        var welcome = await SendAsync(agent.UserName, Staff.Password);
        welcome.ShouldBe((HttpStatusCode.OK, $$$"""{"person":{"id":"{{{agent.Id}}}","userName":"alma","name":"Alma Sample"}}"""));
        (await browser.StatusAsync("/api/v1/seal")).ShouldBe(HttpStatusCode.OK);
        (await browser.TextAsync("/report")).ShouldContain("data-seal=\"{&quot;key&quot;:&quot;");

        for (var i = 0; i < 2; i++)
        {
            using var out1 = await browser.Http.DeleteAsync("/api/v1/session");
            (out1.StatusCode, browser.Session).ShouldBe((HttpStatusCode.NoContent, null));
        }

        (await browser.StatusAsync("/api/v1/seal")).ShouldBe(HttpStatusCode.Unauthorized);
        for (var i = 0; i < Accounts.Failures; i++) await SendAsync(agent.UserName, "not the password");
        (await SendAsync(agent.UserName, Staff.Password)).ShouldBe(wrong);
        for (var i = 0; i < SignInAttempts.Most; i++) await SendAsync("nobody.at.all", "");
        (await SendAsync("nobody.at.all", "")).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<(HttpStatusCode Status, string Text)> SendAsync(object? userName, object password)
        {
            using var content = System.Net.Http.Json.JsonContent.Create(new { userName, password });
            using var answer = await browser.Http.PostAsync("/api/v1/session", content);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/desk", "/desk")]
    [InlineData("/incidents/1?x=1", "/incidents/1?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("", "/")]
    public void Next_is_a_path_of_ours(string next, string goes) => LocalAddress.Or(next).ShouldBe(goes);

    [Fact]
    public async Task Signing_in_goes_to_no_other_site()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        using var answer = await browser.SignInAsync(desk.Staff.Agent.UserName, Staff.Password, "//evil.example/");
        answer.Headers.Location?.OriginalString.ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("holdfast=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    static async Task<(HttpStatusCode, string)> AnswerAsync(Desk desk, string name, string password)
    {
        using var browser = new Browser(desk.Address);
        using var answer = await browser.SignInAsync(name, password);
        var text = await answer.Content.ReadAsStringAsync();
        var from = text.IndexOf("<h1>", StringComparison.Ordinal);
        return (answer.StatusCode, text[from..text.IndexOf("form-token", StringComparison.Ordinal)].Replace(name, "", StringComparison.Ordinal));
    }
}
