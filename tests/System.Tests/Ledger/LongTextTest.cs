using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Web.Incidents;
using Shouldly;

namespace Holdfast.Tests.Ledger;

/// <summary>What is pasted whole is kept verbatim up to its bound; beyond, it alone is refused, in words.</summary>
public sealed class LongTextTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_paste_of_a_mebibyte_is_kept_to_the_character(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);

        // Characters that JSON writes as six bytes each, up to the last byte.
        var odd = "a: \u0000\u2028 ü 💣\r\n\t";
        var text = string.Concat(Enumerable.Repeat(odd, EntryRequests.LargestEntry / System.Text.Encoding.UTF8.GetByteCount(odd)));
        text += new string('\u0001', EntryRequests.LargestEntry - System.Text.Encoding.UTF8.GetByteCount(text));
        var sent = (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Of("transcript-added", new { text }))).Ok();
        sent["refused"].GetArrayLength().ShouldBe(0);
        (await report.ReadAsync())["transcripts"].EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task What_is_longer_is_refused_in_words_and_the_rest_is_kept()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        SentEntry[] all = [SentEntry.Statement("before"), SentEntry.Of("transcript-added", new { text = new string('x', EntryRequests.LargestEntry + 1) }), SentEntry.Statement(new string('y', EntryRequests.LargestEntry)), SentEntry.Statement("after")];
        var sent = (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, all)).Ok();
        sent["refused"].EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe([all[1].Id.ToString(), all[2].Id.ToString()]);
        sent["refused"].EnumerateArray().First().GetProperty("words").GetString().ShouldNotBeNull().ShouldContain("1 MiB");
        sent["entries"].EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldBe([all[0].Id.ToString(), all[3].Id.ToString()]);
        (await report.ReadAsync())["statements"].EnumerateArray().Select(one => one.GetProperty("text").GetString()).ShouldBe(["before", "after"]);

        // At first touch as well: the incident is there.
        var started = (await desk.As(desk.Staff.Agent).StartAsync(IncidentId.New(desk.Clock), all[1])).Ok();
        started["refused"].GetArrayLength().ShouldBe(1);
        started["number"].GetString().ShouldNotBeNullOrEmpty();
        (await desk.As(desk.Staff.Agent).AppendAsync(report.Id, SentEntry.Statement(new string('z', (int)EntryRequests.LargestBody)))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
