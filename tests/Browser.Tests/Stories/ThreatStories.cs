using Holdfast.Browser.Tests.Sites;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The calls that the product exists for, with the agent in one browser and the supervisor in another.</summary>
public abstract class ThreatStories(Site site) : Scene(site)
{
    [Fact]
    public async Task There_is_a_bomb_and_the_line_drops()
    {
        var desk = await Site.OpenAsync("dana", "/desk");
        var live = await Site.OpenAsync("maria", "/reports");
        await PictureAsync(live, "bomb-1-my-reports");
        await live.Keyboard.PressAsync("r");
        await live.ComesToAsync("/report");
        await PictureAsync(live, "bomb-2-empty");

        await SayAsync(live, "There is a bomb");
        var number = await NumberAsync(live);
        var id = await IdAsync(live);
        await KeyAsync(live, "1");
        await Expect(live.Locator("#priority")).ToHaveTextAsync("P0");
        await Expect(Ring(desk, number)).ToBeVisibleAsync();
        await PictureAsync(live, "bomb-3-ringing");
        await PictureAsync(desk, "desk-ringing");
        await desk.Keyboard.PressAsync("a");
        await Expect(Ring(desk, number)).ToHaveCountAsync(0);
        await Expect(live.Locator("#coming")).ToContainTextAsync("Dana Reyes");

        await KeyAsync(live, "l");
        await Expect(live.Locator("#order")).ToContainTextAsync(Words.Text("Keep the line open. Call from another phone."));
        await KeyAsync(live, "n");
        await Expect(Row(live, "caller-name")).ToHaveAttributeAsync("data-state", "not-said");
        await PictureAsync(live, "bomb-4-line-lost");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync(number);
        await SavedAsync(live);
        await PictureAsync(live, "bomb-5-filed");

        var incident = await IncidentAsync(desk, id);
        incident.GetProperty("row").GetProperty("priority").GetString().ShouldBe("P0");
        incident.GetProperty("row").GetProperty("state").GetString().ShouldBe("filed");
        incident.GetProperty("contact").GetString().ShouldBe("line-lost");
        incident.GetProperty("statements")[0].GetProperty("text").GetString().ShouldBe("There is a bomb");
        Answer(incident, "caller-name").GetProperty("state").GetString().ShouldBe("not-said");
    }

