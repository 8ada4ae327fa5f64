using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Threats that were written: kept whole as they came, and their words taken out of them line by line.</summary>
public sealed class PastedStories(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    const string Mail = """
        Return-Path: <sam@example.org>
        Received: from mail.example.org (192.0.2.10)
        	by mx.example.com; Mon, 2 Mar 2026 13:55:04 -0800
        From: "Sam" <sam@example.org>
        To: help@example.com
        Subject: the roof
        Message-ID: <7c1@example.org>
        Date: Mon, 2 Mar 2026 13:55:02 -0800

        I have written three times now.

        you people should watch
        your parking lot

        On Sunday, Help wrote:
        > Thank you for your message.
        """;

    /// <summary>Found by a newcomer: the cursor stands in the exact words, so that is where a whole chat was pasted.</summary>
    [Fact]
    public async Task Several_lines_pasted_as_exact_words_go_where_they_are_kept_whole()
    {
        var live = await BeginAsync("email");
        await Expect(live.Locator("#paste-text")).ToBeVisibleAsync();
        await IntoWordsAsync(live, Mail);
        await Expect(live.Locator("#paste-text")).ToHaveValueAsync(Mail.ReplaceLineEndings("\n"));
        await Expect(live.Locator("#paste-text")).ToBeFocusedAsync();
        await Expect(live.Locator("#words")).ToHaveValueAsync("");
        await Expect(live.Locator("#paste-note")).ToContainTextAsync("Several lines");
        await live.GetByRole(AriaRole.Button, new() { Name = "Keep it whole" }).ClickAsync();
        await Expect(live.Locator(".transcript-lines").First).ToContainTextAsync("your parking lot");
        await Expect(live.Locator("#paste-note")).ToHaveTextAsync("");

        // The kinds keep their keys: no line is quoted by one.
        await KeyAsync(live, "1");
        await Expect(Box(live, "kind", "bomb")).ToBeCheckedAsync();
        await Expect(live.Locator("#lines li")).ToHaveCountAsync(0);

        // And a line that is quoted by key hands the place of the keyboard to the next one.
        await live.GetByLabel("Quote: you people should watch").FocusAsync();
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.GetByLabel("Quote: On Sunday, Help wrote:")).ToBeFocusedAsync();
        await SavedAsync(live);

        // Again until the script is there to hear of it: a made-up paste writes nothing by itself.
        static Task IntoWordsAsync(IPage page, string text) => Wait.UntilAsync("the pasted text moves", () => page.EvaluateAsync<bool>(
            """
            text => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              document.querySelector("#words").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
              return document.querySelector("#paste-text").value !== "";
            }
            """, text));
    }

    [Fact]
    public async Task An_email_is_kept_with_its_headers_and_a_line_becomes_a_quote()
    {
        var live = await BeginAsync("email");
        var id = await IdAsync(live);
        await Expect(live.Locator("#order")).ToContainTextAsync("DO NOT REPLY");
        await PasteAsync(live, Mail);
        await live.Locator("input[name=kind][value=property]").CheckAsync();
        await live.Locator("input[name=manner][value=implied]").CheckAsync();

        var line = live.Locator(".transcript-lines li", new() { HasText = "you people should watch" });
        await Expect(line).ToContainTextAsync("\"Sam\" <sam@example.org>");
        await line.Locator(".text").ClickAsync();
        await Expect(line).ToContainTextAsync("Quoted");
        await Expect(live.Locator("#lines li q").Last).ToContainTextAsync("your parking lot");

        // The same by keyboard: the subject line holds words too.
        var subject = live.Locator(".transcript-lines li", new() { HasText = "Subject: the roof" });
        await subject.GetByRole(AriaRole.Button).FocusAsync();
        await live.Keyboard.PressAsync("Enter");
        await Expect(subject).ToContainTextAsync("Quoted");
        await SavedAsync(live);
        await PictureAsync(live, "pasted-email", whole: true);

        var incident = await IncidentAsync(live, id);
        var kept = incident.GetProperty("transcripts").EnumerateArray().ShouldHaveSingleItem();
        kept.GetProperty("text").GetString().ShouldBe(Mail.ReplaceLineEndings("\n"), "to the character");
        var quote = incident.GetProperty("statements").EnumerateArray().First();
        quote.GetProperty("text").GetString().ShouldBe("you people should watch\nyour parking lot");
        quote.GetProperty("from").GetString().ShouldBe(kept.GetProperty("id").GetString());
        (quote.GetProperty("saidBy").GetString(), quote.GetProperty("saidAt").GetString()).ShouldBe(("\"Sam\" <sam@example.org>", "Mon, 2 Mar 2026 13:55:02 -0800"));

        // The supervisor reads the same, and takes out another line.
        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Expect(desk.Locator("[data-part=words]")).ToContainTextAsync("Out of what was pasted");
        var other = desk.Locator(".transcript-lines li", new() { HasText = "I have written three times now." });
        await other.Locator(".text").ClickAsync();
        await Expect(other).ToContainTextAsync("Quoted");
        await Expect(desk.Locator("[data-part=words]")).ToContainTextAsync("“I have written three times now.”");
        await PictureAsync(desk, "incident-pasted", whole: true);
    }

    [Fact]
    public async Task A_chat_is_read_into_who_and_when_and_survives_a_reload_before_it_is_kept()
    {
        var live = await BeginAsync("chat");
        var id = await IdAsync(live);
        const string chat = "[14:02:11] Agent: Hello, how can I help?\n[14:02:40] Ana: If this issue is not resolved,\nI will hurt my family.\n[14:03:02] Agent: Where are you?\n[14:03:10] Ana: yes\n[14:03:11] Ana: yes";
        await live.RunAndWaitForResponseAsync(() => live.FillAsync("#paste-text", chat), answer => answer.Url.EndsWith("/drafts", StringComparison.Ordinal));
        await SavedAsync(live);
        await live.ReloadAsync();
        await Expect(live.Locator("#paste-text")).ToHaveValueAsync(chat);
        await live.ClickAsync("button[value=paste]");
        var lines = live.Locator(".transcript-lines li");
        await Expect(lines).ToHaveCountAsync(5);
        await Expect(lines.Nth(1).Locator(".said-by")).ToContainTextAsync("Ana 14:02:40");
        await lines.Nth(4).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(lines.Nth(4)).ToContainTextAsync("Quoted");
        await SavedAsync(live);
        (await IncidentAsync(live, id)).GetProperty("transcripts").GetArrayLength().ShouldBe(1, "what was typed and what was kept are one");
        await Expect(lines.Nth(3).GetByRole(AriaRole.Button)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_post_is_kept_with_its_address_its_handle_its_time_and_its_thread()
    {
        var live = await BeginAsync("social-media");
        var id = await IdAsync(live);
        await PasteAsync(live, "@help_example: We are sorry to hear that.\n@roofman77: you will see what sorry is");
        await Expect(live.Locator(".transcript-lines li")).ToHaveCountAsync(2);
        await live.Locator(".transcript-lines li", new() { HasText = "what sorry is" }).GetByRole(AriaRole.Button).ClickAsync();
        foreach (var (field, text) in new[] { ("post-address", "https://social.example/p/991"), ("post-handle", "@roofman77"), ("post-context", "Answers our post about the delay") })
        {
            await live.FillAsync($"[name={field}]", text);
            await live.Keyboard.PressAsync("Escape");
        }

        await SavedAsync(live);
        await PictureAsync(live, "pasted-post", whole: true);
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        var incident = await IncidentAsync(live, id);
        string Answer(string field) => incident.GetProperty("answers").GetProperty(field).GetProperty("values")[0].GetString()!;
        Answer("post-address").ShouldBe("https://social.example/p/991");
        Answer("post-handle").ShouldBe("@roofman77");
        Answer("post-context").ShouldBe("Answers our post about the delay");
        DateTimeOffset.TryParse(Answer("post-captured"), out _).ShouldBeTrue("the time of capture is an instant with its zone");
        incident.GetProperty("channel").GetString().ShouldBe("social-media");
        await AnswerAsync(live, "case-answered", "No");
        await Expect(Value(live, "Classification of Threat")).ToHaveTextAsync("Written or Online");

        var paper = await Site.OpenAsync("grace", $"/incidents/{id}/print");
        foreach (var words in new[] { "@roofman77: you will see what sorry is", "https://social.example/p/991", "Referral Comments" })
        {
            await Expect(paper.Locator("main")).ToContainTextAsync(words);
        }
    }

    [Fact]
    public async Task Without_scripts_a_text_is_pasted_and_quoted_by_plain_buttons()
    {
        var with = await BeginAsync("email");
        var id = await IdAsync(with);
        var plain = await Site.OpenAsync("maria", $"/report/{id}", options => options.JavaScriptEnabled = false);
        await plain.FillAsync("#paste-text", "From: a@example.org\nTo: b@example.com\n\nyou are next");
        await plain.ClickAsync("button[value=paste]");
        await plain.Locator(".transcript-lines li", new() { HasText = "you are next" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(plain.Locator("#lines q")).ToHaveTextAsync("you are next");
        await Expect(plain.Locator(".transcript-lines li", new() { HasText = "you are next" })).ToContainTextAsync("Quoted");
        var said = (await IncidentAsync(with, id)).GetProperty("statements").EnumerateArray().ShouldHaveSingleItem();
        said.GetProperty("saidBy").GetString().ShouldBe("a@example.org");
        said.GetProperty("saidAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    static async Task PasteAsync(IPage live, string text)
    {
        await live.FillAsync("#paste-text", text);
        await live.ClickAsync("button[value=paste]");
        await Expect(live.Locator("#paste-text")).ToHaveValueAsync("");
        await Expect(live.Locator(".transcript-lines")).ToBeVisibleAsync();
    }
}
