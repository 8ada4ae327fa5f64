using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>Somebody who reads Spanish sees the procedure in Spanish wherever it is shown, and nobody can tell from the record in which language it was written.</summary>
public sealed partial class SpanishReaderTest
{
    static readonly TimeSpan Most = TimeSpan.FromSeconds(10);
    const string Words = "Si no quitan los paneles solares, me voy a matar.";

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_report_written_in_English_is_read_in_Spanish(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (own, read) = (desk.Words.Procedure, desk.Words.Procedure.In(Spanish));
        string[] states = ["10-no-case", "02-detailed-bomb-call", "13-silent-visitor-filed"];
        var told = new List<IncidentId>();
        foreach (var state in states) told.Add(await desk.TellsAsync(state));
        var (agent, supervisor) = (In(desk.As(desk.Staff.Agent)), In(desk.As(desk.Staff.Supervisor)));
        var foreign = Own(own, read);
        foreign.Count.ShouldBeGreaterThan(200);

        // The caller's own words, which the guidance happens to quote, stay as they were said.
        foreach (var id in told) foreign.ExceptWith((await supervisor.ReadAsync(id)).Ok()["statements"].EnumerateArray().Select(said => ScreenText.Plain(said.GetProperty("text").GetString()!)));
        foreach (var (api, page) in new[] { "/report", "/report?channel=chat", "/procedure", "/procedure/versions", "/reports" }.Select(page => (agent, page))
            .Concat(told.SelectMany(id => new[] { (agent, $"/report/{id}"), (supervisor, $"/incidents/{id}"), (supervisor, $"/incidents/{id}/print") })).Append((supervisor, "/desk")))
        {
            var answer = await api.GetAsync(page);
            answer.Status.ShouldBe(HttpStatusCode.OK, page);

            // What is copied into the customer's case stays as that system has it.
            var shown = $" {ScreenText.Of(CardValue().Replace(answer.Text, ""))} ";
            foreign.Where(phrase => shown.Contains($" {phrase} ", StringComparison.Ordinal)).ShouldBeEmpty(page);
        }

        ScreenText.Of((await agent.GetAsync("/report")).Text).ShouldContain(ScreenText.Plain("NO CUELGUE, aunque la otra persona cuelgue"));
        var lines = (await supervisor.TimelineAsync(told[0])).Ok()["entries"].EnumerateArray().Select(entry => entry.GetProperty("text").GetString()!).ToArray();
        lines.ShouldContain("Tipo: Autolesión");
        lines.ShouldContain(line => line.StartsWith("Prioridad P1", StringComparison.Ordinal) && line.EndsWith(": autolesión", StringComparison.Ordinal));
        var seen = (await supervisor.ReadAsync(told[0])).Ok();
        seen["row.threat"].GetString().ShouldStartWith("Autolesión");
        seen["missing"].EnumerateArray().ShouldAllBe(missing => own.Field(missing.GetProperty("field").GetString()!) == null || missing.GetProperty("label").GetString() == read.Field(missing.GetProperty("field").GetString()!)!.Label);
        var card = seen["case.create"].EnumerateArray().Single(item => item.GetProperty("item").ValueEquals("Classification of Threat"));
        card.GetProperty("label").GetString().ShouldBe("Clasificación de la amenaza (Classification of Threat)");
        card.GetProperty("value").GetString().ShouldBe("Suicide/Self Threat, Telephone");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task The_record_is_the_same_whichever_language_the_writer_reads(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var records = new List<string[]>();
        foreach (var language in new[] { "en-US", "es-MX" })
        {
            using var browser = new Browser(desk.Address);
            browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            (await browser.SignInAsync(desk.Staff.Agent.UserName, Staff.Password)).Dispose();
            records.Add(await WritesAsync(desk, browser));
        }

        records[1].ShouldBe(records[0]);
        records[0].ShouldContain(line => line.StartsWith("case-value-copied", StringComparison.Ordinal));
        records[0].Count(line => line.Contains("not-said", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        records[0].Where(line => line.StartsWith("answer-given", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains("Did not say", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_exact_words_carry_the_language_that_they_are_in_and_none_where_nobody_said()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var said = SentEntry.Statement("Si no quitan");
        var agent = desk.As(desk.Staff.Agent);
        (await agent.AppendAsync(report.Id, said, SentEntry.Of("statement-corrected", new { statement = said.Id.ToString(), text = Words }), SentEntry.Of("transcript-added", new { text = "Ana: hola" }))).Ok();
        string[] pages = [$"/report/{report.Id}", $"/incidents/{report.Id}", $"/incidents/{report.Id}/print"];
        foreach (var (answered, lang) in new[] { (null, ""), ("es", "es"), ("und", "") })
        {
            if (answered is not null) await report.AnswersAsync("speaks", answered);
            foreach (var page in pages)
            {
                var html = WebUtility.HtmlDecode((await (page == pages[0] ? agent : desk.As(desk.Staff.Supervisor)).GetAsync(page)).Text);
                foreach (var words in new[] { Words, "Si no quitan", "hola" })
                {
                    // Wherever the words stand as text, the nearest element around them has the language.
                    var marks = Regex.Matches(html, $"""<(?<tag>[a-z]+)(?<attributes>[^<>]*)>[^<>]*{Regex.Escape(words)}""", RegexOptions.None, Most).Where(mark => mark.Groups["tag"].Value != "button").ToArray();
                    marks.ShouldNotBeEmpty($"{words} on {page}");
                    marks.ShouldAllBe(mark => mark.Groups["attributes"].Value.Contains($"lang=\"{lang}\"", StringComparison.Ordinal), $"{words} on {page}: {string.Join(' ', marks.Select(mark => mark.Value))}");
                }
            }
        }
    }

    /// <summary>What an agent does on the pages without scripts, with the words that the pages offer. Returns the facts, without readings and rings, which come when they come.</summary>
    static async Task<string[]> WritesAsync(Desk desk, Browser browser)
    {
        var id = IncidentId.New(desk.Clock);
        (string, string) Act(string name) => (name, EntryId.New(desk.Clock).ToString());
        var page = await browser.TextAsync("/report");
        (await browser.PostAsync("/report", page, ("fresh", id.ToString()), Act("line"), Act("act"), ("do", "start"), ("statement", Words))).Dispose();
        page = await browser.TextAsync($"/report/{id}");
        var notSaid = Attribute(page, "data-not-said=\"(?<value>[^\"]*)\"");
        await PostAsync("", ("kind", "self-harm"), ("manner", "direct"), ("speaks", "es"), ("caller-name", notSaid), ("do", "save"));
        await PostAsync("", ("kind", "self-harm"), ("manner", "direct"), ("speaks", "es"), ("caller-name", notSaid), ("do", "rest"));
        await PostAsync("", ("do", "called"), ("whom", Attribute(page, "id=\"called-lines\">\\s*<option value=\"(?<value>[^\"]*)\"")));
        page = await browser.TextAsync($"/report/{id}");
        await IncidentAsync("Promise", Act("entry"), ("what", Attribute(page, "id=\"promise-usual\">\\s*<option value=\"(?<value>[^\"]*)\"")), ("hours", "24"));
        await IncidentAsync("Case", Act("entry"), ("type", "case-answered"), ("exists", "false"));
        page = await browser.TextAsync($"/report/{id}");
        var copied = Copied().Matches(page).Select(match => (Item: WebUtility.HtmlDecode(match.Groups["item"].Value), Value: WebUtility.HtmlDecode(match.Groups["value"].Value))).ToArray();
        copied.Length.ShouldBeGreaterThan(3);
        foreach (var (item, value) in copied) await IncidentAsync("Case", Act("entry"), ("type", "case-value-copied"), ("item", item), ("value", value));
        await PostAsync("", ("kind", "self-harm"), ("manner", "direct"), ("speaks", "es"), ("do", "file"));
        return [.. await desk.As(desk.Staff.Agent).EntriesAsync(id).Select(one => one.Entry).Where(entry => entry.GetProperty("type").GetString() is not ("incident-read" or "people-rung"))
            .Select(entry => Particular().Replace($"{entry.GetProperty("type").GetString()} {entry.GetProperty("body").GetRawText()}", "*")).ToArrayAsync()];

        async Task PostAsync(string query, params (string, string)[] fields) => (await browser.PostAsync($"/report/{id}{query}", page, [Act("line"), Act("act"), .. fields])).Dispose();

        async Task IncidentAsync(string handler, params (string, string)[] fields) => (await browser.PostAsync($"/incidents/{id}?handler={handler}", page, fields)).Dispose();
    }

    static string Attribute(string page, string pattern) => Regex.Match(page, pattern, RegexOptions.Singleline, Most) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["value"].Value) : throw new InvalidOperationException($"The page has no {pattern}");

    static Language Spanish => Language.TryParse("es", out var spanish) ? spanish : throw new InvalidOperationException();

    static Api In(Api api)
    {
        api.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-MX");
        return api;
    }

    /// <summary>Phrases of the pack's own words that no reader of Spanish should meet: not its short ones, which can be anything, and not those that stand in parentheses in Spanish.</summary>
    static HashSet<string> Own(Procedure own, Procedure read)
    {
        var spanish = string.Join('\n', Phrases.Of(read).Select(ScreenText.Plain));
        var roles = Enum.GetValues<Role>().Select(role => ScreenText.Plain(Holdfast.Web.People.RoleWords.Of(role))).ToHashSet(StringComparer.Ordinal);
        return [.. Phrases.Of(own).Select(ScreenText.Plain).Where(phrase => phrase.Length >= 12 && phrase.Contains(' ', StringComparison.Ordinal) && !roles.Contains(phrase) && !spanish.Contains(phrase, StringComparison.Ordinal))];
    }

    [GeneratedRegex("""<dd class="card-value.*?</dd>""", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex CardValue();

    [GeneratedRegex("""name="item" value="(?<item>[^"]*)"><input type="hidden" name="value" value="(?<value>[^"]*)">""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Copied();

    /// <summary>What differs between any two reports: ids, numbers, times.</summary>
    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|HF-\d{4}-\d{6}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Particular();
}
