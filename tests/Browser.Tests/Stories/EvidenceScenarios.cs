using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>A recorded bomb call, a threatening e-mail and a post on social media, with what supports them.</summary>
public abstract class EvidenceScenarios(Site site) : EvidenceScene(site)
{
    [Fact]
    public async Task A_call_recording_is_promised_comes_later_and_plays_from_its_middle()
    {
        var live = await BeginAsync("phone");
        var id = await IdAsync(live);
        await SayAsync(live, "There is a bomb");
        await Box(live, "kind", "bomb").CheckAsync();
        await ListensAsync(live);
        await Panel(live).GetByText("Something will follow").ClickAsync();
        await live.FillAsync("#promise-what", "Call recording");
        await live.Keyboard.PressAsync("Enter");
        var owed = Panel(live).Locator("[data-promise]");
        await Expect(owed).ToContainTextAsync("Call recording");
        await Expect(owed).ToContainTextAsync("Due");
        new Uri(live.Url).AbsolutePath.ShouldBe($"/report/{id}");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");

        // The telephone system delivers it afterwards.
        var promise = (await EvidenceAsync(live, id)).GetProperty("promises")[0].GetProperty("id").GetString()!;
        var recording = MadeFiles.SilentMp3(600).Named("call 2026-03-02.mp3", "audio/mpeg");
        await PutAsync(live, id, EvidenceId.New(TimeProvider.System).ToString(), recording, promise);
        await KeptAsync(live, "call 2026-03-02.mp3");
        await Expect(owed).ToHaveCountAsync(0);
        await PictureAsync(live, "evidence-live");

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Piece(desk, "call 2026-03-02.mp3").GetByRole(AriaRole.Link, new() { Name = "View " }).ClickAsync();
        var pieces = new List<int>();
        desk.Response += (_, answer) => { if (answer.Url.EndsWith("/sound", StringComparison.Ordinal)) pieces.Add(answer.Status); };
        await desk.ReloadAsync();
        var played = await desk.EvaluateAsync<double[]>(
            """
            async () => {
              const player = document.querySelector("audio");
              const heard = name => new Promise(next => player.addEventListener(name, next, { once: true }));
              player.muted = true;
              if (!(player.duration > 0)) { const ready = heard("loadedmetadata"); player.load(); await ready; }
              const sought = heard("seeked");
              player.currentTime = player.duration / 2;
              await sought;
              const from = player.currentTime;
              await player.play();
              while (player.currentTime < from + 0.2) await heard("timeupdate");
              return [player.duration, from, player.currentTime];
            }
            """);
        played[0].ShouldBe(600, 1);
        played[1].ShouldBe(300, 1);
        played[2].ShouldBeGreaterThan(played[1]);
        pieces.ShouldContain(206);
        await PictureAsync(desk, "evidence-plays");
        (await TimelineAsync(desk, id)).ShouldContain(line => line.Contains("call 2026-03-02.mp3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_threatening_mail_is_kept_with_its_headers_and_nothing_in_it_is_live()
    {
        var live = await BeginAsync("email");
        var id = await IdAsync(live);
        const string trap = "http://trap.example";
        var mail = MadeFiles.Mail(trap);
        await DropAsync(live, mail.Named("the roof.eml", "message/rfc822"));
        await KeptAsync(live, "the roof.eml");
        await Expect(Piece(live, "lot.png").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await KeptAsync(live, "note.txt");
        var items = await ItemsAsync(live, id);
        var kept = items.Single(item => item.GetProperty("name").ValueEquals("the roof.eml"));
        kept.GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(mail));
        kept.GetProperty("type").GetString().ShouldBe("mail");
        items.Where(item => item.GetProperty("within").ValueEquals(kept.GetProperty("id").GetString())).Select(item => item.GetProperty("name").GetString()).ShouldBe(["lot.png", "note.txt"], ignoreOrder: true);

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        var asked = new List<string>();
        desk.Context.Request += (_, request) => asked.Add(request.Url);
        await desk.GotoAsync($"/incidents/{id}/evidence/{kept.GetProperty("id").GetString()}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var main = desk.Locator("main");
        await Expect(main).ToContainTextAsync("you people should watch your parking lot");
        await Expect(main).ToContainTextAsync("sam@example.org");
        await Expect(main).ToContainTextAsync("<7c1@example.org>");
        await Expect(main).ToContainTextAsync("from mail.example.org (192.0.2.10)");
        await Expect(main).ToContainTextAsync(MadeFiles.Hash(mail));
        asked.ShouldNotContain(url => url.StartsWith(trap, StringComparison.Ordinal));
        (await desk.TitleAsync()).ShouldNotContain("taken over");
        await Expect(desk.Locator($"[src^='{trap}'], [href^='{trap}'], main script, main iframe")).ToHaveCountAsync(0);
        await PictureAsync(desk, "evidence-harmless-mail");
    }

    [Fact]
    public async Task A_post_is_kept_as_a_screenshot_from_the_clipboard_with_its_address_handle_and_time()
    {
        var live = await BeginAsync("social-media");
        var id = await IdAsync(live);
        await ListensAsync(live);
        await live.FocusAsync("#words");
        await CopyPictureAsync(live);
        await live.Keyboard.PressAsync("Control+V");
        await KeptAsync(live, "pasted-");
        await FillAsync("post-address", "https://social.example/p/1");
        await FillAsync("post-handle", "@roofer");
        await live.Keyboard.PressAsync("Escape");
        await HasStateAsync(live, "post-handle", "answered");
        await SavedAsync(live);
        await PictureAsync(live, "evidence-post");
        var incident = await IncidentAsync(live, id);
        Values(incident, "post-address").ShouldBe("https://social.example/p/1");
        Values(incident, "post-handle").ShouldBe("@roofer");

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Piece(desk, "pasted-").GetByRole(AriaRole.Link, new() { Name = "View " }).ClickAsync();
        await Expect(desk.Locator("main img")).ToBeVisibleAsync();
        (await desk.Locator("main img").EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)")).ShouldBe(200);
        await PictureAsync(desk, "evidence-post-picture");

        Task FillAsync(string field, string text) => Input(live, field).FillAsync(text);
    }
}

public sealed class EvidenceScenariosOverHttp(HttpSite site) : EvidenceScenarios(site), IClassFixture<HttpSite>;

/// <summary>By HTTP/2, as a browser speaks it over TLS.</summary>
public sealed class EvidenceScenariosOverHttps(HttpsSite site) : EvidenceScenarios(site), IClassFixture<HttpsSite>;

public sealed class EvidenceScenariosOfTheRenamedPack(RenamedSite site) : EvidenceScenarios(site), IClassFixture<RenamedSite>;
