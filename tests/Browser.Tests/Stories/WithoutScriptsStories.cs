using System.Text;
using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>A whole incident by plain forms, from signing in to filed: on a browser that runs no script at all.</summary>
public sealed class WithoutScriptsStories(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task From_signing_in_to_filed_with_a_file_attached()
    {
        var live = await Site.OpenAsync("", "/report", options => options.JavaScriptEnabled = false);
        await Site.SignInAsync(live, "maria");
        await live.GotoAsync("/report");
        await live.ClickAsync("button[value=start]");
        var id = await IdAsync(live);

        await live.FillAsync("[name=statement]", "There is a bob");
        await Box(live, "kind", "bomb").CheckAsync();
        await Input(live, "caller-location").FillAsync("a phone box");
        await live.Locator("#colleagues summary").ClickAsync();
        await live.Locator("select[name=subject-account]").SelectOptionAsync(new SelectOptionValue { Label = "Noor Haddad" });
        await SaveAsync(live);
        await Expect(live.Locator("#lines q")).ToHaveTextAsync("There is a bob");
        await Expect(live.Locator("#priority")).ToHaveTextAsync("P0");
        await Expect(live.Locator("#coming")).Not.ToContainTextAsync("Nobody has been rung yet");

        // A slip is written over; both stay on record.
        await live.Locator("#lines details.correct summary").ClickAsync();
        await live.Locator("#lines textarea").FillAsync("There is a bomb");
        await live.GetByRole(AriaRole.Button, new() { Name = "Save the correction" }).ClickAsync();
        await Expect(live.Locator("#lines q")).ToHaveTextAsync("There is a bomb");
        await Expect(live.Locator("#lines .first")).ToContainTextAsync("There is a bob");

        await live.Locator("#evidence-file").SetInputFilesAsync(new FilePayload { Name = "note.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("He called from a phone box.") });
        await live.Locator("form[data-evidence-form] button[type=submit]").ClickAsync();
        await Expect(live.Locator("#evidence .pieces").First).ToContainTextAsync("note.txt");

        await live.FillAsync("#called-whom", "911");
        await live.FillAsync("#called-place", "the lobby");
        await live.GetByRole(AriaRole.Button, new() { Name = "Add to the record" }).ClickAsync();
        await Expect(live.Locator("#calls li")).ToContainTextAsync("911");
        await live.Locator("#calls button[value$=':yes']").ClickAsync();
        await Expect(live.Locator("#calls button[value$=':yes']")).ToHaveAttributeAsync("aria-pressed", "true");

        await live.ClickAsync("button[value=caller-hung-up]");
        await Expect(live.Locator("#order")).ToHaveAttributeAsync("data-contact", "ended");
        await live.ClickAsync("#rest");
        await HasStateAsync(live, "caller-name", "not-said");
        await HasStateAsync(live, "caller-location", "answered");
        await Input(live, "summary").FillAsync("One sentence, then he hung up.");
        await PictureAsync(live, "without-scripts");
        await live.ClickAsync("#file-button");
        await Expect(live.Locator("#file-hint")).ToContainTextAsync("Filed");

        var incident = await IncidentAsync(live, id);
        incident.GetProperty("row").GetProperty("state").GetString().ShouldBe("filed");
        incident.GetProperty("contact").GetString().ShouldBe("caller-hung-up");
        incident.GetProperty("evidence").GetArrayLength().ShouldBe(1);
        incident.GetProperty("emergency")[0].GetProperty("reached").GetBoolean().ShouldBeTrue();
        incident.GetProperty("statements").GetArrayLength().ShouldBe(1);
        Values(incident, "summary").ShouldBe("One sentence, then he hung up.");
        incident.GetProperty("answers").GetProperty("subject-account").GetProperty("values").GetArrayLength().ShouldBe(1);
        (await TimelineAsync(live, id)).Count(line => line.StartsWith("Corrected to", StringComparison.Ordinal)).ShouldBe(1, "saving again corrects nothing again");
    }

    /// <summary>What was taken on paper goes in by a plain form too, in the zone of the server.</summary>
    [Fact]
    public async Task What_was_taken_on_paper_is_entered_on_a_phone()
    {
        var live = await Site.OpenAsync("maria", "/report", options =>
        {
            options.JavaScriptEnabled = false;
            options.ViewportSize = new() { Width = 390, Height = 844 };
        });
        await live.Locator("#paper-first a").ClickAsync();
        await live.FillAsync("[name='began.words']", "around two");
        await live.Locator("[name=words]").First.FillAsync("You will be sorry");
        await live.Locator("label", new() { HasText = "Still in contact" }).ClickAsync();
        await PictureAsync(live, "paper-entry-phone", whole: true);
        await live.ClickAsync("button[value=more]");
        await live.FillAsync("[name='began.words']", "");
        await live.FillAsync("#began", "2001-05-06T14:02");
        await live.ClickAsync("button[value=enter]");
        await Expect(live.Locator("#odd-began")).ToContainTextAsync("more than 30 days back");
        await Expect(live.Locator(".said-lines")).ToContainTextAsync("You will be sorry");
        await live.GetByRole(AriaRole.Link, new() { Name = "To the form" }).ClickAsync();
        await Expect(live.Locator("[data-paper]").First).ToContainTextAsync("Taken on paper, entered at");
        await Expect(live.Locator("#order")).ToHaveAttributeAsync("data-contact", "on-the-line");
        var paper = (await IncidentAsync(live, await IdAsync(live))).GetProperty("paper");
        paper.GetProperty("began").GetString().ShouldStartWith("2001-05-06T14:02:00");
        paper.GetProperty("odd").GetArrayLength().ShouldBe(1);
    }

    static Task SaveAsync(IPage live) => live.Locator("button[value=save]").First.ClickAsync();
}
