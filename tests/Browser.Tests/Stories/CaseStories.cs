using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The customer's case: four paths, one assignment, and everything that was copied on record.</summary>
public sealed class CaseStories(HttpSite site) : CaseScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task A_case_exists_and_no_second_one_is_made()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "If this issue is not resolved, I will hurt my family.");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Card(live)).ToContainTextAsync("Do not guess");
        await AnswerAsync(live, "outside-form-answered", "No");
        await Expect(Card(live)).ToContainTextAsync($"{number} serves");
        await AnswerAsync(live, "case-answered", "Yes");
        await Card(live).Locator("#case-number").FillAsync("00012345");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Card(live)).ToContainTextAsync("00012345");
        await Card(live).GetByText("Correct it").ClickAsync();
        await Card(live).Locator("#case-corrected").FillAsync("00012346");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Card(live).Locator("[data-key=existing-number]")).ToContainTextAsync("00012346");
        await Expect(Card(live)).Not.ToContainTextAsync("Classification of Threat");

        (await CopyAsync(live, "Case assignment to")).ShouldBe("Customer Support Team Supervisor");
        (await CopyAsync(live, "Referral Comments")).ShouldBe(number);
        await Card(live).Locator("form.case-done").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Card(live).Locator("[data-case-state=done]")).ToBeVisibleAsync();
        await SavedAsync(live);
        var work = (await IncidentAsync(live, id)).GetProperty("case");
        work.GetProperty("exists").GetBoolean().ShouldBeTrue();
        work.GetProperty("create").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        work.GetProperty("number").GetString().ShouldBe("00012346");
        work.GetProperty("done").GetProperty("by").GetProperty("name").GetString().ShouldBe("Maria Lopez");

        // Done too early: it is taken back, and nothing is lost.
        await Card(live).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Card(live).Locator("[data-case-state=done]")).ToHaveCountAsync(0);
        await Expect(Card(live)).ToContainTextAsync("00012346");
    }

    [Fact]
    public async Task There_is_no_case_and_the_card_holds_the_seven_items()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "If you don't remove the solar panels, I'm going to kill myself.");
        var id = await IdAsync(live);
        await live.Locator("input[name=kind][value=self-harm]").CheckAsync();
        await SavedAsync(live);
        await AnswerAsync(live, "outside-form-answered", "Yes");
        await AnswerAsync(live, "case-answered", "No");
        await Expect(Value(live, "Classification of Threat")).ToHaveTextAsync("Suicide/Self Threat, Telephone");
        await Expect(Value(live, "Date/Time of Threat")).ToContainTextAsync("UTC");
        foreach (var label in (string[])["Classification of Person making the Threat", "Name of the Person making the threat", "Name of the place the threat occurred",
            "Any additional information that may help the investigation"])
        {
            await Expect(Value(live, label)).ToHaveTextAsync("Not known");
        }

        await Expect(Value(live, "Incident threat summary")).ToHaveTextAsync("“If you don't remove the solar panels, I'm going to kill myself.”", new() { UseInnerText = true });

        // What is answered meanwhile stands on the card.
        await SendAsync(live, id, "answer-given", new { field = "caller-name", state = "answered", values = new[] { "Ana Lima" } });
        await Expect(Value(live, "Name of the Person making the threat")).ToHaveTextAsync("Ana Lima");
        await PictureAsync(live, "case-new", whole: true);
        (await CopyAsync(live, "Name of the Person making the threat")).ShouldBe("Ana Lima");
        (await CopyAsync(live, "Classification of Threat")).ShouldBe("Suicide/Self Threat, Telephone");
        await SavedAsync(live);
        var copied = await EntriesAsync(live, id, "case-value-copied");
        copied.Select(body => (body.GetProperty("item").GetString(), body.GetProperty("value").GetString())).ShouldBe(
            [("Name of the Person making the threat", "Ana Lima"), ("Classification of Threat", "Suicide/Self Threat, Telephone")]);

        // The case was made by hand; its number is asked for.
        await Card(live).Locator("#case-done-number").FillAsync("00099001");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Card(live).Locator("[data-case-state=done]")).ToBeVisibleAsync();
        await Expect(Card(live)).ToContainTextAsync("00099001");
    }

    [Fact]
    public async Task The_outside_forms_number_is_pending_and_filled_in_once()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "There is a bomb");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await AnswerAsync(live, "outside-form-answered", "Yes");
        await Expect(Card(live)).ToContainTextAsync("pending");
        await AnswerAsync(live, "case-answered", "Yes");
        await Expect(Value(live, "Referral Comments")).ToHaveTextAsync(number);

        // Later, and by somebody else.
        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Card(desk).Locator("#outside-number").FillAsync("TF-2211");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(Value(desk, "Referral Comments")).ToHaveTextAsync("TF-2211");
        await Expect(Value(live, "Referral Comments")).ToHaveTextAsync("TF-2211");
        await SendAsync(live, id, "outside-number-recorded", new { number = "TF-9999" });
        (await IncidentAsync(live, id)).GetProperty("case").GetProperty("outsideNumber").GetString().ShouldBe("TF-2211", "an old page sends another one: the first stands");

        await Card(live).GetByText("Correct it").First.ClickAsync();
        await Card(live).Locator("#outside-corrected").FillAsync("TF-2212");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Value(live, "Referral Comments")).ToHaveTextAsync("TF-2212");
        var recorded = await EntriesAsync(live, id, "outside-number-recorded");
        recorded[^1].GetProperty("corrects").GetString().ShouldBe("TF-2211", "the correction names what it corrects");
    }

    [Fact]
    public async Task The_supervisor_sees_that_the_case_is_not_done_and_does_it()
    {
        var live = await BeginAsync("phone");
        await SayAsync(live, "I know where you park");
        await SavedAsync(live);
        var id = await IdAsync(live);
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        var desk = await Site.OpenAsync("dana", $"/incidents/{id}");
        await Expect(Card(desk).Locator("[data-case-state=due]")).ToHaveTextAsync("Case: not done");
        await PictureAsync(desk, "incident-case-due", whole: true);
        await AnswerAsync(desk, "outside-form-answered", "No");
        await AnswerAsync(desk, "case-answered", "Yes");
        await Card(desk).Locator("#case-number").FillAsync("00055");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(Card(desk).Locator("[data-key=existing-number]")).ToContainTextAsync("00055");
        await Card(desk).Locator("form.case-done").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Card(desk).Locator("[data-case-state=done]")).ToBeVisibleAsync();
        await Expect(Card(live).Locator("[data-case-state=done]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_the_card_works_by_plain_forms()
    {
        var with = await BeginAsync("phone");
        await SayAsync(with, "You will be sorry");
        await SavedAsync(with);
        var id = await IdAsync(with);
        var plain = await Site.OpenAsync("maria", $"/report/{id}", options => options.JavaScriptEnabled = false);
        await Card(plain).Locator("form[data-entry='outside-form-answered']").GetByRole(AriaRole.Button, new() { Name = "No" }).ClickAsync();
        await Card(plain).Locator("form[data-entry='case-answered']").GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Card(plain).Locator("#case-number").FillAsync("0007");
        await plain.Keyboard.PressAsync("Enter");
        await Card(plain).Locator(".card-item").Last.GetByRole(AriaRole.Button).ClickAsync();
        await Card(plain).Locator("form.case-done").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Card(plain).Locator("[data-case-state=done]")).ToBeVisibleAsync();
        plain.Url.ShouldContain($"/report/{id}");
        (await EntriesAsync(with, id, "case-value-copied")).ShouldHaveSingleItem();
    }

    /// <summary>Sends one entry as another tab or an old page would.</summary>
    static async Task SendAsync(IPage page, string id, string type, object body)
    {
        var sent = await page.APIRequest.PostAsync($"/api/v1/incidents/{id}/entries", new()
        {
            DataObject = new { entries = new[] { new { type, version = 1, body } } },
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Holdfast"] = "1" },
        });
        sent.Ok.ShouldBeTrue();
    }
}

