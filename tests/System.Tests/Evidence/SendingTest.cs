using System.Net;
using System.Text.Json;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>Evidence sent by a program: whole, in pieces, after a cut, after the server was away, twice, two at once, late.</summary>
public sealed class SendingTest
{
    const int Mebi = 1024 * 1024;

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_is_sent_whole_is_kept_and_comes_back_byte_by_byte(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var bytes = Sender.Bytes((2 * Mebi) + 17);
        var id = Sender.NewId();
        var sent = await sender.PutAsync(id, bytes, "call.bin", headers: [("Upload-What", Uri.EscapeDataString("The call, both sides")), ("Upload-Type", "audio/ogg"), ("Upload-Modified", "2026-03-02T13:55:00Z")]);
        sent.Status.ShouldBe(HttpStatusCode.Created, sent.Text);
        var item = (await sender.ListAsync())["items"].EnumerateArray().ShouldHaveSingleItem();
        (item.GetProperty("name").GetString(), item.GetProperty("length").GetInt64(), item.GetProperty("sha256").GetString()).ShouldBe(("call.bin", bytes.Length, Sender.Hash(bytes)));
        (item.GetProperty("what").GetString(), item.GetProperty("partial").GetBoolean()).ShouldBe(("The call, both sides", false));
        (await sender.OriginalAsync(id)).Bytes.ShouldBe(bytes);
        var range = await sender.OriginalAsync(id, range: $"bytes={Mebi - 3}-{Mebi + 4}");
        range.Status.ShouldBe(HttpStatusCode.PartialContent);
        range.Bytes.ShouldBe(bytes[(Mebi - 3)..(Mebi + 5)]);
        (await sender.OriginalAsync(id, range: "bytes=99999999-")).Status.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        (await report.ReadAsync())["evidence"].GetArrayLength().ShouldBe(1);

        // The same again is the same; another file under its id is not.
        (await sender.PutAsync(id, bytes, "call.bin")).Status.ShouldBe(HttpStatusCode.OK);
        (await sender.PutAsync(id, Sender.Bytes(bytes.Length, seed: 8), "call.bin")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await sender.PutAsync(id, bytes, "other.bin")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await sender.ListAsync())["items"].GetArrayLength().ShouldBe(1);
        (await sender.DeleteAsync(id)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_is_cut_goes_on_where_it_stopped_also_after_the_server_was_away(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var api = desk.As(desk.Staff.Agent);
        var sender = new Sender(api, report.Id);
        var bytes = Sender.Bytes((3 * Mebi) + 4711);
        var id = Sender.NewId();
        var first = await sender.PutAsync(id, bytes.AsMemory(0, Mebi + 5), length: bytes.Length);
        (first.Status, first.Offset).ShouldBe((HttpStatusCode.Accepted, Mebi + 5));
        var arriving = (await sender.ListAsync())["arriving"].EnumerateArray().ShouldHaveSingleItem();
        arriving.GetProperty("own").GetBoolean().ShouldBeTrue();

        await desk.IsAwayAsync(5.Minutes());
        (await sender.HeadAsync(id)).ShouldBe(new Answer(HttpStatusCode.OK, Mebi + 5, bytes.Length, ""));
        (await sender.PatchAsync(id, 7, bytes.AsMemory(7))).ShouldSatisfyAllConditions(wrong => wrong.Status.ShouldBe(HttpStatusCode.Conflict), wrong => wrong.Offset.ShouldBe(Mebi + 5));
        var more = await sender.PatchAsync(id, Mebi + 5, bytes.AsMemory(Mebi + 5, Mebi));
        (more.Status, more.Offset).ShouldBe((HttpStatusCode.Accepted, (2 * Mebi) + 5));
        (await sender.PatchAsync(id, (2 * Mebi) + 5, bytes.AsMemory((2 * Mebi) + 5))).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.HeadAsync(id)).ShouldBe(new Answer(HttpStatusCode.OK, bytes.Length, bytes.Length, ""));
        (await sender.OriginalAsync(id)).Bytes.ShouldBe(bytes);

        // Begun again from the front, as a plain client does: what is there is compared, not written twice.
        var again = Sender.NewId();
        await sender.PutAsync(again, bytes.AsMemory(0, 100), "again", bytes.Length);
        (await sender.PutAsync(again, Sender.Bytes(bytes.Length, seed: 9), "again", bytes.Length)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await sender.PutAsync(again, bytes, "again", bytes.Length)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_connection_that_is_cut_keeps_what_came_and_two_at_once_are_one()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var api = desk.As(desk.Staff.Agent);
        var sender = new Sender(api, report.Id);
        var bytes = Sender.Bytes((2 * Mebi) + 99);
        var id = Sender.NewId();
        await sender.CutAsync(id, bytes.AsMemory(0, Mebi + 9), bytes.Length, "call", async () =>
        {
            await Wait.UntilAsync("the first part arrives", async () => (await sender.ListAsync())["arriving"].EnumerateArray().Any(one => one.GetProperty("offset") is { ValueKind: JsonValueKind.Number } came && came.GetInt64() == Mebi + 9));
            (await sender.PutAsync(id, bytes, "call")).Status.ShouldBe(HttpStatusCode.Conflict, "it is being sent");
        });
        await Wait.UntilAsync("the cut is noticed", async () => (await sender.HeadAsync(id)) is { Status: HttpStatusCode.OK, Offset: Mebi + 9 });
        (await sender.PatchAsync(id, Mebi + 9, bytes.AsMemory(Mebi + 9))).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.OriginalAsync(id)).Bytes.ShouldBe(bytes);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task The_same_bytes_twice_are_one_original_with_two_entries(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var bytes = Sender.Bytes(70_000);
        var ids = Enumerable.Range(0, 6).Select(_ => Sender.NewId()).ToArray();
        var answers = await Task.WhenAll(ids.Select((id, i) => sender.PutAsync(id, bytes, $"copy {i}")));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        var items = (await sender.ListAsync())["items"].EnumerateArray().ToArray();
        items.Length.ShouldBe(ids.Length);
        items.Count(item => item.GetProperty("same").ValueKind == JsonValueKind.Null).ShouldBe(1);
        desk.Services.GetRequiredService<IEvidenceStore>().All().ShouldHaveSingleItem();
        foreach (var id in ids) (await sender.OriginalAsync(id)).Bytes.ShouldBe(bytes);
    }

    [Fact]
    public async Task Late_evidence_comes_to_a_closed_incident_and_keeps_its_promise()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        var promise = SentEntry.Of("evidence-promised", new { what = "Call recording", dueAt = desk.Clock.GetUtcNow().AddDays(1) });
        (await alma.AppendAsync(report.Id, promise)).Ok();
        var owed = await report.ReadAsync();
        owed["row.evidenceDue"].GetDateTimeOffset().ShouldBe(desk.Clock.GetUtcNow().AddDays(1));
        owed["promised"][0].GetProperty("owed").GetBoolean().ShouldBeTrue();
        await report.IsFiledAsync();
        (await desk.As(desk.Staff.Security).CloseAsync(report.Id, "Handed to the police")).Ok();

        var sender = new Sender(alma, report.Id);
        (await sender.PutAsync(Sender.NewId(), Sender.Bytes(1000), headers: [("Upload-Promise", promise.Id.ToString())])).Status.ShouldBe(HttpStatusCode.Created);
        var read = await report.ReadAsync();
        (read["row.state"].GetString(), read["row.evidenceDue"].ValueKind).ShouldBe(("closed", JsonValueKind.Null));
        read["promised"][0].GetProperty("keptAt").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
