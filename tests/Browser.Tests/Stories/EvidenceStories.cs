using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Ledger;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Files come to an incident in every way a person would try, at any time, and the page says what became of each.</summary>
[Long]
public sealed class EvidenceStories(HttpSite site) : EvidenceScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task A_file_dropped_before_the_first_touch_starts_the_report()
    {
        var live = await Site.OpenAsync("maria", "/report");
        var before = await CountAsync(live);
        await DropAsync(live, MadeFiles.Picture().Named("car.png", "image/png"));
        (await live.EvaluateAsync<bool>("window.overlayWasShown")).ShouldBeTrue();
        var id = await IdAsync(live);
        await KeptAsync(live, "car.png");
        (await CountAsync(live)).ShouldBe(before + 1);
        await Expect(live.Locator(".drop-here")).ToBeHiddenAsync();
        await Expect(live.Locator("#words")).ToBeFocusedAsync();
        var item = await ItemAsync(live, id, "car.png");
        item.GetProperty("type").GetString().ShouldBe("png");
        item.GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(MadeFiles.Picture()));
    }

    [Fact]
    public async Task Several_files_at_once_are_all_kept_and_typing_goes_on()
    {
        var live = await BeginAsync("phone");
        var files = Enumerable.Range(1, 6).Select(i => MadeFiles.Bytes(300_000 * i, i).Named($"part-{i}.bin")).ToArray();
        await live.FocusAsync("#words");
        await live.Keyboard.TypeAsync("He said");
        await DropAsync(live, files);
        await live.Keyboard.TypeAsync(" he is on his way");
        foreach (var file in files) await KeptAsync(live, file.Name);
        await Expect(live.Locator("#words")).ToHaveValueAsync("He said he is on his way");
        await Expect(live.Locator("#words")).ToBeFocusedAsync();
        await Expect(Panel(live).Locator(".sending-row")).ToHaveCountAsync(0);
        var items = await ItemsAsync(live, await IdAsync(live));
        items.Select(item => item.GetProperty("sha256").GetString()).ShouldBe(files.Select(file => MadeFiles.Hash(file.Buffer)), ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_file_twice_is_one_original_with_two_entries_and_the_page_says_so()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        await ChooseAsync(live, MadeFiles.Tone(1).Named("call.wav", "audio/wav"));
        await KeptAsync(live, "call.wav");
        await ChooseAsync(live, MadeFiles.Tone(1).Named("call again.wav", "audio/wav"));
        await Expect(Panel(live).Locator("[data-evidence-note]")).ToContainTextAsync("call again.wav was here already. It is kept once and listed twice");
        await KeptAsync(live, "call again.wav");
        var items = await ItemsAsync(live, await IdAsync(live));
        items.Length.ShouldBe(2);
        items[1].GetProperty("same").GetString().ShouldBe(items[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing_behind()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        var line = await CutAfterAsync(live, 2);
        await ChooseAsync(live, MadeFiles.Bytes(20_000_000, 7).Named("wrong-file.bin"));
        var row = Sending(live, "wrong-file.bin");
        await Expect(row).ToContainTextAsync("No connection. It goes on by itself");
        await Expect(row.Locator("progress")).ToHaveAttributeAsync("aria-valuetext", new System.Text.RegularExpressions.Regex("MB of 19 MB", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        line.Mend();
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Holdfast.Harness.Wait.UntilAsync("the server has forgotten it", async () => (await EvidenceAsync(live, id)).GetProperty("arriving").GetArrayLength() == 0);
        (await ItemsAsync(live, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Evidence_comes_after_filing_and_after_closing_too()
    {
        var live = await BeginAsync("phone");
        var id = await IdAsync(live);
        await SayAsync(live, "I want my money");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        await DropAsync(live, MadeFiles.Tone(1).Named("after-filing.wav", "audio/wav"));
        await KeptAsync(live, "after-filing.wav");

        var security = await Site.OpenAsync("grace", $"/incidents/{id}");
        var closed = await security.APIRequest.PostAsync($"/api/v1/incidents/{id}/closing", new()
        {
            DataObject = new { id = EntryId.New(TimeProvider.System).ToString(), outcome = "Handed to the police" },
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1" },
        });
        closed.Ok.ShouldBeTrue(await closed.TextAsync());
        await security.ReloadAsync();
        await DropAsync(security, MadeFiles.Picture().Named("after-closing.png", "image/png"));
        await KeptAsync(security, "after-closing.png");
        (await ItemsAsync(security, id)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Names_that_would_harm_are_shown_harmlessly()
    {
        var live = await BeginAsync("email");
        string[] names = ["invoice\u202Egnp.exe", "<img src=x onerror=document.title='taken'>.txt", "..\\..\\etc\\passwd", new string('a', 300) + ".png", "%2e%2e%2fhosts", "naïve – 日本.txt"];
        await DropAsync(live, [.. names.Select((name, i) => MadeFiles.Bytes(1000 + i, i).Named(name))]);
        await Expect(Panel(live).Locator("[data-evidence]")).ToHaveCountAsync(names.Length, new() { Timeout = 30_000 });
        var text = await Panel(live).InnerTextAsync();
        text.ShouldContain("invoice[U+202E]gnp.exe");
        text.ShouldNotContain("\u202E");
        text.ShouldContain("<img src=x onerror=document.title='taken'>.txt");
        text.ShouldContain("naïve – 日本.txt");
        (await live.TitleAsync()).ShouldNotContain("taken");
        await Expect(Panel(live).Locator("img")).ToHaveCountAsync(0);
        (await ItemsAsync(live, await IdAsync(live))).Select(item => item.GetProperty("name").GetString()).ShouldBe(names, ignoreOrder: true);
        await PictureAsync(live, "evidence-names");
    }

    [Fact]
    public async Task Words_are_pasted_as_before_and_a_picture_from_the_clipboard_is_kept()
    {
        var live = await BeginAsync("social-media");
        await ListensAsync(live);
        var id = await IdAsync(live);
        await live.FocusAsync("#words");
        await live.EvaluateAsync("navigator.clipboard.writeText('watch out')");
        await live.Keyboard.PressAsync("Control+V");
        await Expect(live.Locator("#words")).ToHaveValueAsync("watch out");
        (await ItemsAsync(live, id)).ShouldBeEmpty();

        await CopyPictureAsync(live);
        await live.Keyboard.PressAsync("Control+V");
        await KeptAsync(live, "pasted-");
        await Expect(live.Locator("#words")).ToHaveValueAsync("watch out");
        await Expect(live.Locator("#words")).ToBeFocusedAsync();
        (await ItemsAsync(live, id)).Single().GetProperty("type").GetString().ShouldBe("png");
    }

    [Fact]
    public async Task Signed_out_in_the_middle_it_waits_and_goes_on_after_signing_in()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        var file = MadeFiles.Bytes(12_000_000, 3).Named("long.bin");
        var line = await CutAfterAsync(live, 2);
        await ChooseAsync(live, file);
        await Expect(Sending(live, "long.bin")).ToContainTextAsync("No connection");
        await live.Context.ClearCookiesAsync();
        line.Mend();
        await Expect(Sending(live, "long.bin")).ToContainTextAsync("Waits: signed out");
        var again = await live.Context.NewPageAsync();
        await again.GotoAsync("/sign-in");
        await Site.SignInAsync(again, "maria");
        await KeptAsync(live, "long.bin");
        (await ItemAsync(live, id, "long.bin")).GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(file.Buffer));
    }
}
