using Holdfast.Browser.Tests.Sites;
using Holdfast.Tests;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation where there is evidence in any look; and a picture of each.</summary>
[Long]
public sealed class AccessibleEvidence(HttpSite site) : EvidenceScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task Evidence_is_accessible()
    {
        var live = await BeginAsync("phone");
        var id = await IdAsync(live);
        await SayAsync(live, "you people should watch your parking lot");
        await DropAsync(live, MadeFiles.Tone(20).Named("call.wav", "audio/wav"), MadeFiles.Picture().Named("parking lot.png", "image/png"), MadeFiles.Mail("http://trap.example").Named("the roof.eml", "message/rfc822"));
        foreach (var kept in (string[])["call.wav", "parking lot.png", "the roof.eml"]) await KeptAsync(live, kept);
        await Panel(live).GetByText("Something will follow").ClickAsync();
        await AccessibleAsync(live, "evidence-promise");
        await live.FillAsync("#promise-what", "Pictures of the door camera");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Panel(live).Locator("[data-promise]")).ToHaveCountAsync(1);
        await CutAfterAsync(live, 2);
        await ChooseAsync(live, MadeFiles.Bytes(9_000_000, 2).Named("door camera.mp4", "video/mp4"));
        await Expect(Sending(live, "door camera.mp4")).ToContainTextAsync("No connection");
        await Sending(live, "door camera.mp4").ScrollIntoViewIfNeededAsync();
        await AccessibleAsync(live, "evidence-on-live");

        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Expect(Piece(desk, "call.wav")).ToBeVisibleAsync();
        await Panel(desk).ScrollIntoViewIfNeededAsync();
        await AccessibleAsync(desk, "evidence-on-incident");
        foreach (var (piece, picture) in ((string, string)[])[("call.wav", "evidence-sound"), ("the roof.eml", "evidence-mail"), ("parking lot.png", "evidence-picture")])
        {
            await desk.GotoAsync($"/incidents/{id}/evidence/{(await ItemAsync(live, id, piece)).GetProperty("id").GetString()}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            await AccessibleAsync(desk, picture, whole: true);
        }
    }
}
