using System.Net;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Evidence;

/// <summary>The page of one piece of evidence: what it tells, and that nothing of the evidence is ever live in it.</summary>
public sealed class PieceTest
{
    const string Hostile = "../../<script>alert('name')</script>\u202Egnp.exe\0\"><img src=x onerror=alert(1)>.txt";

    [Fact]
    public async Task What_others_named_and_wrote_is_read_and_never_live()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        var id = await story.KeepsAsync(Hostile, "<script>alert('words')</script>\n<a href=\"javascript:alert(1)\">link</a> \u202Eabc\u0007"u8.ToArray(), ("Upload-What", Uri.EscapeDataString("<b onclick=alert(2)>what</b>")), ("Upload-Type", "text/<i>plain"));
        var page = await story.ReadsAsync(desk.Staff.Supervisor, id);
        foreach (var live in new[] { "<script>alert", "<img src=x", "<a href=\"javascript", "<b onclick", "text/<i>", "\u202E", "\u0007", "\0" }) page.ShouldNotContain(live);
        WebUtility.HtmlDecode(page).ShouldContain("[U+202E]abc[U+0007]");
        foreach (var shown in new[] { "&lt;script&gt;alert(&#x27;words&#x27;)", "&lt;b onclick=alert(2)&gt;", "../../&lt;script&gt;" }) page.ShouldContain(shown);

