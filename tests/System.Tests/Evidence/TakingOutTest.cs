using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>Listening, downloading, exporting, adding without a script: what leaves is on record first, and nothing of it is live in a browser.</summary>
public sealed partial class TakingOutTest
{
    static readonly byte[] Ogg = [.. "OggS"u8, 0, 2, .. new byte[20], 1, 30, 1, .. "vorbis"u8, .. Sender.Bytes(200_000)];

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_recording_is_played_from_any_place_and_seeking_is_one_look(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var id = Sender.NewId();
        (await new Sender(desk.As(desk.Staff.Agent), report.Id).PutAsync(id, Ogg, "call.ogg")).Status.ShouldBe(HttpStatusCode.Created);
        desk.Finds(report, id)!.Type.ShouldBe(EvidenceType.Ogg);
        var cora = desk.As(desk.Staff.Supervisor).Http;
        foreach (var from in new[] { 0, 150_000, 70_000, 1 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/incidents/{report.Id}/evidence/{id}/sound") { Headers = { Range = new RangeHeaderValue(from, null) } };
            using var answer = await cora.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Ogg[from..]);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("audio/ogg");
            IsHarmless(answer);
        }

        Opened(await CustodyAsync(desk, report, id)).ShouldBe([("viewed", "Handling the report")]);
        desk.Advance(11.Minutes());
        using (var head = await cora.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/incidents/{report.Id}/evidence/{id}/sound")))
        {
            (head.StatusCode, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, Ogg.Length));
        }

        Opened(await CustodyAsync(desk, report, id)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Whatever_leaves_is_an_entry_of_its_own_with_its_purpose()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var id = Sender.NewId();
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        (await sender.PutAsync(id, Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "x\u202Elmth.html")).Status.ShouldBe(HttpStatusCode.Created);
        (await sender.OriginalAsync(id, "For law enforcement")).Status.ShouldBe(HttpStatusCode.OK);
        (await sender.OriginalAsync(id, "For law enforcement")).Status.ShouldBe(HttpStatusCode.OK);
        (await sender.OriginalAsync(id, purpose: "")).Status.ShouldBe(HttpStatusCode.UnprocessableContent);

        await using var browser = await SignedInAsync(desk, desk.Staff.Supervisor);
        var page = await browser.TextAsync($"/incidents/{report.Id}/evidence/{id}");
        using (var asked = await browser.PostAsync($"/incidents/{report.Id}/evidence/{id}/original", page, ("purpose", " ")))
        {
            asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        using var saved = await browser.PostAsync($"/incidents/{report.Id}/evidence/{id}/original", page, ("purpose", "For counsel"));
        (await saved.Content.ReadAsStringAsync()).ShouldBe("<script>alert(1)</script>");
        saved.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        IsHarmless(saved);
        using (var forged = await browser.PostAsync($"/incidents/{report.Id}/evidence/{id}/original", "no token", ("purpose", "For counsel")))
        {
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        Opened(await CustodyAsync(desk, report, id)).Where(one => one.How != "viewed").ShouldBe([("exported", "For law enforcement"), ("exported", "For law enforcement"), ("downloaded", "For counsel")]);
    }

    [Fact]
    public async Task Files_of_a_plain_form_are_kept_and_the_page_says_how_many()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await using var browser = await SignedInAsync(desk, desk.Staff.Agent);
        var proof = WebUtility.HtmlDecode(FormToken().Match(await browser.TextAsync($"/incidents/{report.Id}")).Groups["token"].Value);
        var large = Sender.Bytes(3_000_000);
        using (var answer = await PostAsync(proof, large))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var back = answer.Headers.Location!.ToString();
            back.ShouldBe($"/report/{report.Id}?added=3#evidence");
            (await browser.TextAsync(back)).ShouldContain("3 files are kept.");
        }

        using (var forged = await PostAsync("not it", large))
        {
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        var items = (await report.ReadAsync())["evidence"].EnumerateArray().ToArray();
        items.Select(item => (item.GetProperty("name").GetString(), item.GetProperty("length").GetInt64(), item.GetProperty("what").GetString()))
            .ShouldBe([("call.bin", large.Length, "Both sides"), ("empty.txt", 0, "Both sides"), ("половина.txt", 5, "Both sides")]);
        (await new Sender(desk.As(desk.Staff.Agent), report.Id).OriginalAsync(EvidenceOf(items[0]))).Bytes.ShouldBe(large);

        async Task<HttpResponseMessage> PostAsync(string token, byte[] bytes)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "form-token" },
                { new StringContent("report"), "back" },
                { new StringContent("Both sides"), "what" },
                { new ByteArrayContent(bytes), "file", "call.bin" },
                { new ByteArrayContent([]), "file", "empty.txt" },
                { new StringContent("hello"), "file", "половина.txt" },
            };
            return await browser.Http.PostAsync(new Uri($"/incidents/{report.Id}/evidence", UriKind.Relative), form);
        }
    }

    /// <summary>No browser runs, shows or keeps it.</summary>
    static void IsHarmless(HttpResponseMessage answer)
    {
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox; default-src 'none'"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var disposition = answer.Content.Headers.ContentDisposition.ShouldNotBeNull();
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileName.ShouldNotBeNull().ShouldAllBe(each => each >= ' ' && each < 127);
    }

    static EvidenceId EvidenceOf(System.Text.Json.JsonElement item) => EvidenceId.TryParse(item.GetProperty("id").GetString(), out var id) ? id : throw new FormatException();

    static async Task<Reply> CustodyAsync(Desk desk, Report report, EvidenceId id) => (await desk.As(desk.Staff.Agent).GetAsync($"/api/v1/incidents/{report.Id}/evidence/{id}")).Ok();

    static (string How, string? Purpose)[] Opened(Reply piece) =>
        [.. piece["custody"].EnumerateArray().Select(one => (one.GetProperty("how").GetString()!, one.GetProperty("purpose").GetString())).Where(one => one.Item1 != "kept")];

    static async Task<Browser> SignedInAsync(Desk desk, Hired person)
    {
        var browser = new Browser(desk.Address);
        using var signed = await browser.SignInAsync(person.UserName, person.Password);
        return browser;
    }

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormToken();
}
