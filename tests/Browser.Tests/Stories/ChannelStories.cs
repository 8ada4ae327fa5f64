using Holdfast.Browser.Tests.Sites;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Every channel with its own order and words; the steps, which follow what is known.</summary>
public abstract class ChannelStories(Site site) : Scene(site)
{
    [Fact]
    public async Task A_silent_staring_visitor_needs_no_quote_and_is_asked_what_was_observed()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await KeyAsync(live, "v");
        await Expect(live.Locator("#order-text")).ToHaveTextAsync(Words.Text("KEEP YOUR DISTANCE"));
        await Expect(live.Locator("#number")).Not.ToContainTextAsync("HF-");
        await Box(live, "manner", "perceived").CheckAsync();
        await Expect(Row(live, "observed")).ToBeVisibleAsync();
        await SavedAsync(live);
        var id = await IdAsync(live);
        var missing = (await IncidentAsync(live, id)).GetProperty("missing").EnumerateArray().Select(one => one.GetProperty("field").GetString()).ToArray();
        missing.ShouldContain(Words.Field("observed"));
        missing.ShouldNotContain("statement");
        await Input(live, "observed").FillAsync("He stood at the glass door for ten minutes and stared at Ana.");
        await PictureAsync(live, "visitor");
        await live.Keyboard.PressAsync("Control+Enter");
        await Expect(live.Locator("#filed")).ToContainTextAsync("HF-");
        await SavedAsync(live);
        var incident = await IncidentAsync(live, id);
        incident.GetProperty("channel").GetString().ShouldBe("in-person");
        incident.GetProperty("statements").GetArrayLength().ShouldBe(0);
        await Expect(live.Locator("#filed")).Not.ToContainTextAsync("Exact words");
    }

    [Theory]
    [InlineData("email", "m", "DO NOT REPLY, FORWARD OR DELETE", "email")]
    [InlineData("chat", "d", "NEVER CLOSE THE SESSION", "chat")]
    [InlineData("social-media", "s", "CAPTURE IT BEFORE IT IS GONE", "social")]
    public async Task A_channel_has_its_order_its_words_and_its_fields(string channel, string key, string order, string section)
    {
        var live = await Site.OpenAsync("maria", "/report");
        await KeyAsync(live, key);
        await Expect(live.Locator("#order-text")).ToHaveTextAsync(Words.Text(order));
        await Expect(Section(live, section)).ToBeVisibleAsync();
        await Expect(live.Locator("#order [value=line-lost]")).ToBeVisibleAsync(new() { Visible = channel == "chat" });
        await PictureAsync(live, channel);
        var direct = await Site.OpenAsync("maria", $"/report?channel={channel}");
        (await direct.Locator("#order-text").InnerTextAsync()).ShouldBe(Words.Text(order));
        await Expect(direct.Locator("#words")).ToHaveAttributeAsync("placeholder", await live.Locator("#words").GetAttributeAsync("placeholder") ?? "");
        await SayAsync(direct, "You people should watch your parking lot");
        await SavedAsync(direct);
        (await IncidentAsync(direct, await IdAsync(direct))).GetProperty("channel").GetString().ShouldBe(channel);
    }

    [Fact]
    public async Task A_call_turns_out_to_be_a_chat_and_both_are_on_record()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await SayAsync(live, "I am writing to you");
        await KeyAsync(live, "d");
        await Expect(live.Locator("#words-title")).ToHaveTextAsync(Words.Text("Their exact words"));
        await Expect(Section(live, "chat")).ToBeVisibleAsync();
        await Expect(Section(live, "call")).ToBeHiddenAsync();
        await KeyAsync(live, "h");
        await Expect(live.Locator("#order-rest")).ToContainTextAsync(Words.Text("They left the chat"));
        await SavedAsync(live);
        var incident = await IncidentAsync(live, await IdAsync(live));
        incident.GetProperty("channel").GetString().ShouldBe("chat");
        incident.GetProperty("contact").GetString().ShouldBe("caller-hung-up");
        await live.ReloadAsync();
        await Expect(live.Locator("#order-text")).ToHaveTextAsync(Words.Text("LEAVE THE SESSION OPEN"));
        await KeyAsync(live, "b");
        await Expect(live.Locator("#order-text")).ToHaveTextAsync(Words.Text("NEVER CLOSE THE SESSION"));
    }

    [Fact]
    public async Task The_step_that_matters_now_follows_and_can_be_ticked_skipped_and_taken_back()
    {
        var live = await Site.OpenAsync("maria", "/report");
        await Expect(Step(live, "words")).ToHaveAttributeAsync("data-state", "now");
        await SayAsync(live, "I will find him");
        await Expect(Step(live, "words")).ToHaveAttributeAsync("data-state", "done");
        await Expect(Step(live, "words").Locator(".step-reopen")).ToBeHiddenAsync();
        await Expect(Step(live, "choose-kind")).ToHaveAttributeAsync("data-state", "now");
        await KeyAsync(live, "3");
        await Expect(Step(live, "copy-number")).ToHaveAttributeAsync("data-state", "now");

        await live.Keyboard.PressAsync("x");
        await Expect(Step(live, "copy-number").GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true })).ToBeFocusedAsync();
        await live.Keyboard.PressAsync("Enter");
        await Expect(Step(live, "copy-number")).ToHaveAttributeAsync("data-state", "done");
        await Expect(Step(live, "supervisor")).ToHaveAttributeAsync("data-state", "now");
        await live.Keyboard.PressAsync("x");
        await live.Keyboard.PressAsync("Tab");
        await live.Keyboard.TypeAsync("she sits beside me");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Step(live, "supervisor")).ToHaveAttributeAsync("data-state", "skipped");
        await SavedAsync(live);
        await PictureAsync(live, "steps");

        await live.ReloadAsync();
        await Expect(Step(live, "supervisor")).ToHaveAttributeAsync("data-state", "skipped");
        await Expect(Step(live, "emergency")).ToHaveAttributeAsync("data-state", "now");
        await Step(live, "supervisor").Locator("summary").ClickAsync();
        await Expect(Step(live, "supervisor").Locator(".step-word")).ToContainTextAsync("she sits beside me");
        await Step(live, "supervisor").Locator(".step-reopen").ClickAsync();
        await Expect(Step(live, "supervisor")).ToHaveAttributeAsync("data-state", "now");
        await SavedAsync(live);

        var steps = (await IncidentAsync(live, await IdAsync(live))).GetProperty("steps");
        steps.GetProperty(Words.Id("copy-number")).GetProperty("state").GetString().ShouldBe("done");
        steps.GetProperty(Words.Id("supervisor")).GetProperty("state").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task Without_scripts_every_sort_of_field_the_steps_the_channel_and_colleagues_are_written()
    {
        var live = await Site.OpenAsync("maria", "/report?channel=chat", options => options.JavaScriptEnabled = false);
        await live.ClickAsync("button[value=start]");
        var id = await IdAsync(live);
        (await IncidentAsync(live, id)).GetProperty("channel").GetString().ShouldBe("chat");
        await live.CheckAsync("[name=channel][value=phone]");
        await Box(live, "kind", "bomb").CheckAsync();
        await live.Locator("button[value=save]").First.ClickAsync();
        await Expect(Section(live, "bomb")).ToBeVisibleAsync();
        await Box(live, "bomb-placed", "no").CheckAsync();
        await Box(live, "voice", "calm").CheckAsync();
        await live.ClickAsync($"[value='not-said:{Words.Field("bomb-look")}']");
        await Step(live, "signal").Locator("summary").ClickAsync();
        await live.ClickAsync($"[value='step-ticked:{Words.Id("signal")}']");
        await live.Locator("#colleagues summary").ClickAsync();
        await live.SelectOptionAsync("select[name=conflict-witness]", new SelectOptionValue { Label = "Tomas Silva" });
        await Section(live, "record").Locator("summary").ClickAsync();
        await Input(live, "threat-at").FillAsync("2026-11-22T21:30:15");
        await live.Locator("button[value=save]").First.ClickAsync();
        await live.ClickAsync("button[value=rest]");
        await live.ClickAsync("button[value=file]");

        var incident = await IncidentAsync(live, id);
        incident.GetProperty("row").GetProperty("state").GetString().ShouldBe("filed");
        incident.GetProperty("channel").GetString().ShouldBe("phone");
        Values(incident, "bomb-placed").ShouldBe(Words.Choice("bomb-placed", "no"));
        Answer(incident, "voice").GetProperty("state").GetString().ShouldBe("observed");
        Answer(incident, "bomb-look").GetProperty("state").GetString().ShouldBe("not-said");
        Answer(incident, "bomb-why").GetProperty("state").GetString().ShouldBe("not-said");
        Values(incident, "threat-at").ShouldStartWith("2026-11-22T21:30:15");
        Values(incident, "district").ShouldBe(Words.Text("1000 Out of State"));
        incident.GetProperty("steps").GetProperty(Words.Id("signal")).GetProperty("state").GetString().ShouldBe("done");
        incident.GetProperty("answers").GetProperty("conflict-witness").GetProperty("values").GetArrayLength().ShouldBe(1);
        (await ReadAsync(live, $"/api/v1/incidents/{id}/timeline")).GetProperty("entries").EnumerateArray()
            .Count(entry => entry.GetProperty("type").ValueEquals("answer-given") && entry.GetProperty("body").GetProperty("field").ValueEquals(Words.Field("district"))).ShouldBe(1, "a preset is put on record once, by filing");
    }
}

public sealed class ChannelStoriesWithTheDefaultPack(HttpSite site) : ChannelStories(site), IClassFixture<HttpSite>;

public sealed class ChannelStoriesWithARenamedPack(RenamedSite site) : ChannelStories(site), IClassFixture<RenamedSite>;
