using System.Text.RegularExpressions;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>No axe violation on any page in any look and language; and a picture of each. A page that is added and not looked at here fails.</summary>
public abstract partial class AccessibleScreens(HttpSite site, string locale, string name) : Scene(site)
{
    /// <summary>Pages that stories of their own look at: <see cref="NoticeStories"/>.</summary>
    static readonly string[] Elsewhere = ["/notices/{token}"];

    [Fact]
    public async Task Every_screen_is_accessible()
    {
        var (seen, found) = (new List<string>(), new List<string>());
        void Reads(BrowserNewContextOptions options) => options.Locale = locale;
        async Task LookAsync(IPage page, string picture, string? path = null)
        {
            if (path is not null) await page.GotoAsync(path);
            seen.Add(new Uri(page.Url).AbsolutePath);
            (await page.GetAttributeAsync("html", "lang")).ShouldBe(locale[..2]);
            found.AddRange(await FindAsync(page, picture + name));
        }

        await LookAsync(await Site.OpenAsync("", "/sign-in", Reads), "sign-in");
        var live = await Site.OpenAsync("maria", "/report", Reads);
        await LookAsync(live, "live-empty");
        await SayAsync(live, "There is a bomb");
        await SayAsync(live, "it's in your building, second floor");
        await live.Locator("input[name=kind][value=bomb]").CheckAsync();
        await live.Locator("input[name=manner][value=direct]").CheckAsync();
        await live.Locator("[name=threat-place]").FillAsync("second floor");
        await live.Keyboard.PressAsync("Escape");
        await Expect(live.Locator("#saved.safe")).ToBeVisibleAsync();
        var id = await IdAsync(live);
        await LookAsync(live, "live");
        var desk = await Site.OpenAsync("dana", "/desk", Reads);
        await Expect(desk.Locator("section.ring")).ToBeVisibleAsync();
        await LookAsync(desk, "desk");
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("dialog.keys")).ToBeVisibleAsync();
        await LookAsync(desk, "keys");
        await desk.GotoAsync($"/incidents/{id}");
        await Expect(desk.Locator("main")).ToContainTextAsync("second floor");
        await LookAsync(desk, "incident");
        await desk.Keyboard.PressAsync("a");
        await LookAsync(desk, "print", $"/incidents/{id}/print");
        var piece = $"{EvidenceId.New(TimeProvider.System)}";
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1", ["Upload-Name"] = "the%20roof.eml", ["Upload-Type"] = "message/rfc822" };
        (await live.APIRequest.PutAsync($"/api/v1/incidents/{id}/evidence/{piece}", new() { DataByte = MadeFiles.Mail("http://localhost:1"), Headers = headers })).Ok.ShouldBeTrue();
        await LookAsync(desk, "piece", $"/incidents/{id}/evidence/{piece}");
        foreach (var (picture, path) in new[] { ("presence-list", "/presence"), ("methods", "/account/methods"), ("language", "/account/language"), ("guidance", "/account/guidance") }) await LookAsync(desk, picture, path);
        foreach (var (picture, path) in new[] { ("reports", "/reports"), ("procedure", "/procedure"), ("procedure-versions", "/procedure/versions"), ("paper", "/procedure/paper"), ("paper-empty", "/report/paper"), ("unreachable", "/unreachable"), ("sign-out", "/sign-out") }) await LookAsync(live, picture, path);
        await LookAsync(await Site.OpenAsync("tomas", "/desk", Reads), "desk-other-team");
        var administrator = await Site.OpenAsync("ada", "/people", Reads);
        await LookAsync(administrator, "people");
        foreach (var (picture, path) in new[] { ("deliveries", "/deliveries"), ("procedure-problems", "/procedure/problems") }) await LookAsync(administrator, picture, path);
        await LookAsync(await Site.OpenAsync("grace", "/people/confirmations", Reads), "confirmations");
        await administrator.GotoAsync("/people");
        await administrator.Locator("details:has(#display-name) summary").ClickAsync();
        foreach (var (field, said) in new[] { ("display-name", "Jo Sample"), ("user-name", "jo" + name), ("team", "East") }) await administrator.FillAsync("#" + field, said);
        await administrator.Keyboard.PressAsync("Enter");
        await LookAsync(await Site.OpenAsync("", "/sign-in", Reads), "first", await administrator.Locator("main code").InnerTextAsync());
        found.ShouldBeEmpty();
        Pages().Except(Elsewhere).Where(page => !seen.Exists(path => Pattern(page).IsMatch(path))).ShouldBeEmpty("pages that nobody has looked at");
    }

    /// <summary>The addresses of all pages, as they stand in their first lines.</summary>
    static string[] Pages() => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src/Holdfast.Web"), "*.cshtml", SearchOption.AllDirectories)
        .Select(file => Address().Match(File.ReadLines(file).First())).Where(found => found.Success).Select(found => found.Groups["address"].Value)];

    static Regex Pattern(string page) => new($"^{Place().Replace(page, place => place.Value.Contains('?', StringComparison.Ordinal) ? "?[^/]*" : "[^/]+")}$", RegexOptions.NonBacktracking);

    [GeneratedRegex("^@page \"(?<address>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}

[Long]
public sealed class AccessibleScreensInEnglish(HttpSite site) : AccessibleScreens(site, "en-US", ""), IClassFixture<HttpSite>;

[Long]
public sealed class AccessibleScreensInSpanish(HttpSite site) : AccessibleScreens(site, "es-MX", "-es"), IClassFixture<HttpSite>;
