using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness.Clamd;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What is too large is refused in words and the rest is kept; what the virus scanner found is kept, and said plainly.</summary>
public sealed class GuardedStories(GuardedSite site) : EvidenceScene(site), IClassFixture<GuardedSite>
{
    [Fact]
    public async Task A_file_over_the_limit_is_named_before_it_is_sent_and_the_rest_is_kept()
    {
        var live = await BeginAsync("phone");
        var asked = new List<string>();
        live.Request += (_, request) => { if (request.Method is "PUT" or "PATCH") asked.Add(request.Url); };
        await DropAsync(live, MadeFiles.Bytes(3_200_000, 1).Named("film.bin"), MadeFiles.Tone(1).Named("call.wav", "audio/wav"));
        await KeptAsync(live, "call.wav");
        var held = Sending(live, "film.bin");
        await Expect(held).ToContainTextAsync("Larger than 3 MB, the most one file may be. Nothing of it was sent.");
        asked.Count(url => url.Contains("/evidence/", StringComparison.Ordinal)).ShouldBe(1);
        await held.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(held).ToHaveCountAsync(0);
        (await ItemsAsync(live, await IdAsync(live))).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_scanner_found_is_kept_and_not_shown()
    {
        var live = await BeginAsync("email");
        await DropAsync(live, ClamdServer.TestFile.Named("invoice.pdf", "application/pdf"));
        await KeptAsync(live, "invoice.pdf");
        await Expect(Piece(live, "invoice.pdf")).ToContainTextAsync("The virus scanner found something in it", new() { Timeout = 60_000 });
        await Expect(Piece(live, "invoice.pdf")).ToContainTextAsync("Corporate Security alone can take it out");
        (await ItemsAsync(live, await IdAsync(live))).Single().GetProperty("quarantined").GetBoolean().ShouldBeTrue();
    }
}
