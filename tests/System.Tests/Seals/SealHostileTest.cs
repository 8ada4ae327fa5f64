using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Seals;

/// <summary>Whatever somebody brings who has no words of ours: the same answer, no failure, nothing on the record.</summary>
public sealed class SealHostileTest
{
    [Fact]
    public async Task Nothing_that_is_no_seal_of_ours_leaves_anything_or_makes_the_server_fail()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        using var nobody = new Api(desk.Address.ToString(), token: null);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var (at, id, before) = (desk.Clock.GetUtcNow(), report.Id.ToString(), await desk.Services.GetRequiredService<IncidentReader>().HeadAsync());
        var good = page.Entry(report.Id, at, SentEntry.Statement("good"));
        var box = Base64Url.DecodeFromChars((string)good["box"]);
        object[] useless =
        [
            "x", 7, new[] { 1 }, new { }, new { key = page.Key },
            With("box", Text(box.AsSpan(..^1))), With("box", Text(box.AsSpan(..16))), With("box", ""), With("box", "not base64!"), With("box", Text(RandomNumberGenerator.GetBytes(400))), With("box", 7),
            With("iv", Text(new byte[12])), With("iv", Text(new byte[11])), With("epk", Text(new byte[65])), With("epk", Text([4, .. new byte[64]])), With("epk", Text([4, .. RandomNumberGenerator.GetBytes(64)])), With("epk", "\ud800"),
            With("key", ""), With("key", new string('k', 5000)), With("key", null!),
            page.Seal([]), page.Seal([0xFF, 0xFE]), page.Seal("null"u8), page.Seal("7"u8), page.Seal(Encoding.UTF8.GetBytes(new string('[', 500))), page.Seal("{\"ticket\":\"\\ud800\"}"u8),
            Sealed(ticket: ""), Sealed(ticket: "AAAA"), Sealed(ticket: page.Ticket[..^4]), Sealed(ticket: page.Ticket + "AAAA"), Sealed(ticket: Text(RandomNumberGenerator.GetBytes(90))), Sealed(ticket: new string('A', 100_000)),
            Sealed(incident: "\"not an id\""), Sealed(incident: "7"), Sealed(incident: "\"00000000-0000-0000-0000-000000000000\""), Sealed(op: ""),
        ];
        foreach (var seals in useless.Chunk(SealedWords.MostSeals).Concat(useless.Select(one => new[] { one })))
        {
            var reply = await Sealer.BringAsync(nobody, at, seals);
            (reply.Status, reply.Text).ShouldBe((HttpStatusCode.OK, $$"""{"kept":[{{string.Join(',', seals.Select(_ => "true"))}}]}"""));
        }

        // A key that this house doesn't know may be known tomorrow.
        (await Sealer.BringAsync(nobody, at, With("key", "AAAAAAAAAAAA"))).Ok().Text.ShouldBe("""{"kept":[false]}""");
        (await desk.Services.GetRequiredService<IncidentReader>().HeadAsync()).ShouldBe(before);

        // Odd values beneath a good ticket are on the record, to be checked or at the time they came.
        foreach (var op in new[] { "\"entry\":null", "\"entry\":[1]", "\"entry\":{\"type\":\"statement-added\",\"body\":{\"text\":\"\\udc00\"}}", "\"draft\":{}", "\"draft\":{\"text\":7}", "\"\\ud800\":0", "\"start\":7" })
        {
            foreach (var odd in new[] { "null", "1e400", "-1e300", "\"x\"" })
            {
                (await Sealer.BringAsync(nobody, at, page.Seal(Encoding.UTF8.GetBytes($$"""{"ticket":"{{page.Ticket}}","incident":"{{id}}","at":{{odd}},{{op}}}""")))).Ok().Text.ShouldBe("""{"kept":[true]}""");
            }
        }

        (await Sealer.BringAsync(nobody, at, good)).Ok();
        (await report.ReadAsync())["statements"].GetArrayLength().ShouldBe(1);
        (await desk.As(desk.Staff.Agent).GetAsync($"/incidents/{id}")).Ok();

        Dictionary<string, object> With(string name, object value) => new(good) { [name] = value };
        Dictionary<string, object> Sealed(string? ticket = null, string? incident = null, string op = ",\"entry\":{\"type\":\"note-added\",\"body\":{\"text\":\"x\"}}") =>
            page.Seal(Encoding.UTF8.GetBytes($$"""{"ticket":"{{ticket ?? page.Ticket}}","incident":{{incident ?? $"\"{id}\""}},"at":{{at.ToUnixTimeMilliseconds()}}{{op}}}"""));
    }

    [Fact]
    public async Task Each_bound_is_told_and_holds()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var page = await Sealer.OfAsync(desk.As(desk.Staff.Agent));
        using var nobody = new Api(desk.Address.ToString(), token: null);
        var (id, at) = (IncidentId.New(desk.Clock), desk.Clock.GetUtcNow());
        object[] many = [.. Enumerable.Range(0, SealedWords.MostSeals).Select(i => page.Entry(id, at, SentEntry.Of("note-added", new { text = $"{i}" })))];
        (await Sealer.BringAsync(nobody, at, many)).Ok();
        (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(id))!.Sequence.ShouldBe(SealedWords.MostSeals + 1);
        (await Sealer.BringAsync(nobody, at, [.. many, many[0]])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Sealer.BringAsync(nobody, at, page.Seal(new byte[4_000_000]))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Sealer.BringAsync(nobody, at, page.Entry(id, at, SentEntry.Statement(new string('ü', EntryRequests.LargestEntry / 2 - 200))))).Ok();
        foreach (var body in new[] { "", "[", "null", "{}", "{\"sealed\":7}", "{\"sealed\":[],\"now\":\"\\ud800\"}", "\uFEFF{}", new string('[', 200) })
        {
            using var answer = await nobody.Http.PostAsync("/api/v1/sealed", new StringContent(body, Encoding.UTF8, "application/json"));
            ((int)answer.StatusCode).ShouldBeOneOf(200, 400);
        }

        using var away = new HttpClient { BaseAddress = desk.Address };
        using (var foreign = await away.PostAsync("/api/v1/sealed", new StringContent("{}"))) foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden, "Another site's page doesn't have the header.");

        var turned = false;
        for (var i = 0; i < SealTurns.MostInWindow && !turned; i++) turned = (await Sealer.BringAsync(nobody, at, "x")).Status == HttpStatusCode.TooManyRequests;
        turned.ShouldBeTrue();
        desk.Skip(SealTurns.Window + 1.Seconds());
        (await Sealer.BringAsync(nobody, at, "x")).Ok();
    }

    [Fact]
    public void So_many_at_once_of_one_address_and_so_many_of_all()
    {
        var turns = new SealTurns(TimeProvider.System);
        for (var i = 0; i < SealTurns.MostOfOne; i++) turns.TryBegin(IPAddress.Loopback).ShouldBeTrue();
        turns.TryBegin(IPAddress.Loopback).ShouldBeFalse();
        for (var i = SealTurns.MostOfOne; i < SealTurns.Most; i++) turns.TryBegin(new IPAddress([10, 0, 0, (byte)i])).ShouldBeTrue();
        turns.TryBegin(new IPAddress([10, 0, 1, 1])).ShouldBeFalse();
        turns.End(IPAddress.Loopback);
        turns.TryBegin(new IPAddress([10, 0, 1, 1])).ShouldBeTrue();
    }

    static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
