using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Clamd;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Processes;
using Shouldly;
using SkiaSharp;

namespace Holdfast.Tests.Evidence;

/// <summary>A whole installation with the installed clamd: what it finds stays evidence, is shown to nobody, and leaves with Corporate Security alone.</summary>
public sealed class QuarantineTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_scanner_finds_is_kept_and_shown_to_nobody(bool postgres)
    {
        await using var clamd = await ClamdServer.StartAsync();
        await using var house = await House.OpenAsync(postgres, clamd: $"127.0.0.1:{clamd.Port}");
        var incident = IncidentId.New(TimeProvider.System);
        await using var agent = new Api(house.Settings.Url, house.Staff.Agent.Token);
        (await agent.StartAsync(incident)).Ok();
        (await agent.FileAsync(incident)).Ok();
        var sender = new Sender(agent, incident);

        // A picture with the test file behind its end, sound with it in its middle, a mail with it attached, and a picture that is well.
        byte[] well = SamplePictures.Encoded(SKEncodedImageFormat.Png);
        byte[] picture = [.. well, .. ClamdServer.TestFile];
        byte[] sound = [.. "RIFF\0\0\0\0WAVEfmt "u8, .. new byte[100], .. ClamdServer.TestFile];
        var mail = Encoding.ASCII.GetBytes(
            "From: a@example.com\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOpen it.\r\n"
            + $"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=open-me.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(ClamdServer.TestFile)}\r\n--b--\r\n");
        var (wellId, pictureId, soundId, mailId) = (Sender.NewId(), Sender.NewId(), Sender.NewId(), Sender.NewId());
        (await sender.PutAsync(wellId, well, "well.png")).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.PutAsync(pictureId, picture, "bad.png")).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.PutAsync(soundId, sound, "bad.wav")).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.PutAsync(mailId, mail, "bad.eml")).Status.ShouldBe(HttpStatusCode.Created);

        var items = await Wait.ForAsync("everything has a verdict", async () =>
        {
            var all = (await sender.ListAsync())["items"].EnumerateArray().ToList();
            return all.Count == 5 && all.TrueForAll(item => item.TryGetProperty("scan", out var scan) && scan.ValueKind == JsonValueKind.String) ? all : null;
        });
        Item(items, "well.png").GetProperty("quarantined").GetBoolean().ShouldBeFalse();
        foreach (var name in (string[])["bad.png", "bad.wav", "open-me.txt"])
        {
            Item(items, name).GetProperty("quarantined").GetBoolean().ShouldBeTrue(name);
            Item(items, name).GetProperty("found").GetString().ShouldBe(ClamdServer.Found);
            Item(items, name).GetProperty("may").GetArrayLength().ShouldBe(0, name);
        }

        var attached = Item(items, "open-me.txt");
        attached.GetProperty("within").GetString().ShouldBe(mailId.ToString());
        attached.GetProperty("sha256").GetString().ShouldBe(Sender.Hash(ClamdServer.TestFile));

        // The agent who sent it sees that it is there and why it is not shown, and gets no byte of it by any door.
        await using var desk = new Browser(new Uri(house.Settings.Url));
        (await desk.SignInAsync(house.Staff.Agent.UserName, Staff.Password)).Dispose();
        var place = $"/incidents/{incident}/evidence/";
        (await desk.StatusAsync($"{place}{wellId}/picture")).ShouldBe(HttpStatusCode.OK);
        (await desk.StatusAsync($"{place}{pictureId}/picture")).ShouldBe(HttpStatusCode.Forbidden);
        (await desk.StatusAsync($"{place}{soundId}/sound")).ShouldBe(HttpStatusCode.Forbidden);
        (await sender.OriginalAsync(pictureId)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var attachedPlace = place + attached.GetProperty("id").GetString();
        var page = await desk.TextAsync(attachedPlace);
        page.ShouldContain("virus", Case.Insensitive);
        page.ShouldNotContain("STANDARD-ANTI");
        (await (await desk.PostAsync(attachedPlace + "/original", attachedPlace, ("purpose", "I want it"))).Content.ReadAsStringAsync()).ShouldNotContain("STANDARD-ANTI");

        // Corporate Security takes it out after saying why, and even they are not shown it.
        await using var security = new Api(house.Settings.Url, house.Staff.Security.Token);
        var out1 = await new Sender(security, incident).OriginalAsync(pictureId, "To the laboratory");
        out1.Status.ShouldBe(HttpStatusCode.OK);
        out1.Bytes.ShouldBe(picture);
        await using var office = new Browser(new Uri(house.Settings.Url));
        (await office.SignInAsync(house.Staff.Security.UserName, Staff.Password)).Dispose();
        (await office.StatusAsync($"{place}{pictureId}/picture")).ShouldBe(HttpStatusCode.Forbidden);
        (await office.TextAsync(attachedPlace)).ShouldNotContain("STANDARD-ANTI");
        var custody = (await security.GetAsync($"/api/v1/incidents/{incident}/evidence/{pictureId}")).Ok()["custody"].EnumerateArray().Select(line => line.GetProperty("how").GetString()).ToList();
        custody.ShouldBe(["kept", "found", "exported"]);

        // Neither decoder nor its like is in the server's memory.
        if (OperatingSystem.IsLinux())
        {
            (await File.ReadAllTextAsync($"/proc/{house.Server!.Id}/maps")).ShouldNotContain("Skia");
        }
    }

    static JsonElement Item(List<JsonElement> items, string name) => items.Single(item => item.GetProperty("name").GetString() == name);
}
