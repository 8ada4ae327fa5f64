using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>The ways around a door: odd verbs and addresses, ids of other things, conflicts, and whatever a hostile client can send.</summary>
public sealed class SideDoorsTest
{
    [Fact]
    public async Task No_odd_address_and_no_odd_verb_tells_denied_from_absent()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Stranger);
        var entry = SentEntry.Statement("He is outside");
        (await desk.As(desk.Staff.Stranger).AppendAsync(report.Id, entry)).Ok();
        var bert = desk.As(desk.Staff.Colleague).Http;
        string[] verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"];
        string[] addresses =
        [
            "/api/v1/incidents/{0}", "/api/v1/incidents/{0}/", "/API/V1/Incidents/{0}", "/api/v1/incidents/{0}/entries", "/api/v1/incidents/{0}/drafts", "/api/v1/incidents/{0}/filing",
            "/api/v1/incidents/{0}/timeline?after=-1", "/api/v1/incidents/{0}/nothing", "/incidents/{0}", "/incidents/{0}/", "/incidents/{0}?handler=Live", "/incidents/{0}?handler=BreakGlass",
            "/incidents/{0}/print", "/report/{0}", "/api/v1/incidents?number={0}", "/api/v1/incidents?team={0}", "/api/v1/incidents?after={0}",
        ];
        var absent = IncidentId.New(desk.Clock).ToString();
        foreach (var verb in verbs)
        {
            foreach (var address in addresses.Where(one => verb != "POST" || !one.Contains("incidents?", StringComparison.Ordinal)))
            {
                foreach (var form in new Func<string, string>[] { id => id, id => id.ToUpperInvariant(), id => id.Replace("-", "", StringComparison.Ordinal), id => "{" + id + "}", id => id + "%00", id => "%20" + id })
                {
                    var denied = await AtAsync(form(report.Id.ToString()));
                    var nothing = await AtAsync(form(absent));
                    denied.ShouldBe(nothing, $"{verb} {address}");
                    ((int)denied.Status).ShouldBeLessThan(500);
                    (await AtAsync(form(entry.Id.ToString()))).ShouldBe(nothing, $"an entry's id: {verb} {address}");

                    Task<Knock> AtAsync(string id) => Knock.AtAsync(bert, HttpMethod.Parse(verb), string.Format(CultureInfo.InvariantCulture, address, id), verb is "POST" or "PUT" ? new { id = absent } : null);
                }
            }
        }
    }

    /// <summary>Found by attack: an entry or draft under the id of somebody else's incident told that it exists, and could break other people's saves.</summary>
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task An_id_that_is_taken_elsewhere_shows_nothing_and_harms_nobody(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var theirs = await desk.ReportAsync(desk.Staff.Stranger);
        var own = await desk.ReportAsync(desk.Staff.Agent);
        var second = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        EntryId.TryParse(theirs.Id.ToString(), out var taken).ShouldBeTrue();
        var words = new SentEntry(taken, "statement-added", new { text = "same id" });
        for (var i = 0; i < 3; i++)
        {
            foreach (var report in new[] { own, second })
            {
                var answer = (await alma.AppendAsync(report.Id, words)).Ok();
                answer["entries"].EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(taken.ToString());
            }
        }

        (await own.ReadAsync())["statements"].GetArrayLength().ShouldBe(1);
        (await second.ReadAsync())["statements"].GetArrayLength().ShouldBe(1);
        (await alma.DraftAsync(own.Id, "summary", EntryId.New(desk.Clock), "half")).Ok()["entered"].GetBoolean().ShouldBeFalse();
        (await alma.DraftAsync(own.Id, "summary", taken, "half")).Ok()["entered"].GetBoolean().ShouldBeFalse();
        (await theirs.ReadAsync())["statements"].GetArrayLength().ShouldBe(0);
    }

    /// <summary>The same id with other words, sent again and again by a page that never got its answer.</summary>
    [Fact]
    public async Task A_correction_sent_again_is_the_same_correction()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        var first = SentEntry.Statement("There is a bomb");
        (await alma.AppendAsync(report.Id, first)).Ok();
        for (var i = 0; i < 3; i++) (await alma.AppendAsync(report.Id, first with { Body = new { text = "There is a bomb in the lobby" } })).Ok();
        var read = await report.ReadAsync();
        var statement = read["statements"].EnumerateArray().ShouldHaveSingleItem();
        (statement.GetProperty("text").GetString(), statement.GetProperty("original").GetString()).ShouldBe(("There is a bomb in the lobby", "There is a bomb"));
        read["row.sequence"].GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task A_conflict_shows_its_row_to_those_alone_who_may_decide()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Stranger);
        foreach (var person in new[] { desk.Staff.Colleague, desk.Staff.Supervisor, desk.Staff.Administrator, desk.Staff.Auditor })
        {
            foreach (var door in new[] { "acknowledgement", "owner", "closing", "reopening", "priority" })
            {
                var body = new { expectedVersion = 99, to = "P3", owner = "dirk", reason = "x", outcome = "x" };
                var denied = await desk.As(person).DecideAsync(report.Id, door, body);
                var absent = await desk.As(person).DecideAsync(IncidentId.New(desk.Clock), door, body);
                (denied.Status, denied.Text).ShouldBe((absent.Status, absent.Text), $"{person.Role} {door}");
                denied.Status.ShouldBe(HttpStatusCode.NotFound);
            }
        }

        var conflict = await desk.As(desk.Staff.OtherSupervisor).DecideAsync(report.Id, "owner", new { expectedVersion = 99, owner = "emil", reason = "x" });
        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict["incident.number"].GetString().ShouldBe(report.Number);
    }

    /// <summary>Found by attack: half a character made the server fail, and the report was lost to the page's retries.</summary>
    [Fact]
    public async Task Odd_text_is_kept_and_can_be_read_again()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        string nested = string.Concat(Enumerable.Repeat("[", 58)) + string.Concat(Enumerable.Repeat("]", 58));
        string[] entries =
        [
            """{"type":"statement-added","body":{"text":"half \ud83d a character"}}""",
            """{"type":"statement-added","body":{"text":"escaped \\ud83d and whole \ud83d\ude00"}}""",
            """{"type":"odd\udc00","body":{"text":"\udc00\ud800"}}""",
            """{"type":"answer-given","body":{"field":"subject-account","state":"answered","values":[null]}}""",
            """{"type":"answer-given","body":{"field":"\u0000","state":"answered","values":["\u0000"]}}""",
            """{"type":"note-added","version":-1,"ago":1e300,"body":1e300}""",
            $$"""{"type":"deep","body":{{nested}}}""",
            """{"type":null,"id":7}""", "7", "null", "[]",
        ];
        foreach (var entry in entries)
        {
            using var answer = await alma.Http.PostAsync($"/api/v1/incidents/{report.Id}/entries", new StringContent($$"""{"entries":[{{entry}}]}""", Encoding.UTF8, "application/json"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, entry);
        }

        foreach (var path in new[] { $"/api/v1/incidents/{report.Id}", $"/api/v1/incidents/{report.Id}/timeline", $"/incidents/{report.Id}", $"/incidents/{report.Id}/print", $"/report/{report.Id}" })
        {
            (await alma.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
        }

        (await report.ReadAsync())["statements"].EnumerateArray().Select(one => one.GetProperty("text").GetString()).ShouldBe(["half \uFFFD a character", "escaped \\ud83d and whole 😀"]);
        (await alma.TimelineAsync(report.Id)).Ok()["entries"].GetArrayLength().ShouldBeGreaterThanOrEqualTo(entries.Length + 1);
    }

    [Fact]
    public async Task Nothing_hostile_makes_the_server_fail()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var dice = new Hostile(seed: 20261123, [report.Id.ToString(), IncidentId.New(desk.Clock).ToString(), "00000000-0000-7000-8000-000000000001"]);
        var apis = new[] { desk.Staff.Agent, desk.Staff.Colleague, desk.Staff.Supervisor, desk.Staff.Security, desk.Staff.Auditor, desk.Staff.Administrator }.Select(person => desk.As(person).Http).ToArray();
        var requests = Enumerable.Range(0, 3000).Select(i => (Http: apis[i % apis.Length], Make: dice.Next())).ToArray();
        var failed = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, cancel) =>
        {
            using var request = one.Make();
            var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancel);
            using var answer = await one.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if ((int)answer.StatusCode >= 500) failed.Add($"{(int)answer.StatusCode} {request.Method} {request.RequestUri} {sent[..Math.Min(sent.Length, 400)]}");
        });
        failed.Order(StringComparer.Ordinal).ShouldBeEmpty();

        // What was kept of all that can still be read.
        foreach (var person in new[] { desk.Staff.Agent, desk.Staff.Supervisor })
        {
            foreach (var path in new[] { $"/api/v1/incidents/{report.Id}", $"/api/v1/incidents/{report.Id}/timeline", "/api/v1/incidents?limit=200" })
            {
                ((int)(await desk.As(person).GetAsync(path)).Status).ShouldBeOneOf(200, 404);
            }
        }
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_turned_away_alike()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Stranger);
        var bert = desk.As(desk.Staff.Colleague).Http;
        var large = new { entries = Enumerable.Range(0, 501).Select(i => new { type = "note-added", body = new { text = $"{i}" } }) };
        foreach (var body in new object[] { large, new { text = new string('a', 1_000_000) } })
        {
            var denied = await Knock.AtAsync(bert, HttpMethod.Post, $"/api/v1/incidents/{report.Id}/entries", body);
            var absent = await Knock.AtAsync(bert, HttpMethod.Post, $"/api/v1/incidents/{IncidentId.New(desk.Clock)}/entries", body);
            denied.ShouldBe(absent);
        }
    }
}