        // Nor where it is listed, printed and told.
        var boss = desk.As(desk.Staff.Supervisor);
        foreach (var place in new[] { "", "/print" })
        {
            var listed = (await boss.GetAsync($"/incidents/{story.Report.Id}{place}")).Ok().Text;
            listed.ShouldContain("&lt;script&gt;");
            foreach (var live in new[] { "<script>alert", "<img src=x", "<b onclick", "\u202E" }) listed.ShouldNotContain(live, Case.Sensitive, place);
        }
    }

    [Fact]
    public async Task Everybody_who_had_it_is_listed_with_time_and_purpose()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        var id = await story.KeepsAsync("note.txt", "He said it twice."u8.ToArray());
        (await story.ReadsAsync(desk.Staff.Supervisor, id)).ShouldContain("He said it twice.");
        (await new Sender(desk.As(desk.Staff.Supervisor), story.Report.Id).OriginalAsync(id)).Status.ShouldBe(HttpStatusCode.OK);
        desk.Advance(11.Minutes());
        var page = await story.ReadsAsync(desk.Staff.Supervisor, id);
        var lines = page[page.IndexOf("custody-title", StringComparison.Ordinal)..];
        Count(lines, "<tr><td>").ShouldBe(4);
        lines.ShouldContain("<td>Kept</td>");
        Count(lines, "<td>Viewed</td>").ShouldBe(2);
        lines.ShouldContain("Taken out through the API");
        lines.ShouldContain("Handed to the police");
        lines.ShouldContain(desk.Staff.Agent.DisplayName);
        page.ShouldContain(Sender.Hash("He said it twice."u8));
        var told = (await desk.As(desk.Staff.Supervisor).TimelineAsync(story.Report.Id)).Ok().Text;
        told.ShouldContain("Evidence kept: note.txt, 17 bytes");
        told.ShouldContain("Evidence viewed: note.txt (Handling the report)");
        told.ShouldContain("Evidence taken out through the API: note.txt (Handed to the police)");
    }

    [Fact]
    public async Task A_piece_that_calls_itself_something_else_is_told_apart()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        byte[] program = [.. "MZ"u8, .. new byte[58], 0x80, 0, 0, 0, .. new byte[64], .. "PE\0\0"u8, .. new byte[200]];
        var page = await story.ReadsAsync(desk.Staff.Supervisor, await story.KeepsAsync("holiday.png", program, ("Upload-Type", "image/png")));
        page.ShouldContain("Its name says PNG picture; its bytes say Program.");
        page.ShouldContain("It can only be downloaded.");
        page.ShouldContain("Do not open it on a computer that you work with.");
        page.ShouldNotContain("/picture");
    }

    [Fact]
    public async Task Of_a_long_text_the_beginning_is_shown()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        var page = await story.ReadsAsync(desk.Staff.Supervisor, await story.KeepsAsync("log.txt", Encoding.UTF8.GetBytes(new string('é', 400_000))));
        page.ShouldContain("This is the beginning, 500 KB of 781 KB.");
        WebUtility.HtmlDecode(page).Count(one => one == 'é').ShouldBe(PlainWordsMost / 2);
    }

    const int PlainWordsMost = Holdfast.Web.Evidence.PlainWords.Most;

    [Fact]
    public async Task A_mail_is_read_with_its_headers_and_without_its_links()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        var mail = "Received: from a.example by b.example; Mon, 2 Mar 2026 13:00:00 +0000\r\nFrom: Ana <ana@example.com>\r\nTo: help@example.com\r\nSubject: =?utf-8?q?Last_warning_=3Cb=3E?=\r\nDate: Mon, 2 Mar 2026 12:59:00 +0000\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>You will <b>see</b> <a href=\"https://evil.example/\">here</a><script>alert(1)</script><img src=\"https://evil.example/p.gif\"></p>";
        var page = await story.ReadsAsync(desk.Staff.Supervisor, await story.KeepsAsync("warning.eml", Encoding.ASCII.GetBytes(mail)));
        page.ShouldContain("Last warning &lt;b&gt;");
        page.ShouldContain("All 8 headers");
        page.ShouldContain("You will see");
        page.ShouldContain("Links and pictures in it do not work here.");
        foreach (var live in new[] { "href=\"https://evil", "<script>alert", "<img src" }) page.ShouldNotContain(live);
    }

    [Fact]
    public async Task An_original_that_was_altered_is_said_to_be_and_not_shown()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        var id = await story.KeepsAsync("note.txt", "He said it twice."u8.ToArray());
        using (var file = desk.Services.GetRequiredService<IEvidenceStore>().OpenToAppend(story.Report.Id, id).ShouldNotBeNull())
        {
            var one = new byte[1];
            file.Read(20, one).ShouldBe(1);
            file.Write(20, [(byte)(one[0] ^ 1)]);
            file.Flush();
        }

        var page = await story.ReadsAsync(desk.Staff.Supervisor, id);
        page.ShouldContain("What is stored no longer matches what was kept.");
        page.ShouldNotContain("He said it twice.");
    }

    [Fact]
    public async Task A_piece_that_is_not_there_is_nothing()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var story = await Story.BeginAsync(desk);
        foreach (var odd in new[] { Sender.NewId().ToString(), "x", Guid.Empty.ToString() })
        {
            (await desk.As(desk.Staff.Supervisor).GetAsync($"/incidents/{story.Report.Id}/evidence/{odd}")).Status.ShouldBe(HttpStatusCode.NotFound, odd);
        }
    }

    static int Count(string text, string words) => text.Split(words).Length - 1;

    /// <summary>One report with its agent's evidence.</summary>
    sealed record Story(Desk Desk, Report Report, Api Agent)
    {
        public static async Task<Story> BeginAsync(Desk desk)
        {
            var report = await desk.ReportAsync(desk.Staff.Agent);
            return new Story(desk, report, desk.As(desk.Staff.Agent));
        }

        public async Task<EvidenceId> KeepsAsync(string name, byte[] bytes, params (string, string)[] headers)
        {
            var id = Sender.NewId();
            (await new Sender(Agent, Report.Id).PutAsync(id, bytes, name, null, headers)).Status.ShouldBe(HttpStatusCode.Created);
            return id;
        }

        public async Task<string> ReadsAsync(Hired person, EvidenceId id)
        {
            using var answer = await Desk.As(person).Http.GetAsync($"/incidents/{Report.Id}/evidence/{id}");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldNotContain("unsafe");
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
