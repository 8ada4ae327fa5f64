using System.Text;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The evidence panel as plain forms, and no axe violation on it or on the page of a picture, a recording, a mail and a program.</summary>
public sealed class EvidencePageStories(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    const string Choose = "#evidence-file";

    [Fact]
    public async Task Evidence_is_added_promised_given_up_and_downloaded_without_scripts()
    {
        var id = await IdAsync(await BeginAsync("phone"));
        var page = await Site.OpenAsync("maria", $"/incidents/{id}", options => options.JavaScriptEnabled = false);
        var panel = page.Locator("#evidence");
        await Expect(panel).ToContainTextAsync("Nothing is kept yet.");
        await Expect(panel).ToContainTextAsync("Up to 2 GB each");
        await page.SetInputFilesAsync(Choose, [MadeFiles.Picture().Named("lot.png", "image/png"), "You will see."u8.ToArray().Named("chat.txt", "text/plain")]);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(panel.Locator("[data-evidence]")).ToHaveCountAsync(2);
        await Expect(panel).ToContainTextAsync("2 files are kept.");

        await panel.GetByText("Something will follow").ClickAsync();
        await page.FillAsync("#promise-what", "Call recording");
        await page.FillAsync("#promise-from", "Telephony");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Promise it" }).ClickAsync();
        await Expect(panel.Locator("[data-promise]")).ToContainTextAsync("Call recording");
        await panel.GetByText("It came", new() { Exact = true }).ClickAsync();
        await panel.Locator("[data-promise] input[type=file]").SetInputFilesAsync(MadeFiles.Tone(1).Named("call.wav", "audio/wav"));
        await panel.Locator("[data-promise]").GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(panel.Locator("[data-promise]")).ToHaveCountAsync(0);
        await Expect(panel.Locator("[data-evidence]")).ToHaveCountAsync(3);

        await panel.GetByRole(AriaRole.Link, new() { Name = "View chat.txt" }).ClickAsync();
        await Expect(page.Locator(".evidence-words")).ToHaveTextAsync("You will see.");
        await page.FillAsync("#purpose", "For law enforcement");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("chat.txt");
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldBe("You will see.");
        await page.ReloadAsync();
        await Expect(page.Locator(".custody")).ToContainTextAsync("For law enforcement");
    }

    [Fact]
    public async Task What_is_kept_is_shown_accessibly()
    {
        var id = await IdAsync(await BeginAsync("phone"));
        var page = await Site.OpenAsync("maria", $"/incidents/{id}");
        byte[] program = [.. "MZ"u8, .. new byte[58], 0x80, 0, 0, 0, .. new byte[64], .. "PE\0\0"u8, .. new byte[200]];
        var files = new (string Key, FilePayload File)[]
        {
            ("picture", MadeFiles.Picture().Named("parking lot.png", "image/png")),
            ("sound", MadeFiles.Tone(2).Named("call recording.wav", "audio/wav")),
            ("mail", MadeFiles.Mail("http://localhost:1").Named("the roof.eml", "message/rfc822")),
            ("program", program.Named("picture\u202Egnp.exe.png", "image/png")),
            ("words", Encoding.UTF8.GetBytes("14:02 there is a bomb\n14:03 \u202Ehidden").Named("chat.txt", "text/plain")),
        };
        foreach (var (_, file) in files)
        {
            var before = await page.Locator("#evidence [data-evidence]").CountAsync();
            await page.APIRequest.PutAsync($"/api/v1/incidents/{id}/evidence/{EvidenceId.New(TimeProvider.System)}", new()
            {
                DataByte = file.Buffer,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1", ["Upload-Name"] = Uri.EscapeDataString(file.Name), ["Upload-Type"] = file.MimeType },
            });
            await Expect(page.Locator("#evidence [data-evidence]").Nth(before)).ToBeVisibleAsync();
        }

        await page.GetByText("Something will follow").ClickAsync();
        await page.FillAsync("#promise-what", "Door camera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Promise it" }).ClickAsync();
        await Expect(page.Locator("[data-promise]")).ToContainTextAsync("Door camera");
        await AccessibleAsync(page, "piece-panel", whole: true);
        foreach (var (key, file) in files)
        {
            await page.GotoAsync($"/incidents/{id}");
            await page.GotoAsync(await page.Locator($"#evidence [data-evidence]:has(a[aria-label*='{(key == "program" ? "gnp.exe" : file.Name)}']) a").First.GetAttributeAsync("href") ?? "");
            if (key == "picture") await Expect(page.Locator(".drawn")).ToHaveJSPropertyAsync("naturalWidth", 320);
            await AccessibleAsync(page, $"piece-{key}", whole: true);
        }
    }
}
