using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>What the stories of evidence share: files are dropped, chosen and pasted, and the panel says what became of them.</summary>
public abstract class EvidenceScene(Site site) : CaseScene(site)
{
    protected static ILocator Panel(IPage page) => page.Locator("#evidence");

    /// <summary>A piece that is kept, by its name.</summary>
    protected static ILocator Piece(IPage page, string name) => Panel(page).Locator("[data-evidence]", new() { HasText = name });

    /// <summary>A file that this page is sending or could not send.</summary>
    protected static ILocator Sending(IPage page, string name) => Panel(page).Locator(".sending-row", new() { HasText = name });

    protected static Task ChooseAsync(IPage page, params FilePayload[] files) => page.SetInputFilesAsync("#evidence-file", files);

    protected static Task KeptAsync(IPage page, string name) => Expect(Piece(page, name).First).ToBeVisibleAsync(new() { Timeout = 30_000 });

    /// <summary>Until the page listens for files: what is needed for that is loaded after the first paint.</summary>
    protected static Task ListensAsync(IPage page) => Expect(page.Locator(".drop-here")).ToBeAttachedAsync();

    /// <summary>Lets go of files somewhere on the page.</summary>
    protected static async Task DropAsync(IPage page, params FilePayload[] files)
    {
        await ListensAsync(page);
        var sent = files.Select(file => new { file.Name, file.MimeType, Bytes = Convert.ToBase64String(file.Buffer) }).ToArray();
        await page.EvaluateAsync(
            """
            files => {
              const dataTransfer = new DataTransfer();
              for (const { name, mimeType, bytes } of files) dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), one => one.charCodeAt(0))], name, { type: mimeType, lastModified: 1767225600000 }));
              const over = new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true });
              document.body.dispatchEvent(over);
              window.overlayWasShown = !document.querySelector(".drop-here").hidden && over.defaultPrevented;
              document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            sent.Select(file => new { name = file.Name, mimeType = file.MimeType, bytes = file.Bytes }).ToArray());
    }

    /// <summary>Puts a picture of 200 by 100 into the clipboard, as a screenshot is.</summary>
    protected static Task CopyPictureAsync(IPage page) => page.EvaluateAsync(
        """
        async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 100 });
          const draw = canvas.getContext("2d");
          draw.fillStyle = "#fff"; draw.fillRect(0, 0, 200, 100);
          draw.fillStyle = "#124694"; draw.fillRect(20, 20, 160, 60);
          const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
          await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
        }
        """);

    /// <summary>What the API lists: items, promises, what is arriving.</summary>
    protected static Task<JsonElement> EvidenceAsync(IPage page, string id) => ReadAsync(page, $"/api/v1/incidents/{id}/evidence");

    protected static async Task<JsonElement[]> ItemsAsync(IPage page, string id) => [.. (await EvidenceAsync(page, id)).GetProperty("items").EnumerateArray()];

    protected static async Task<JsonElement> ItemAsync(IPage page, string id, string name) =>
        (await ItemsAsync(page, id)).Single(item => item.GetProperty("name").ValueEquals(name));

    /// <summary>Sends a whole file by the API in the page's own session.</summary>
    protected static async Task<JsonElement> PutAsync(IPage page, string id, string evidence, FilePayload file, string? promise = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Holdfast"] = "1",
            ["Content-Type"] = "application/octet-stream",
            ["Upload-Name"] = Uri.EscapeDataString(file.Name),
            ["Upload-Length"] = file.Buffer.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (promise is not null) headers["Upload-Promise"] = promise;
        var answer = await page.APIRequest.PutAsync($"/api/v1/incidents/{id}/evidence/{evidence}", new() { Headers = headers, DataByte = file.Buffer });
        answer.Status.ShouldBe(201, await answer.TextAsync());
        return JsonElement.Parse(await answer.TextAsync());
    }

    /// <summary>Lets some pieces of an upload through; what comes after is cut off until <see cref="Line.Mend"/>.</summary>
    protected static async Task<Line> CutAfterAsync(IPage page, int pieces)
    {
        var line = new Line();
        await page.RouteAsync("**/api/v1/incidents/*/evidence/*", async route =>
        {
            line.Requests.Add((route.Request.Method, route.Request.Headers.GetValueOrDefault("upload-offset")));
            if (line.IsCut && line.Count++ >= pieces) await route.AbortAsync("connectionreset");
            else await route.ContinueAsync();
        });
        return line;
    }

    /// <summary>A line that can be cut and mended.</summary>
    protected sealed class Line
    {
        public bool IsCut { get; private set; } = true;

        public int Count { get; set; }

        /// <summary>Methods with their offsets, in order.</summary>
        public List<(string Method, string? Offset)> Requests { get; } = [];

        public void Mend() => IsCut = false;
    }
}
