using System.Net;
using Holdfast.Core.People;
using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Databases;
using Holdfast.Storage.People;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>Disabling somebody elsewhere (the command line, another node) ends session, token and feed here within 5 s.</summary>
public sealed class EndingTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Disabling_ends_session_token_and_feed(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var gone = desk.Staff.Supervisor;
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(gone.UserName, Staff.Password);
        var api = desk.As(gone);
        (await api.MeAsync()).Ok();
        using var byCookie = await browser.Http.GetStreamAsync(new Uri("/api/v1/feed", UriKind.Relative));
        using var byToken = await api.Http.GetStreamAsync(new Uri("/api/v1/feed", UriKind.Relative));
        var other = await desk.SitsDownAsync(desk.Staff.OtherSupervisor);

        // The server isn't told: it has to look.
        (await Elsewhere(desk).DisableAsync(gone.Id, by: null)).ShouldBe(PeopleOutcome.Done);
        desk.Advance(5.Seconds());

        await Feeds.EndsAsync(byCookie);
        await Feeds.EndsAsync(byToken);
        (await api.MeAsync()).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.StatusAsync("/api/v1/people/me")).ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.SignInAsync(gone.UserName, Staff.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        // Nobody else's ends.
        (await desk.As(desk.Staff.OtherSupervisor).MeAsync()).Ok();
        var report = await desk.ReportAsync(desk.Staff.Stranger);
        await report.AsksForSupervisorAsync();
        await other.RingsForAsync(report);
    }

    [Fact]
    public async Task An_administrator_who_resets_a_password_ends_everything_and_comes_to_no_content()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var supervisor = desk.Staff.Supervisor;
        using var administrator = new Browser(desk.Address);
        await administrator.SignInAsync(desk.Staff.Administrator.UserName, Staff.Password);
        using var reset = await administrator.PostAsync("/people?handler=reset", await administrator.TextAsync("/people"), ("person", supervisor.Id.ToString()));
        var link = Links.In(await reset.Content.ReadAsStringAsync());
        (await desk.As(supervisor).MeAsync()).Status.ShouldBe(HttpStatusCode.Unauthorized);

        using var taken = new Browser(desk.Address);
        using var chosen = await taken.PostAsync(link, await taken.TextAsync(link), ("password", "another password"), ("again", "another password"));
        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await taken.TextAsync("/api/v1/people/me")).ShouldContain("\"roles\":[]");
        (await taken.StatusAsync("/desk")).ShouldNotBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_page_that_is_open_for_a_day_still_saves(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Agent.UserName, Staff.Password);
        var page = await browser.TextAsync("/sign-out");
        using var feed = await browser.Http.GetStreamAsync(new Uri("/api/v1/feed", UriKind.Relative));
        var began = desk.Clock.GetUtcNow();
        while (desk.Clock.GetUtcNow() < began.AddHours(25))
        {
            // Beside the open feed nothing is asked; the server itself notes that the page is there.
            desk.Skip(5.Hours());
            var now = desk.Clock.GetUtcNow();
            desk.Advance(1.Minutes());
            await Wait.UntilAsync("the open page counts as use", async () => await LastUseAsync(desk, browser) >= now);
        }

        browser.Http.DefaultRequestHeaders.Add("X-Holdfast", "1");
        var id = Holdfast.Core.Ledger.IncidentId.New(desk.Clock);
        using var start = new StringContent($$"""{"id":"{{id}}","channel":"phone"}""", System.Text.Encoding.UTF8, "application/json");
        using var saved = await browser.Http.PostAsync(new Uri("/api/v1/incidents", UriKind.Relative), start);
        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var posted = await browser.PostAsync("/sign-out", page);
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    static async Task<DateTimeOffset> LastUseAsync(Desk desk, Browser browser) =>
        (await desk.Services.GetRequiredService<SecretStore>().FindAsync(SecretStore.Hash(browser.Session!.Value)))?.LastUsedAt ?? default;

    static PeopleStore Elsewhere(Desk desk) => new(desk.Services.GetRequiredService<Database>(), desk.Clock);
}
