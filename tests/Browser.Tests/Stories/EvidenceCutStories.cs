using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>An upload is broken off in the middle by the network, by the server's end, by a reload, and every byte is there all the same. A site of its own, because it goes down.</summary>
public sealed class EvidenceCutStories(HttpSite site) : EvidenceScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task After_a_cut_it_goes_on_where_the_server_says_it_stopped()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        var file = MadeFiles.Tone(120).Named("long call.wav", "audio/wav");
        var line = await CutAfterAsync(live, 3);
        await ChooseAsync(live, file);
        await Expect(Sending(live, "long call.wav")).ToContainTextAsync("No connection. It goes on by itself");
        await PictureAsync(live, "evidence-cut");
        line.Mend();
        await KeptAsync(live, "long call.wav");
        (await ItemAsync(live, id, "long call.wav")).GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(file.Buffer));
        line.Requests.Count(request => request.Method == "PUT").ShouldBe(1);
        line.Requests.ShouldContain(request => request.Method == "HEAD");
        line.Requests.Where(request => request.Method == "PATCH").Select(request => long.Parse(request.Offset!, null)).ShouldAllBe(offset => offset > 0);
    }

    [Fact]
    public async Task What_is_chosen_without_a_connection_is_kept_once_it_is_back_and_the_cursor_is_in_the_words()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        var file = MadeFiles.Tone(2).Named("offline.wav", "audio/wav");
        var line = await CutAfterAsync(live, 0);
        await ChooseAsync(live, file);
        await Expect(live.Locator("#words")).ToBeFocusedAsync();
        await Expect(Sending(live, "offline.wav")).ToContainTextAsync("No connection. It goes on by itself");
        line.Mend();
        await KeptAsync(live, "offline.wav");
        (await ItemAsync(live, id, "offline.wav")).GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(file.Buffer));
    }

    [Fact]
    public async Task The_server_is_killed_in_the_middle_and_the_hash_is_right()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        var file = MadeFiles.Bytes(20_000_000, 11).Named("camera.bin");
        var pieces = 0;
        await live.RouteAsync("**/api/v1/incidents/*/evidence/*", async route =>
        {
            if (route.Request.Method == "PATCH" && ++pieces == 3) await Site.Server.KillAsync();
            await route.ContinueAsync();
        });
        await ChooseAsync(live, file);
        await Expect(Sending(live, "camera.bin")).ToContainTextAsync("No connection. It goes on by itself", new() { Timeout = 30_000 });
        await Site.StartAsync();
        await Expect(Piece(live, "camera.bin")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        var item = await ItemAsync(live, id, "camera.bin");
        item.GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(file.Buffer));
        item.GetProperty("length").GetInt64().ShouldBe(file.Buffer.Length);
    }

    [Fact]
    public async Task After_a_reload_choosing_the_same_file_again_goes_on()
    {
        var live = await BeginAsync("phone");
        await ListensAsync(live);
        var id = await IdAsync(live);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "doorbell.bin");
        var bytes = MadeFiles.Bytes(15_000_000, 5);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        await CutAfterAsync(live, 2);
        await live.SetInputFilesAsync("#evidence-file", path);
        await Expect(Sending(live, "doorbell.bin")).ToContainTextAsync("No connection");

        var warned = 0;
        live.Dialog += async (_, dialog) =>
        {
            warned += dialog.Type == "beforeunload" ? 1 : 0;
            await dialog.AcceptAsync();
        };
        await live.ClickAsync("#evidence-title");
        await live.ReloadAsync();
        warned.ShouldBe(1, "leaving with an unfinished upload warns");
        await live.UnrouteAllAsync();
        var line = await CutAfterAsync(live, int.MaxValue);
        await ListensAsync(live);
        await Expect(Panel(live).Locator("[data-arriving]")).ToContainTextAsync("Choose the file again to go on");
        await PictureAsync(live, "evidence-choose-again");
        await live.SetInputFilesAsync("#evidence-file", path);
        await KeptAsync(live, "doorbell.bin");
        line.Requests.ShouldNotContain(request => request.Method == "PUT");
        line.Requests.Where(request => request.Method == "PATCH").ShouldAllBe(request => request.Offset != "0");
        var items = await ItemsAsync(live, id);
        items.Single().GetProperty("sha256").GetString().ShouldBe(MadeFiles.Hash(bytes));
        await Expect(Panel(live).Locator("[data-arriving]")).ToHaveCountAsync(0);
    }
}