    [Fact]
    public async Task A_supervisor_watches_the_record_grow()
    {
        var desk = await Site.OpenAsync("dana", "/desk");
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I know where you park");
        var number = await NumberAsync(live);
        await KeyAsync(live, "g");
        await Expect(Ring(desk, number)).ToBeVisibleAsync();
        await desk.GotoAsync($"/incidents/{await IdAsync(live)}");
        await Expect(desk.Locator("main")).ToContainTextAsync("I know where you park");

        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("and I have a");
        await Expect(desk.Locator("main")).ToContainTextAsync("and I have a");
        await PictureAsync(desk, "incident-typing");
        await live.Keyboard.TypeAsync(" crowbar");
        await live.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("main")).ToContainTextAsync("“and I have a crowbar”");
        await desk.Keyboard.PressAsync("a");
        await Expect(live.Locator("#coming")).ToContainTextAsync("Dana Reyes");
        await Expect(live.Locator("#seen")).ToContainTextAsync("Dana Reyes");
    }

    [Fact]
    public async Task Remove_the_solar_panels_or_I_kill_myself()
    {
        var live = await Site.OpenAsync("maria", "/report", options => options.ColorScheme = ColorScheme.Dark);
        await SayAsync(live, "If you don't remove the solar panels, I'm going to kill myself.");
        await Box(live, "kind", "self-harm").CheckAsync();
        await Input(live, "conditional").CheckAsync();
        await Expect(live.Locator("#priority")).ToHaveTextAsync("P1");
        await Expect(live.Locator("#emergency")).ToContainTextAsync("988");
        await Expect(live.Locator("#emergency")).ToBeInViewportAsync();
        await Expect(live.Locator("main")).ToContainTextAsync(Words.Text("Full customer authentication is NOT REQUIRED."));
        await SayAsync(live, "just take them down this week and I'll be fine");
        await Box(live, "kind", "self-harm").UncheckAsync();
        await SavedAsync(live);
        var incident = await IncidentAsync(live, await IdAsync(live));
        incident.GetProperty("row").GetProperty("priority").GetString().ShouldBe("P1", "bargaining lowers nothing");
        await Box(live, "kind", "self-harm").CheckAsync();
        await PictureAsync(live, "self-harm-dark");
    }

    [Fact]
    public async Task I_will_hurt_my_family()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "If this issue is not resolved, I will hurt my family.");
        await Box(live, "kind", "harm-to-others").CheckAsync();
        await Input(live, "targets").FillAsync("his family");
        await live.Keyboard.PressAsync("Enter");
        await SavedAsync(live);
        var incident = await IncidentAsync(live, await IdAsync(live));
        Values(incident, "kind").ShouldBe(Words.Choice("kind", "harm-to-others"));
        Values(incident, "targets").ShouldBe("his family");
    }

    [Fact]
    public async Task The_caller_hangs_up_and_the_record_stays_live()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "You will be sorry");
        var id = await IdAsync(live);
        await KeyAsync(live, "h");
        await Expect(live.Locator("#order")).ToHaveAttributeAsync("data-contact", "ended");
        await SavedAsync(live);
        var incident = await IncidentAsync(live, id);
        incident.GetProperty("contact").GetString().ShouldBe("caller-hung-up");
        incident.GetProperty("row").GetProperty("state").GetString().ShouldBe("live");
        await Input(live, "summary").FillAsync("He hung up after one sentence.");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        await SayAsync(live, "He said it twice");
        await SavedAsync(live);
        (await IncidentAsync(live, id)).GetProperty("statements").GetArrayLength().ShouldBe(2, "everything can still be added after filing");
    }

    [Fact]
    public async Task A_curious_colleague_sees_nothing_and_the_denial_is_on_record()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "This is between us");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var curious = await Site.OpenAsync("noor", "/reports");
        foreach (var path in new[] { "/incidents/{0}", "/report/{0}", "/incidents/{0}/print", "/api/v1/incidents/{0}", "/api/v1/incidents/{0}/timeline" })
        {
            var denied = await curious.APIRequest.GetAsync(string.Format(null, path, id));
            var absent = await curious.APIRequest.GetAsync(string.Format(null, path, "01900000-0000-7000-8000-000000000000"));
            denied.Status.ShouldBe(404, path);
            absent.Status.ShouldBe(404, path);
            (await denied.TextAsync()).ShouldBe(await absent.TextAsync(), path);
        }

        (await curious.ContentAsync()).ShouldNotContain("between us");
        var supervisor = await Site.OpenAsync("dana", "/desk");
        (await TimelineAsync(supervisor, id)).ShouldContain(line => line.Contains("denied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supervisor_of_another_team_opens_it_with_a_reason_and_Corporate_Security_is_told()
    {
        var security = await Site.OpenAsync("grace", "/desk");
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "Wait until tonight");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var number = await NumberAsync(live);
        var other = await Site.OpenAsync("tomas", $"/incidents/{id}");
        await Expect(other.Locator("body")).ToContainTextAsync(number);
        (await other.ContentAsync()).ShouldNotContain("Wait until tonight");
        await PictureAsync(other, "break-glass");
        await other.Locator("[data-reason], button[name=reason]").First.ClickAsync();
        await Expect(other.Locator("main")).ToContainTextAsync("Wait until tonight");
        await Expect(security.Locator("[data-glass]")).ToContainTextAsync(number);
    }
}

public sealed class ThreatStoriesOverHttp(HttpSite site) : ThreatStories(site), IClassFixture<HttpSite>;

public sealed class ThreatStoriesWithARenamedPack(RenamedSite site) : ThreatStories(site), IClassFixture<RenamedSite>;

public sealed class ThreatStoriesOverHttps(HttpsSite site) : ThreatStories(site), IClassFixture<HttpsSite>;
