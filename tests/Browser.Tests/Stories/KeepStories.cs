using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Histories;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Words that the server does not have yet are on the machine, whatever becomes of the page. A site of its own, because it goes down.</summary>
[Long]
public sealed class KeepStories(HttpSite site) : KeepScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Words_typed_without_a_server_outlast_the_tab_and_arrive_once_and_in_order()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await ReadyAsync(live);
        await Site.Server.KillAsync();
        await SayAsync(live, "It goes off at noon");
        await Box(live, "kind", "bomb").CheckAsync();
        await Input(live, "caller-name").FillAsync("Jo");
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("and nobody will");
        await KeptAsync(live);
        var context = live.Context;
        await CrashAsync(live);

        await Site.StartAsync();
        var again = await context.NewPageAsync();
        await again.GotoAsync($"/report/{id}");
        await Expect(again.Locator("#words")).ToHaveValueAsync("and nobody will");
        await again.Locator("#words").PressAsync("End");
        await again.Keyboard.TypeAsync(" stop it");
        await again.Keyboard.PressAsync("Enter");
        await SavedAsync(again);
        Said(await IncidentAsync(again, id)).ShouldBe(["There is a bomb", "It goes off at noon", "and nobody will stop it"]);
        Values(await IncidentAsync(again, id), "caller-name").ShouldBe("Jo");
        await Wait.UntilAsync("nothing is left on the machine", async () => await LeftAsync(again) == 0);
    }

    /// <summary>Scenario 2: a detailed bomb call, refreshed, the browser killed and opened again in the middle, then filed.</summary>
    [Fact]
    public async Task A_refresh_and_a_browser_that_is_killed_change_nothing_of_what_is_filed()
    {
        using var profile = new TemporaryFolder();
        using var playwright = await Playwright.CreateAsync();
        string id;
        await using (var browser = await BrowserProcess.StartAsync(playwright, profile["profile"]))
        {
            var live = await browser.Context.NewPageAsync();
            live.Dialog += (_, asked) => _ = asked.AcceptAsync();
            await live.GotoAsync($"{Site.Url}/sign-in");
            await Site.SignInAsync(live, "maria");
            await live.GotoAsync($"{Site.Url}/report");
            await ReadyAsync(live);
            await SayAsync(live, "There is a bomb in your building");
            id = await IdAsync(live);
            await Box(live, "kind", "bomb").CheckAsync();
            await live.FocusAsync("#words");
            await live.Keyboard.TypeAsync("It goes off");
            await KeptAsync(live);
            await live.ReloadAsync();
            await Expect(live.Locator("#words")).ToHaveValueAsync("It goes off");
            await live.Locator("#words").PressAsync("End");
            await live.Keyboard.TypeAsync(" at noon");
            await KeptAsync(live);
            await browser.KillAsync();
        }

        await using var again = await BrowserProcess.StartAsync(playwright, profile["profile"]);
        var next = await again.Context.NewPageAsync();
        await next.GotoAsync($"{Site.Url}/report/{id}");
        await Site.SignInAsync(next, "maria");
        // Delivered while she signed in, or back in their field: either way she sees them.
        await Wait.UntilAsync("the words are there", async () => (await next.Locator("#lines").InnerTextAsync()).Contains("at noon", StringComparison.Ordinal)
            || await next.InputValueAsync("#words") == "It goes off at noon");
        if (await next.InputValueAsync("#words") != "")
        {
            await next.FocusAsync("#words");
            await next.Keyboard.PressAsync("Enter");
            await Expect(next.Locator("#lines li q").Last).ToHaveTextAsync("It goes off at noon");
        }

        await SayAsync(next, "You will never find it");
        await next.Keyboard.PressAsync("Control+Enter");
        await Expect(next.Locator("#filed")).ToContainTextAsync("Filed");
        await SavedAsync(next);
        var incident = await IncidentAsync(await Site.OpenAsync("maria", "/reports"), id);
        incident.GetProperty("row").GetProperty("state").GetString().ShouldBe("filed");
        Values(incident, "kind").ShouldBe(Words.Choice("kind", "bomb"));
        ByTime(incident).ShouldBe(["There is a bomb in your building", "It goes off at noon", "You will never find it"]);
    }

    /// <summary>Scenario 8, with the network really cut and the server really killed meanwhile.</summary>
    [Fact]
    public async Task An_hour_without_a_network_and_a_server_that_dies_in_it_leave_the_true_times()
    {
        var context = await Site.BrowserOfAsync("maria");
        await context.Clock.InstallAsync();
        var live = await context.NewPageAsync();
        await live.GotoAsync("/report");
        await SayAsync(live, "Before");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await context.SetOfflineAsync(true);
        await SayAsync(live, "At the beginning of the hour");
        await context.Clock.FastForwardAsync("59:00");
        await Site.Server.KillAsync();
        await SayAsync(live, "At its end");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Not saved yet");
        await Site.StartAsync();
        await context.SetOfflineAsync(false);
        await Expect(live.Locator("#saved.safe")).ToBeVisibleAsync();
        var incident = await IncidentAsync(await Site.OpenAsync("maria", "/reports"), id);
        Said(incident).ShouldBe(["Before", "At the beginning of the hour", "At its end"]);
        var times = incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("at").GetDateTimeOffset()).ToArray();
        (times[2] - times[1]).ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(62));
    }

    [Fact]
    public async Task After_signing_out_nobody_reads_them_here_and_they_arrive_under_their_author()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "He has a knife");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var other = await live.Context.NewPageAsync();
        await other.GotoAsync("/reports");
        await ReadyAsync(live);
        await Site.Server.KillAsync();
        await SayAsync(live, "and waits in the lobby");
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("since noon");
        await KeptAsync(live);
        await CrashAsync(live);
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Site.StartAsync();
        var context = other.Context;
        await context.ClearCookiesAsync();
        await context.RouteAsync("**/api/v1/sealed", route => route.AbortAsync());
        await other.GotoAsync("/sign-in");
        await Site.SignInAsync(other, "dana");
        var left = await DumpAsync(other);
        left.GetProperty("keys").GetInt32().ShouldBe(0);
        left.GetProperty("words").GetArrayLength().ShouldBe(2);
        left.GetRawText().ShouldNotContain("lobby");
        left.GetRawText().ShouldNotContain("statement");

        await context.UnrouteAsync("**/api/v1/sealed");
        await other.GotoAsync("/desk");
        await Wait.UntilAsync("the sealed words are delivered", async () => await LeftAsync(other) == 0);
        var incident = await IncidentAsync(await Site.OpenAsync("maria", "/reports"), id);
        Said(incident).ShouldBe(["He has a knife", "and waits in the lobby", "since noon"]);
        incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("by").GetProperty("name").GetString()).Distinct().Count().ShouldBe(1, "all are Maria's");
    }

    [Fact]
    public async Task An_expired_session_is_renewed_over_the_page_and_another_person_sees_nothing_of_it()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "First");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await live.Context.ClearCookiesAsync();
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("Second and");
        await Expect(live.Locator("#sign-over")).ToBeVisibleAsync();
        await Expect(live.Locator("#words")).ToBeFocusedAsync();
        await live.Keyboard.TypeAsync(" more");
        await PictureAsync(live, "sign-in-over");
        await live.FillAsync("#sign-over [name=password]", "not the password");
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.Locator("#sign-over [data-says]")).Not.ToBeEmptyAsync();
        await live.FillAsync("#sign-over [name=password]", Site.PasswordOf("maria"));
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.Locator("#sign-over")).ToBeHiddenAsync();
        await Expect(live.Locator("#lines li q").Last).ToHaveTextAsync("Second and more");
        await SavedAsync(live);
        Said(await IncidentAsync(live, id)).ShouldBe(["First", "Second and more"]);

        await live.Context.ClearCookiesAsync();
        await SayAsync(live, "Third");
        await Expect(live.Locator("#sign-over")).ToBeVisibleAsync();
        var other = await live.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await Site.SignInAsync(other, "dana");
        await live.LeavesAsync("/report/");
        await Wait.UntilAsync("the sealed words are delivered", async () => await LeftAsync(other) == 0);
        Said(await IncidentAsync(await Site.OpenAsync("maria", "/reports"), id)).ShouldBe(["First", "Second and more", "Third"]);
    }

    [Fact]
    public async Task A_machine_without_room_says_so_and_goes_on()
    {
        var live = await (await Site.BrowserOfAsync("maria")).NewPageAsync();
        var devtools = await live.Context.NewCDPSessionAsync(live);
        await devtools.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = Site.Url + "/", ["quotaSize"] = 1000 });
        await live.GotoAsync("/report");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Kept only in this window");
        await SayAsync(live, "One");
        await SayAsync(live, "Two");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Kept only in this window");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Saved");
        await PictureAsync(live, "kept-only-here");
        await devtools.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = Site.Url + "/" });
        await SayAsync(live, "Three");
        await Expect(live.Locator("#saved")).Not.ToContainTextAsync("Kept only");
        Said(await IncidentAsync(live, await IdAsync(live))).ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public async Task Two_tabs_of_one_person_write_two_lines_and_a_report_that_never_began_is_offered()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("He is at the");
        var id = await IdAsync(live);
        await SavedAsync(live);
        var twin = await live.Context.NewPageAsync();
        await twin.GotoAsync($"/report/{id}");
        await Expect(twin.Locator("#words")).ToHaveValueAsync("");
        await SayAsync(twin, "She is safe");
        await live.BringToFrontAsync();
        await live.Locator("#words").PressAsync("End");
        await live.Keyboard.TypeAsync(" door");
        await live.Keyboard.PressAsync("Enter");
        await SavedAsync(live);
        await SavedAsync(twin);
        Said(await IncidentAsync(live, id)).Order().ShouldBe(["He is at the door", "She is safe"]);

        var next = await live.Context.NewPageAsync();
        await next.GotoAsync("/report");
        await ReadyAsync(next);
        await Site.Server.KillAsync();
        await SayAsync(next, "A new call");
        await KeptAsync(next);
        await CrashAsync(next);
        await Site.StartAsync();
        next = await live.Context.NewPageAsync();
        await next.GotoAsync("/report");
        await Expect(next.Locator(".interrupted")).ToContainTextAsync("was interrupted");
        await PictureAsync(next, "interrupted");
        await next.ClickAsync(".interrupted button");
        await Expect(next.Locator("#lines li q")).ToHaveTextAsync(["A new call"]);
        await SavedAsync(next);
        Said(await IncidentAsync(next, await IdAsync(next))).ShouldBe(["A new call"]);
    }

    [Theory]
    [InlineData("and more", false, new[] { "He is in the lobby, armed", "and more" })]
    [InlineData("and more", true, new[] { "He is in the lobby, armed", "He is in the and more" })]
    [InlineData("and more, after a pause", null, new[] { "He is in the lobby, armed", "He is in the and more, after a pause" })]
    [InlineData("", false, new[] { "He is in the lobby, armed" })]
    [InlineData("", true, new[] { "He is in the lobby, armed" })]
    public async Task What_is_typed_before_an_interrupted_line_is_back_stands_for_itself(string typed, bool? entered, string[] lines)
    {
        var live = await Site.OpenAsync("maria", "/report");
        await ReadyAsync(live);
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("He is in the");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await Site.Server.KillAsync();
        await live.Keyboard.TypeAsync(" lobby, armed");
        await live.Keyboard.PressAsync("Enter");
        await KeptAsync(live);
        var context = live.Context;
        await CrashAsync(live);
        await Site.StartAsync();

        // What this machine kept comes later than somebody types, as on a slow line; the server has the line's beginning.
        var goOn = new TaskCompletionSource();
        await context.RouteAsync("**/js/report-after.js", async route => { await goOn.Task.WaitAsync(Wait.Patience); await route.ContinueAsync(); });
        var again = await context.NewPageAsync();
        await again.GotoAsync($"/report/{id}");
        await Expect(again.Locator("#words")).ToHaveValueAsync("He is in the");
        await again.Locator("#words").PressAsync("End");
        if (typed.Length > 0) await again.Keyboard.TypeAsync(" " + typed);
        if (entered == true) await again.Keyboard.PressAsync("Enter");
        if (entered is null) await Wait.UntilAsync("a pause has put it on record", async () => Said(await IncidentAsync(again, id)).Any(line => line!.EndsWith(typed, StringComparison.Ordinal)));
        goOn.SetResult();
        await Expect(again.Locator("#lines li q").First).ToHaveTextAsync("He is in the lobby, armed");
        var left = await again.InputValueAsync("#words");
        if (left != typed) left.ShouldBe("", "on a slow machine a pause has ended the line before");
        if (left != typed && entered == false) lines = ["He is in the lobby, armed", $"He is in the {typed}"];
        await again.Locator("#words").PressAsync("Enter");
        await Expect(again.Locator("#lines li q")).ToHaveTextAsync(lines);
        await SavedAsync(again);
        Said(await IncidentAsync(again, id)).ShouldBe(lines, ignoreOrder: true);
    }

    /// <summary>The disk is slow, the server is not: the machine has less of the line than the server when the tab dies.</summary>
    [Fact]
    public async Task What_the_server_has_beyond_what_this_machine_could_keep_is_not_taken_back()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await ReadyAsync(live);
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("He is in the");
        await KeptAsync(live);
        var id = await IdAsync(live);
        await live.EvaluateAsync("() => { const begin = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = function (stores, mode, ...more) { if (mode === 'readwrite') throw new Error('slow'); return begin.call(this, stores, mode, ...more); }; }");
        await live.Keyboard.TypeAsync(" lobby, armed");
        await SavedAsync(live);
        var context = live.Context;
        await CrashAsync(live);
        var again = await context.NewPageAsync();
        await again.GotoAsync($"/report/{id}");
        await ReadyAsync(again);
        await Wait.UntilAsync("what the machine kept is taken over", async () => await LeftAsync(again) == 0);
        (await again.InputValueAsync("#words") + await again.InnerTextAsync("#lines")).ShouldContain("He is in the lobby, armed"); // a line by now, where the machine was slow
        await again.Locator("#words").PressAsync("Enter");
        await SavedAsync(again);
        Said(await IncidentAsync(again, id)).ShouldBe(["He is in the lobby, armed"]);
    }

    [Fact]
    public async Task Two_people_in_one_field_see_each_other_and_both_are_kept()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I know where you work");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var dana = await Site.OpenAsync("dana", $"/report/{id}");
        await Input(dana, "caller-name").FocusAsync();
        await dana.Keyboard.TypeAsync("Joan");
        await Expect(Row(live, "caller-name").Locator(".typing")).ToContainTextAsync("is typing Joan");
        await Input(live, "caller-name").FocusAsync();
        await live.Keyboard.TypeAsync("Jo");
        await Expect(Row(dana, "caller-name").Locator(".typing")).ToContainTextAsync("is typing Jo");
        await dana.FocusAsync("#words");
        await dana.Keyboard.TypeAsync("somebody else says this");
        await Expect(live.Locator("p.typing", new() { HasText = "somebody else says this" })).ToBeVisibleAsync();
        await PictureAsync(live, "typing-together");
        await live.Keyboard.PressAsync("Enter");
        await SavedAsync(live);
        await SavedAsync(dana);
        var lines = await TimelineAsync(live, id);
        lines.Count(line => line.Contains("Joan", StringComparison.Ordinal)).ShouldBe(1);
        lines.Count(line => line.EndsWith("Jo", StringComparison.Ordinal) || line.Contains("“Jo”", StringComparison.Ordinal) || line.Contains("Jo.", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', lines));
    }
}
