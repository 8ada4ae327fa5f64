using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Histories;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>A report begins while the server is down, on the screen that the browser has kept. With a real service worker; a site of its own, because it goes down.</summary>
[Long]
public sealed class KeptScreenStories(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    static readonly LocatorAssertionsToContainTextOptions Late = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_report_begun_while_the_server_is_down_arrives_once_with_its_true_times()
    {
        var desk = await Site.OpenAsync("dana", "/desk");
        await Expect(desk.Locator("[data-line=feed]")).ToContainTextAsync("live");
        var home = await Site.OpenAsync("maria", "/reports", WithWorker);
        await KeptAsync(home);
        var before = await CountAsync(home);
        await Site.Server.KillAsync();

        var live = await home.Context.NewPageAsync();
        await live.GotoAsync("/report");
        await Expect(live.Locator(".alone")).ToContainTextAsync("Nobody is alerted: the server can’t be reached.");
        await Expect(live.Locator("#coming")).ToContainTextAsync("Nobody is alerted");
        await Expect(live.Locator("#call-them a").First).ToBeVisibleAsync();
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("There is a bomb");
        await live.Keyboard.PressAsync("Enter");
        var typed = TimeProvider.System.GetUtcNow();
        await Box(live, "kind", "bomb").CheckAsync();
        await live.Locator("#evidence-file").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "You have an hour"u8.ToArray() });
        await Expect(live.Locator("[data-upload]")).ToContainTextAsync("Waits");
        await Expect(live.Locator("#evidence-alone")).ToContainTextAsync("Loading the page again loses them");
        await Expect(live.Locator("#number")).ToContainTextAsync("T-");
        var code = await live.Locator("#number").InnerTextAsync();
        code.ShouldMatch("^T-[A-Z][A-Z2-9]{3}$");
        await Expect(live.Locator(".alone")).ToContainTextAsync($"Say {code}:");
        await LookAsync(live, "kept-screen");
        var outOfTheSet = await live.EvaluateAsync<string[]>("""
            () => performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)
              .filter(path => /\.(js|css)$/.test(path) && !path.startsWith(`/kept/${document.querySelector('[name=holdfast-kept]').content.split('.')[0]}/`))
            """);
        outOfTheSet.ShouldBeEmpty("a kept screen is one set of files");
        var back = TimeProvider.System.GetUtcNow();
        await Site.StartAsync();

        await Expect(live.Locator("#number")).ToContainTextAsync("HF-", Late);
        var number = await NumberAsync(live);
        await Expect(live.Locator(".alone")).ToContainTextAsync($"{code} has its number now: {number}.", Late);
        await SavedAsync(live);
        await Expect(Ring(desk, number)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var id = await IdAsync(live);
        (await CountAsync(live)).ShouldBe(before + 1);
        await Wait.UntilAsync("the file is kept", async () => (await IncidentAsync(live, id)).GetProperty("evidence").GetArrayLength() == 1);
        var incident = await IncidentAsync(live, id);
        incident.GetProperty("statements").GetArrayLength().ShouldBe(1);
        Values(incident, "kind").ShouldBe(Words.Choice("kind", "bomb"));
        var lines = (await ReadAsync(live, $"/api/v1/incidents/{id}/timeline")).GetProperty("entries").EnumerateArray().ToArray();
        foreach (var type in (string[])["incident-started", "statement-added"])
        {
            var line = lines.First(one => one.GetProperty("type").ValueEquals(type));
            (line.GetProperty("at").GetDateTimeOffset() - line.GetProperty("occurredAt").GetDateTimeOffset()).ShouldBeGreaterThanOrEqualTo(back - typed, $"{type}: it waited at least as long as the server was away");
        }

        (await TimelineAsync(live, id))[0].ShouldContain(code);
        await desk.GotoAsync($"/desk?number={code}");
        desk.Url.ShouldEndWith($"/incidents/{id}");
        await Expect(desk.Locator("[data-part=bar]")).ToContainTextAsync($"was {code}");

        // Down again, and the page is loaded again: the same report goes on.
        await Site.Server.KillAsync();
        await live.ReloadAsync();
        await Expect(live.Locator("#number")).ToHaveTextAsync(number);
        await Expect(live.Locator("#coming")).ToContainTextAsync("Not known: the server can’t be reached.");
        await SayAsync(live, "In the lobby");
        await PictureAsync(live, "kept-screen-again");
        await Site.StartAsync();
        await Expect(live.Locator("#lines li q")).ToHaveTextAsync(["There is a bomb", "In the lobby"], new() { Timeout = 60_000 });
        await SavedAsync(live);
        (await IncidentAsync(live, id)).GetProperty("statements").GetArrayLength().ShouldBe(2);
        (await CountAsync(live)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_is_kept_is_one_persons_and_goes_when_they_sign_out()
    {
        var page = await Site.OpenAsync("", "/sign-in", WithWorker); // a session of its own, because it ends
        await Site.SignInAsync(page, "maria");
        await KeptAsync(page);
        (await page.EvaluateAsync<string>("async () => (await caches.match('/kept/screen')).text()")).ShouldSatisfyAllConditions(
            screen => screen.ShouldContain("name=\"form-token\" type=\"hidden\" value=\"\"", Case.Sensitive, "a token is the person's own"),
            screen => screen.ShouldNotContain("data-seal", Case.Sensitive, "and so is what words are sealed with"),
            screen => screen.ShouldNotContain("HF-"));
        var maria = await PersonsAsync(page);
        maria.Length.ShouldBe(1);

        await page.ClickAsync("text=Sign out");
        await page.ComesToAsync("/sign-in");
        await Wait.UntilAsync("nothing of hers is left", async () => (await PersonsAsync(page)).Length == 0);
        await Site.Server.KillAsync();
        await page.GotoAsync("/report");
        await Expect(page.GetByText("Nobody is alerted.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Start a report")).ToBeHiddenAsync();
        await Expect(page.Locator(".emergency .numbers a").First).ToBeVisibleAsync();
        await LookAsync(page, "unreachable-nobody");
        await page.ClickAsync("text=The form to print");
        await Expect(page.Locator("link[href='/kept/small/css/paper.css']")).ToHaveCountAsync(1);

        await Site.StartAsync();
        await page.GotoAsync("/sign-in");
        await Site.SignInAsync(page, "dana");
        await KeptAsync(page);
        (await PersonsAsync(page)).ShouldHaveSingleItem().ShouldNotBe(maria[0]);
        await Site.Server.KillAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync("/desk");
        await LookAsync(page, "unreachable");
        await page.ClickAsync("text=Start a report");
        await Expect(page.Locator("main[data-kept]")).ToBeVisibleAsync();
        await Expect(page.Locator("#call-them a").First).ToBeVisibleAsync();
        maria[0].ShouldNotContain(await page.Locator("[name=holdfast-person]").GetAttributeAsync("content") ?? "");
        errors.ShouldBeEmpty();
        await Site.StartAsync();
        await Expect(page.Locator(".alone")).ToBeHiddenAsync(new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_server_that_hangs_holds_nobody_up()
    {
        var home = await Site.OpenAsync("maria", "/reports", WithWorker);
        await KeptAsync(home);
        var before = await CountAsync(home);
        await Site.Server.HangAsync();
        try
        {
            var live = await home.Context.NewPageAsync();
            await live.GotoAsync("/report");
            await Expect(live.Locator("main[data-kept]")).ToBeVisibleAsync();
            await live.FocusAsync("#words");
            await live.Keyboard.TypeAsync("He will jump");
            await live.Keyboard.PressAsync("Enter");
            await Expect(live.Locator("#number")).ToContainTextAsync("T-");
            await Expect(live.Locator(".alone")).ToContainTextAsync("Nobody is alerted");
            await Site.Server.GoOnAsync();
            await Expect(live.Locator("#number")).ToContainTextAsync("HF-", Late);
            await SavedAsync(live);
            (await IncidentAsync(live, await IdAsync(live))).GetProperty("statements").GetArrayLength().ShouldBe(1);
            (await CountAsync(live)).ShouldBe(before + 1, "what waited in the server's queue and what was sent again are one");
        }
        finally
        {
            await Site.Server.GoOnAsync();
        }
    }

    [Fact]
    public async Task A_new_version_in_the_middle_takes_over_what_was_typed_and_is_kept_whole()
    {
        using var next = new NextVersion();
        var live = await Site.OpenAsync("maria", "/reports", WithWorker);
        await KeptAsync(live);
        var before = await SetAsync(live);
        await live.GotoAsync("/report");
        await SayAsync(live, "There is a bomb");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await Site.Server.StopAsync();
        await SayAsync(live, "It goes off at noon");
        await live.Keyboard.TypeAsync("and nobo");
        await Expect(live.Locator("#saved")).ToContainTextAsync("Not saved yet");
        await Site.StartAsync(next.Executable);
        try
        {
            // The page of the version before goes on.
            await live.Keyboard.TypeAsync("dy will stop it");
            await live.Keyboard.PressAsync("Enter");
            await Expect(live.Locator("#saved.safe")).ToBeVisibleAsync(Safe);
            await live.ReloadAsync();
            await Expect(live.Locator("#lines li q")).ToHaveTextAsync(["There is a bomb", "It goes off at noon", "and nobody will stop it"]);

            // And what is kept becomes the new one, as one set.
            await Wait.UntilAsync("the new version is kept", async () => await SetAsync(live) is var now && now.Length > 0 && now != before);
            await Site.Server.KillAsync();
            await live.GotoAsync("/report");
            await Expect(live.Locator("main[data-kept]")).ToBeVisibleAsync();
            await Expect(live.Locator("#coming")).ToContainTextAsync("Nobody is alerted");
            (await live.EvaluateAsync<string[]>("""
                () => performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)
                  .filter(path => /\.(js|css)$/.test(path) && !path.startsWith(`/kept/${document.querySelector('[name=holdfast-kept]').content.split('.')[0]}/`))
                """)).ShouldBeEmpty("a kept screen is one set of files");
        }
        finally
        {
            await Site.Server.KillAsync();
            await Site.StartAsync();
        }

        (await IncidentAsync(await Site.OpenAsync("maria", "/reports"), id)).GetProperty("statements").GetArrayLength().ShouldBe(3);
    }

    static readonly LocatorAssertionsToBeVisibleOptions Safe = new() { Timeout = 60_000 };

    /// <summary>The version of the files that the kept screen is of; empty where none is kept.</summary>
    static Task<string> SetAsync(IPage page) => page.EvaluateAsync<string>("async () => (await (await caches.match('/kept/screen'))?.text())?.match(/holdfast-kept\" content=\"([0-9a-f]+)/)?.[1] ?? ''");

    static Task<string[]> PersonsAsync(IPage page) => page.EvaluateAsync<string[]>("async () => (await caches.keys()).filter(name => name.startsWith('holdfast-person-'))");

    static void WithWorker(BrowserNewContextOptions options) => options.ServiceWorkers = ServiceWorkerPolicy.Allow;

    /// <summary>The browser has what it needs.</summary>
    static Task KeptAsync(IPage page) => Wait.UntilAsync("the screen is kept", () => page.EvaluateAsync<bool>("async () => Boolean(await caches.match('/kept/screen') && await caches.match('/kept/small/page'))"));

    static async Task LookAsync(IPage page, string name)
    {
        foreach (var (scheme, width, suffix) in new[] { (ColorScheme.Light, 1440, ""), (ColorScheme.Dark, 1440, "-dark"), (ColorScheme.Light, 390, "-phone"), (ColorScheme.Dark, 390, "-phone-dark") })
        {
            await page.SetViewportSizeAsync(width, width < 500 ? 844 : 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Screens.TakeAsync(page, name + suffix);
        }
    }
}
