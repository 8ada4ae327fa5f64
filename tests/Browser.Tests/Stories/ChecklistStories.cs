using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The form and the checklists: what is asked, in which order, and what an answer can be.</summary>
public abstract class ChecklistStories(Site site) : Scene(site)
{
    [Fact]
    public async Task What_is_folded_opens_by_key_and_keeps_the_place_of_the_keyboard()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb");
        await KeyAsync(live, "1");
        var more = Row(live, "voice").Locator("details.more");
        await more.Locator("summary").FocusAsync();
        await live.Keyboard.PressAsync("Enter");
        await Expect(more.Locator("input").First).ToBeFocusedAsync();
        await live.Keyboard.PressAsync("Space");
        await HasStateAsync(live, "voice", "observed");
        await live.Keyboard.PressAsync("?");
        await Expect(live.Locator("#keys")).ToHaveAttributeAsync("open", "");
        await live.Keyboard.PressAsync("Escape");
        await Expect(live.Locator("#keys")).Not.ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task A_detailed_bomb_call_is_asked_in_order_and_survives_a_refresh_in_the_middle()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb");
        await KeyAsync(live, "1");
        await Expect(Section(live, "bomb")).ToBeVisibleAsync();
        await Expect(live.Locator("#say")).ToHaveTextAsync($"“{Words.Text("Where is it?")}”");
        await live.Keyboard.PressAsync("q");
        await Expect(Input(live, "threat-place")).ToBeFocusedAsync();
        await live.Keyboard.TypeAsync("second floor");
        await live.Keyboard.PressAsync("Enter");
        await Expect(live.Locator("#say")).ToHaveTextAsync($"“{Words.Text("When will it go off?")}”");
        await Expect(Input(live, "threat-when")).ToBeFocusedAsync();
        await live.Keyboard.TypeAsync("three o'clock");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Input(live, "bomb-look")).ToBeFocusedAsync();
        await Expect(Row(live, "bomb-look").Locator("label")).ToHaveTextAsync(Words.Text("What does it look like?"));
        await Box(live, "voice", "calm").CheckAsync();
        await Box(live, "voice", "deep").CheckAsync();
        await HasStateAsync(live, "voice", "observed");
        await Input(live, "bomb-look").FocusAsync();
        await live.Keyboard.TypeAsync("a gray b");
        await SavedAsync(live);

        await live.ReloadAsync();
        await Expect(Input(live, "bomb-look")).ToHaveValueAsync("a gray b");
        await Expect(Input(live, "threat-place")).ToHaveValueAsync("second floor");
        await Expect(Box(live, "voice", "deep")).ToBeCheckedAsync();
        await Expect(Section(live, "bomb")).ToBeVisibleAsync();
        await Input(live, "bomb-look").FocusAsync();
        await live.Keyboard.PressAsync("End");
        await live.Keyboard.TypeAsync("ox");
        await live.Keyboard.PressAsync("Enter");
        await SavedAsync(live);
        var incident = await IncidentAsync(live, await IdAsync(live));
        Values(incident, "bomb-look").ShouldBe("a gray box");
        Answer(incident, "voice").GetProperty("state").GetString().ShouldBe("observed");
        Values(incident, "voice").ShouldBe($"{Words.Choice("voice", "calm")}|{Words.Choice("voice", "deep")}");
        await PictureAsync(live, "bomb-detailed");
    }

    [Fact]
    public async Task Bomb_and_suicide_in_one_call_open_both_checklists_and_lose_no_answer()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb and I will die with it");
        await Box(live, "kind", "self-harm").CheckAsync();
        await Input(live, "danger-alone").FillAsync("nobody");
        await Box(live, "kind", "bomb").CheckAsync();
        await Expect(Section(live, "bomb")).ToBeVisibleAsync();
        await Expect(Section(live, "self-harm")).ToBeVisibleAsync();
        await Expect(live.Locator("#priority")).ToHaveTextAsync("P0");
        await PictureAsync(live, "two-kinds");

        await Box(live, "kind", "self-harm").UncheckAsync();
        await Expect(Section(live, "self-harm")).ToBeHiddenAsync();
        await Box(live, "kind", "self-harm").CheckAsync();
        await Expect(Input(live, "danger-alone")).ToHaveValueAsync("nobody");
        await SavedAsync(live);
        var incident = await IncidentAsync(live, await IdAsync(live));
        Values(incident, "kind").ShouldBe($"{Words.Choice("kind", "bomb")}|{Words.Choice("kind", "self-harm")}");
        Values(incident, "danger-alone").ShouldBe("nobody");
    }

    [Fact]
    public async Task Nothing_jumps_under_the_hands_of_somebody_who_writes()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I know your name");
        await SavedAsync(live);
        await IdAsync(live);
        await Box(live, "kind", "harassment").CheckAsync();
        await Input(live, "targets").FocusAsync();
        await live.Keyboard.TypeAsync("the man at the");
        await SavedAsync(live);

        // The same person in another tab: what is asked changes, and the field being written in no longer applies.
        var twin = await live.Context.NewPageAsync();
        await twin.GotoAsync(live.Url);
        await Expect(Box(twin, "kind", "harassment")).ToBeCheckedAsync();
        await Box(twin, "kind", "harassment").UncheckAsync();
        await Box(twin, "kind", "self-harm").CheckAsync();
        await SavedAsync(twin);
        await Expect(Section(live, "self-harm")).ToBeVisibleAsync();
        await Expect(Input(live, "targets")).ToBeFocusedAsync();
        await live.Keyboard.TypeAsync(" door");
        await Expect(Input(live, "targets")).ToHaveValueAsync("the man at the door");
        await live.FocusAsync("#words");
        await Expect(Row(live, "targets")).ToBeHiddenAsync();
        await SavedAsync(live);
        Values(await IncidentAsync(live, await IdAsync(live)), "targets").ShouldBe("the man at the door");
    }

    [Fact]
    public async Task One_key_says_not_said_and_one_fills_the_rest_that_applies()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "There is a bomb");
        await KeyAsync(live, "1");
        await Input(live, "threat-when").FocusAsync();
        await live.Keyboard.PressAsync("F2");
        await HasStateAsync(live, "threat-when", "not-said");
        await Expect(Input(live, "threat-when")).ToHaveValueAsync(Words.Text("Call Did not say"));
        await Expect(Input(live, "bomb-look")).ToBeFocusedAsync();
        await live.Keyboard.TypeAsync("a box");
        await KeyAsync(live, "n");
        await HasStateAsync(live, "bomb-placed", "not-said");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        await SavedAsync(live);

        var incident = await IncidentAsync(live, await IdAsync(live));
        Values(incident, "bomb-look").ShouldBe("a box");
        foreach (var asked in new[] { "threat-place", "threat-when", "bomb-type", "bomb-trigger", "bomb-placed", "bomb-why", "caller-name", "caller-number" })
        {
            Answer(incident, asked).GetProperty("state").GetString().ShouldBe("not-said", asked);
        }

        var answers = incident.GetProperty("answers");
        answers.TryGetProperty(Words.Field("summary"), out _).ShouldBeFalse("nobody could have said it");
        answers.TryGetProperty(Words.Field("weapons"), out _).ShouldBeFalse("its section does not apply");

        // The same choice again takes it back; it was an answer before.
        await Box(live, "bomb-placed", "no").CheckAsync();
        await HasStateAsync(live, "bomb-placed", "answered");
        await Box(live, "bomb-placed", "no").ClickAsync();
        await HasStateAsync(live, "bomb-placed", "blank");
    }

    [Fact]
    public async Task A_preset_is_no_answer_until_it_is_changed_or_filed_and_a_placeholder_typed_counts_as_missing()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I want my money");
        await Section(live, "record").Locator("summary").ClickAsync();
        await Expect(Input(live, "district")).ToHaveValueAsync(Words.Text("1000 Out of State"));
        await HasStateAsync(live, "district", "preset");
        await HasStateAsync(live, "threat-at", "preset");
        await Expect(Input(live, "threat-at")).Not.ToHaveValueAsync("");

        await Input(live, "caller-account").FillAsync(Words.Text("Engine Platform Job Link").ToUpperInvariant());
        var hint = Row(live, "caller-account").Locator(".placeholder-hint");
        await Expect(hint).ToBeVisibleAsync();
        await live.Keyboard.PressAsync("Escape");
        await SavedAsync(live);
        var id = await IdAsync(live);
        var incident = await IncidentAsync(live, id);
        incident.GetProperty("missing").EnumerateArray().Select(one => one.GetProperty("field").GetString()).ShouldContain(Words.Field("caller-account"));
        incident.GetProperty("answers").TryGetProperty(Words.Field("district"), out _).ShouldBeFalse();
        await Input(live, "caller-account").FillAsync("https://engine.example/job/7");
        await Expect(hint).ToBeHiddenAsync();

        await live.Locator($"[name='{Words.Field("threat-at")}.words']").FillAsync("last night");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        await SavedAsync(live);
        incident = await IncidentAsync(live, id);
        Values(incident, "district").ShouldBe(Words.Text("1000 Out of State"), "filing puts on record what stood there");
        Values(incident, "threat-at").ShouldBe("last night");
        incident.GetProperty("missing").EnumerateArray().Select(one => one.GetProperty("field").GetString()).ShouldNotContain(Words.Field("caller-account"));

        await Input(live, "threat-at").FillAsync("2026-11-22T21:30:15");
        await live.Keyboard.PressAsync("Escape");
        await SavedAsync(live);
        DateTimeOffset.Parse(Values(await IncidentAsync(live, id), "threat-at"), System.Globalization.CultureInfo.InvariantCulture)
            .ToLocalTime().DateTime.ShouldBe(new DateTime(2026, 11, 22, 21, 30, 15));
        await live.ReloadAsync();
        await Expect(Input(live, "threat-at")).ToHaveValueAsync("2026-11-22T21:30:15");
    }
}

public sealed class ChecklistStoriesWithTheDefaultPack(HttpSite site) : ChecklistStories(site), IClassFixture<HttpSite>;

public sealed class ChecklistStoriesWithARenamedPack(RenamedSite site) : ChecklistStories(site), IClassFixture<RenamedSite>;
