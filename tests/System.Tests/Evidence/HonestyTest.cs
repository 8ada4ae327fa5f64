using System.Net;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Web.Wiring;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>Senders that lie, err, give up or may not any more: what came is kept as it came, and says so.</summary>
public sealed class HonestyTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_length_that_is_not_true_costs_nothing_that_came(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var bytes = Sender.Bytes(5000);

        var (more, less) = (Sender.NewId(), Sender.NewId());
        var tooMuch = await sender.PutAsync(more, bytes, "more", length: 4000);
        (tooMuch.Status, tooMuch.Offset).ShouldBe((HttpStatusCode.RequestEntityTooLarge, 4000));
        tooMuch.Text.ShouldContain("More came than was announced");
        (await sender.OriginalAsync(more)).Bytes.ShouldBe(bytes[..4000]);

        (await sender.PutAsync(less, bytes, "less", length: 6000)).ShouldSatisfyAllConditions(part => part.Status.ShouldBe(HttpStatusCode.Accepted), part => part.Offset.ShouldBe(5000));
        desk.Skip(Limits.Abandoned + 1.Minutes());
        await desk.HappensAsync("what came is kept", () => desk.Finds(report, less) is not null);
        var item = desk.Finds(report, less)!;
        (item.Length, item.Declared, item.IsPartial, item.By).ShouldBe((5000, 6000L, true, desk.Staff.Agent.Id));
        (await sender.OriginalAsync(less)).Bytes.ShouldBe(bytes);

        // It was kept as it was: going on with it is no longer possible, under an id of its own it is.
        (await sender.PatchAsync(less, 5000, bytes.AsMemory(0, 1000))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await sender.PutAsync(less, bytes, "less", 6000)).Text.ShouldContain("kept as it was");
        (await sender.PutAsync(Sender.NewId(), Sender.Bytes(6000), "less")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_upload_of_which_nothing_came_leaves_nothing_behind()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        (await sender.PutAsync(Sender.NewId(), default, length: 100)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await sender.ListAsync())["arriving"].GetArrayLength().ShouldBe(1);
        desk.Skip(Limits.Abandoned + 1.Minutes());
        await desk.HappensAsync("it is forgotten", () => !desk.Stored().Any());
        var list = await sender.ListAsync();
        (list["arriving"].GetArrayLength(), list["items"].GetArrayLength()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Its_sender_alone_cancels_it_and_nothing_is_left()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var (alma, cora) = (new Sender(desk.As(desk.Staff.Agent), report.Id), new Sender(desk.As(desk.Staff.Supervisor), report.Id));
        var id = Sender.NewId();
        await alma.PutAsync(id, Sender.Bytes(10), length: 100);
        (await cora.HeadAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.DeleteAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await cora.PutAsync(id, Sender.Bytes(100), length: 100)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await alma.DeleteAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await alma.HeadAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        desk.Stored().ShouldBeEmpty();
    }

    /// <summary>The words of an upload are content; the name is only ever a name.</summary>
    [Theory]
    [InlineData("../../../etc/passwd", "../../../etc/passwd")]
    [InlineData("C:\\Windows\\System32\\x.exe", "C:\\Windows\\System32\\x.exe")]
    [InlineData("invoice\u202Efdp.exe", "invoice[U+202E]fdp.exe")]
    [InlineData("a\u0000b\r\nc", "ab c")]
    [InlineData("", "file")]
    [InlineData("половина \ud83d\ude00.wav", "половина 😀.wav")]
    public async Task A_name_is_kept_as_it_came_and_shown_harmlessly(string name, string shown)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var id = Sender.NewId();
        (await sender.PutAsync(id, Sender.Bytes(10), name)).Status.ShouldBe(HttpStatusCode.Created);
        desk.Finds(report, id)!.Name.ShouldBe(name.Length == 0 ? "file" : name);
        if (name[..Math.Min(1, name.Length)] != "a") (await sender.ListAsync())["items"][0].GetProperty("shown").GetString().ShouldBe(shown);
        (await sender.OriginalAsync(id)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_of_megabytes_in_small_and_no_bytes_at_all_are_kept()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var id = Sender.NewId();
        (await sender.PutAsync(id, default, new string('n', 700))).Status.ShouldBe(HttpStatusCode.Created);
        var item = desk.Finds(report, id)!;
        (item.Name.Length, item.Length, item.Type).ShouldBe((Limits.LongestName, 0L, EvidenceType.Empty));
        (await sender.OriginalAsync(id)).Bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_refused_in_words_and_the_rest_stays()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        (await sender.PutAsync(Sender.NewId(), Sender.Bytes(10))).Status.ShouldBe(HttpStatusCode.Created);
        var refused = await sender.PutAsync(Sender.NewId(), Sender.Bytes(10), length: Limits.LargestByDefault + 1);
        refused.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        refused.Text.ShouldContain("2 GB");
        (await sender.SendAsync(HttpMethod.Put, Sender.NewId(), Sender.Bytes(10), ("Upload-Length", "-1"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await sender.SendAsync(HttpMethod.Patch, Sender.NewId(), Sender.Bytes(10))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await sender.ListAsync())["items"].GetArrayLength().ShouldBe(1);
    }

    /// <summary>Marked as the person threatening while they send: nothing of it is theirs to see, and nothing that came is lost.</summary>
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_a_marked_sender_sent_is_kept_without_them(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var (half, whole) = (Sender.NewId(), Sender.NewId());
        await alma.PutAsync(half, Sender.Bytes(500), "half", length: 1000);
        var cora = desk.As(desk.Staff.Supervisor);
        (await cora.AppendAsync(report.Id, SentEntry.Answer("kind", "bomb"), SentEntry.Answer("subject-account", "alma"))).Ok();
        foreach (var answer in new[] { await alma.PatchAsync(half, 500, Sender.Bytes(500)), await alma.HeadAsync(half), await alma.DeleteAsync(half), await alma.PutAsync(whole, Sender.Bytes(10)) })
        {
            (answer.Status, answer.Offset, answer.Length).ShouldBe((HttpStatusCode.NotFound, null, null));
        }

        desk.Skip(Limits.Abandoned + 1.Minutes());
        await desk.HappensAsync("what came is kept", () => desk.Finds(report, half) is not null);
        var item = desk.Finds(report, half)!;
        (item.Length, item.By).ShouldBe((500, desk.Staff.Agent.Id));
        (await new Sender(cora, report.Id).OriginalAsync(half)).Bytes.ShouldBe(Sender.Bytes(500));
    }

    [Fact]
    public async Task A_damaged_original_is_said_in_words_and_no_byte_of_it_leaves()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var id = Sender.NewId();
        (await sender.PutAsync(id, Sender.Bytes(2000))).Status.ShouldBe(HttpStatusCode.Created);
        var file = Directory.EnumerateFiles(desk.Services.GetRequiredService<HostSettings>().EvidenceFolder, id.ToString(), SearchOption.AllDirectories).ShouldHaveSingleItem();
        var stored = await File.ReadAllBytesAsync(file);
        stored[500] ^= 1;
        await File.WriteAllBytesAsync(file, stored);
        var (status, text) = await sender.OriginalAsync(id);
        status.ShouldBe(HttpStatusCode.InternalServerError);
        System.Text.Encoding.UTF8.GetString(text).ShouldContain("no longer matches what was kept");
        File.Delete(file);
        (await sender.OriginalAsync(id)).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }
}
