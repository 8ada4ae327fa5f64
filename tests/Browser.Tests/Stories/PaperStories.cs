using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Harness.Procedures;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Scenario 8, its second half: with the whole site down the printed form is filled in, and entered later with the true times.</summary>
public abstract class PaperStories(Site site) : Scene(site)
{
    static readonly string[] Formats = ["Letter", "A4"];

    [Fact]
    public async Task Printed_before_entered_afterwards_and_filed_with_its_true_times()
    {
        // While all is well: one sheet, both sides, without any script.
        var print = await Site.OpenAsync("maria", "/procedure", options => options.JavaScriptEnabled = false);
        await print.GetByRole(AriaRole.Link, new() { Name = "On paper", Exact = true }).ClickAsync();
        var sheets = print.Locator(".sheet");
        await Expect(sheets).ToHaveCountAsync(2);
        foreach (var order in await sheets.Locator(".order-box").AllInnerTextsAsync()) order.ShouldContain(Words.Text("DO NOT HANG UP"));
        var asked = print.Locator($"[data-field={Words.Field("caller-name")}]");
        await Expect(asked.Locator(".not-said")).ToHaveTextAsync(Words.Procedure.NotSaid);
        await Expect(sheets.Nth(1)).ToContainTextAsync(Words.Procedure.Field(Words.Field("bomb-look"))!.Ask!);
        await Expect(sheets.First).ToContainTextAsync("SAMPLE");
        await Expect(sheets.First.Locator("footer")).ToContainTextAsync($"version {Words.Procedure.Version.Number}");
        foreach (var format in Formats)
        {
            var pages = await PagesAsync(print, format, $"paper-{format}");
            if (Words.Pack == Pack.Default) pages.ShouldBe(2, format);
            else pages.ShouldBeGreaterThanOrEqualTo(2, $"{format}: longer words take more room, and go on");
        }

        await print.SetViewportSizeAsync(860, 1100);
        await PictureAsync(print, "paper-form", whole: true);

        // The site is back: by keyboard, from the empty screen.
        var live = await Site.OpenAsync("maria", "/report", options => options.TimezoneId = "America/Chicago");
        await live.Locator("#paper-first a").FocusAsync();
        await live.Keyboard.PressAsync("Enter");
        await live.ComesToAsync("/report/paper");
        var day = TimeProvider.System.GetUtcNow().AddDays(-2).Date;
        var (before, after) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await live.FillAsync("#began", $"{before}T23:58");
        await live.FillAsync("#ended", $"{before}T23:50");
        await Expect(live.Locator("#odd-ended")).ToContainTextAsync("before the beginning");
        await live.FillAsync("#ended", $"{after}T00:06");
        await Expect(live.Locator("#odd-ended")).ToBeEmptyAsync();
        await live.FillAsync("#taken-by", "Jo of the night shift");
        await live.Locator("[name=at]").First.FillAsync("23:58");
        await live.Locator("[name=words]").First.FillAsync("There is a bomb");
        await live.Keyboard.PressAsync("Enter");
        await live.Locator("[name=at]").Nth(1).FillAsync("00:03");
        await live.Locator("[name=words]").Nth(1).FillAsync("It goes off at six");
        await PictureAsync(live, "paper-entry", whole: true);
        await live.ClickAsync("button[value=enter]");

        var id = await IdAsync(live);
        var number = await NumberAsync(live);
        await Expect(live.Locator("#paper-first")).ToHaveCountAsync(0);
        await Expect(live.Locator("[data-paper]").First).ToContainTextAsync("Taken on paper, entered at");
        await Expect(live.Locator("#lines li q")).ToHaveTextAsync(["There is a bomb", "It goes off at six"]);
        await Expect(live.Locator("#order")).ToHaveAttributeAsync("data-contact", "ended");
        await Expect(Input(live, "threat-at")).Not.ToHaveValueAsync("");
        (await Input(live, "threat-at").InputValueAsync()).ShouldStartWith($"{before}T23:58");
        await KeyAsync(live, "1");
        await Expect(live.Locator("#priority")).ToHaveTextAsync("P0");
        await PictureAsync(live, "paper-live");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync(number);
        await SavedAsync(live);

        var incident = await IncidentAsync(live, id);
        var began = new DateTimeOffset(day.AddMinutes((24 * 60) - 2), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago").GetUtcOffset(day.AddMinutes((24 * 60) - 2)));
        incident.GetProperty("paper").GetProperty("beganAt").GetDateTimeOffset().ShouldBe(began);
        incident.GetProperty("contactEndedAt").GetDateTimeOffset().ShouldBe(began.AddMinutes(8));
        incident.GetProperty("statements").EnumerateArray().Select(said => said.GetProperty("at").GetDateTimeOffset()).ShouldBe([began, began.AddMinutes(5)], "over midnight");
        DateTimeOffset.Parse(Answer(incident, "threat-at").GetProperty("values")[0].GetString()!, CultureInfo.InvariantCulture).ShouldBe(began);

        // The record, the timeline and the print say both times.
        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Expect(desk.Locator("main > [data-part=paper]")).ToContainTextAsync("Jo of the night shift took it down");
        await Expect(desk.Locator(".timeline li", new() { HasText = "There is a bomb" })).ToContainTextAsync("entered");
        var utc = began.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        await PictureAsync(desk, "paper-incident");
        await desk.GotoAsync($"/incidents/{id}/print");
        foreach (var said in new[] { "Taken on paper", "entered at", utc, "From paper" }) await Expect(desk.Locator("main")).ToContainTextAsync(said);
        await desk.GetByText("No answer").First.WaitForAsync();
        foreach (var format in Formats) (await PagesAsync(desk, format, $"incident-{format}")).ShouldBeGreaterThan(1, format);
    }

    /// <summary>Prints as the browser does, and finds nothing that reaches beyond the paper. Returns its pages.</summary>
    async Task<int> PagesAsync(IPage page, string format, string name)
    {
        var pdf = await page.PdfAsync(new() { Format = format, PreferCSSPageSize = false });
        var folder = Path.Combine(Checkout.Root, "artifacts", "paper");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{Words.Pack}-{name}.pdf"), pdf);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var before = page.ViewportSize!;
        await page.SetViewportSizeAsync(format == "A4" ? 710 : 732, before.Height);
        var cut = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(one => one.outerHTML.slice(0, 120))");
        await page.EmulateMediaAsync(new() { Media = Media.Null });
        await page.SetViewportSizeAsync(before.Width, before.Height);
        cut.ShouldBeEmpty(format);
        return Regex.Count(Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b", RegexOptions.NonBacktracking);
    }
}

public sealed class PaperStoriesOverHttp(HttpSite site) : PaperStories(site), IClassFixture<HttpSite>;

public sealed class PaperStoriesWithARenamedPack(RenamedSite site) : PaperStories(site), IClassFixture<RenamedSite>;
