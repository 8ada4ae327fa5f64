using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Warm transfers, the agent in one browser and whoever comes in another. A site of its own: whom it rings depends on whose desks are open.</summary>
public sealed class HandoverStories(HttpSite site) : HandoverScene(site), IClassFixture<HttpSite>
{
    [Fact]
    public async Task A_warm_transfer_has_four_steps_each_with_its_time_on_both_screens()
    {
        var phone = await DeskAsync("dana", Phone);
        var live = await ThreatenedAsync("I know where your people park", "c");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Coming(live)).ToContainTextAsync("Dana Reyes, ringing");
        await Expect(Coming(live).Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(live.Locator("#customer-asked-at")).ToContainTextAsync(":");
        await DoneAsync(live, "offered", "Offered; customer asked");

        var banner = Ring(phone, number);
        await Expect(banner).ToContainTextAsync("A supervisor was asked for."); // whose wish it was is content, and stands on the incident
        await Expect(banner.GetByRole(AriaRole.Button, new() { Name = "Accept handover" })).ToBeVisibleAsync();
        (await banner.BoundingBoxAsync())!.Height.ShouldBeLessThan(844 / 2f, "what rings leaves half the phone to the rest");
        await FitsAsync(phone);
        await PictureAsync(phone, "ringing-phone");
        await banner.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await phone.ComesToAsync($"/incidents/{id}");
        await Expect(phone.Locator("main")).ToContainTextAsync("I know where your people park");
        await Expect(phone.Locator("[data-on-call]")).ToContainTextAsync("Maria Lopez is on the call");
        await Expect(phone.Locator("[data-part=taken]")).ToContainTextAsync("Ringing you");
        await Expect(phone.Locator("[data-part=taken]")).ToContainTextAsync("ustomer asked");
        await Expect(phone.Locator("[data-part=facts]")).ToContainTextAsync("Not logged");
        var accept = phone.GetByRole(AriaRole.Button, new() { Name = "Accept handover" });
        (await accept.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(76);
        await FitsAsync(phone);
        await PictureAsync(phone, "handover-phone");

        await accept.ClickAsync();
        await DoneAsync(live, "accepted", "Dana Reyes accepted");
        await DoneAsync(phone, "accepted", "You accepted");
        await Expect(live.Locator("#handover .btn.filled")).ToHaveTextAsync("Caller is with Dana Reyes J");
        await PictureAsync(live, "handover-live");
        await KeyAsync(live, "j");
        await DoneAsync(live, "joined", "Caller joined");
        await DoneAsync(phone, "joined", "Caller joined");
        await PictureAsync(phone, "handover-phone-joined");
        await KeyAsync(live, "r");
        await DoneAsync(live, "released", "You have left the call");
        await DoneAsync(phone, "released", "Agent released");
        await Expect(live.Locator("#handover .btn")).ToHaveCountAsync(0);
        await Expect(Step(live, "warm-transfer")).ToHaveAttributeAsync("data-state", "done");
        await Expect(live.Locator("#order-text")).ToHaveTextAsync("YOU HAVE LEFT THE CALL");
        await Expect(live.Locator("#say")).ToHaveTextAsync("Whoever took over is with them. Write down what you still remember.");
        await Expect(Step(live, "keep-talking")).ToHaveAttributeAsync("data-state", "done");
        await PictureAsync(live, "handover-left");
        await live.ReloadAsync();
        await Expect(live.Locator("#order-text")).ToHaveTextAsync("YOU HAVE LEFT THE CALL");
        await Expect(Step(live, "keep-talking")).ToHaveAttributeAsync("data-state", "done");

        var handover = await HandoverAsync(live, id);
        string[] steps = ["offeredAt", "acceptedAt", "joinedAt", "releasedAt"];
        var times = steps.Select(step => handover.GetProperty(step).GetDateTimeOffset()).ToArray();
        times.ShouldBe([.. times.Order()]);
        handover.GetProperty("to").GetProperty("name").GetString().ShouldBe("Dana Reyes");
    }

    [Fact]
    public async Task Whoever_cannot_come_says_so_and_the_agent_sees_the_next_one_rung()
    {
        var dana = await DeskAsync("dana");
        var tomas = await DeskAsync("tomas");
        var live = await ThreatenedAsync("Somebody will pay for this");
        var number = await NumberAsync(live);
        await Expect(Ring(dana, number)).ToContainTextAsync("Rings you alone");
        await dana.Keyboard.PressAsync("z");
        await Expect(Ring(dana, number)).ToHaveCountAsync(0);
        await Expect(Ring(tomas, number)).ToContainTextAsync("Dana Reyes can’t come");
        await Expect(Coming(live)).ToContainTextAsync("Dana Reyes, can’t come");
        await Expect(Coming(live)).ToContainTextAsync("Tomas Silva, ringing");
        await Expect(dana.Locator("[data-told]")).ToContainTextAsync("Ringing Tomas Silva.");
        await Expect(live.Locator("#tell")).ToContainTextAsync("Ringing Tomas Silva.");
        await Expect(dana.Locator("[data-part=list]")).ToContainTextAsync("You can’t come; still ringing Tomas Silva");
        await PictureAsync(live, "trying-next");
        await tomas.Keyboard.PressAsync("a");
        await DoneAsync(live, "accepted", "Tomas Silva accepted");
        (await TimelineAsync(live, await IdAsync(live))).ShouldContain("Can’t come");
    }

    [Fact]
    public async Task A_transfer_that_did_not_work_goes_on_to_the_next_one()
    {
        var dana = await DeskAsync("dana");
        var tomas = await DeskAsync("tomas");
        var live = await ThreatenedAsync("You will hear from me");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Ring(dana, number)).ToBeVisibleAsync();
        await dana.Keyboard.PressAsync("a");
        await DoneAsync(live, "accepted", "Dana Reyes accepted");
        await KeyAsync(live, "u");
        await live.FillAsync("[name=handover-why]", "voicemail");
        await live.Keyboard.PressAsync("Enter");
        await Expect(Ring(tomas, number)).ToContainTextAsync("The transfer did not come about.");
        await Expect(Coming(live)).ToContainTextAsync("Dana Reyes, did not work");
        await Expect(Coming(live)).ToContainTextAsync("Tomas Silva, ringing");
        (await TimelineAsync(live, id)).ShouldContain("The transfer did not come about: voicemail");
        await tomas.Keyboard.PressAsync("a");
        await DoneAsync(live, "accepted", "Tomas Silva accepted");
        (await HandoverAsync(live, id)).GetProperty("to").GetProperty("name").GetString().ShouldBe("Tomas Silva");
    }

    [Fact]
    public async Task After_the_caller_hung_up_nothing_more_is_asked()
    {
        var dana = await DeskAsync("dana", Phone);
        var live = await ThreatenedAsync("I am done talking");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Ring(dana, number).GetByRole(AriaRole.Button, new() { Name = "Accept handover" }).ClickAsync();
        await DoneAsync(live, "accepted", "Dana Reyes accepted");

        // What was pressed is gone: what comes next has the keyboard's place, and its own key.
        await Wait.UntilAsync("it has the keyboard's place", () => dana.EvaluateAsync<bool>("() => document.activeElement.matches('[data-taken]')"));
        await FitsAsync(dana);
        await PictureAsync(dana, "taken-phone");
        await dana.EvaluateAsync("() => document.activeElement.blur()");
        await dana.Keyboard.PressAsync("o");
        await dana.ComesToAsync($"/incidents/{id}");
        await Expect(dana.Locator("main")).ToContainTextAsync("I am done talking");
        await KeyAsync(live, "h");
        await Expect(live.Locator("#handover")).ToContainTextAsync("Caller hung up. There is nothing left to hand over.");
        await Expect(live.Locator("#handover .btn")).ToHaveCountAsync(0);
        await KeyAsync(live, "b");
        await Expect(live.Locator("#handover .btn.filled")).ToContainTextAsync("Caller is with Dana Reyes");
    }

    [Fact]
    public async Task Without_scripts_the_agent_hands_over_by_plain_forms()
    {
        var dana = await DeskAsync("dana");
        var plain = await Site.OpenAsync("maria", "/report", options => options.JavaScriptEnabled = false);
        await plain.FillAsync("#words", "Wait and see");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Customer asked for one" }).ClickAsync();
        await Expect(plain.Locator("#number")).ToContainTextAsync("HF-");
        var (id, number) = (await IdAsync(plain), await NumberAsync(plain));
        await Expect(Part(plain, "offered")).ToContainTextAsync("customer asked");
        await Expect(Ring(dana, number)).ToBeVisibleAsync();
        await dana.Keyboard.PressAsync("a");
        await Expect(Ring(dana, number)).ToHaveCountAsync(0);
        await plain.ReloadAsync();
        await Expect(Coming(plain)).ToContainTextAsync("Dana Reyes has it");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Caller is with Dana Reyes" }).ClickAsync();
        await DoneAsync(plain, "joined", "Caller joined");
        await plain.GetByRole(AriaRole.Button, new() { Name = "I have left the call" }).ClickAsync();
        await DoneAsync(plain, "released", "You have left the call");
        (await HandoverAsync(plain, id)).GetProperty("step").GetString().ShouldBe("released");
    }

    [Fact]
    public async Task Without_scripts_a_supervisor_takes_it_and_says_how_far_it_is()
    {
        var plain = await DeskAsync("dana", options => options.JavaScriptEnabled = false);
        var live = await ThreatenedAsync("Wait until tonight");
        var id = await IdAsync(live);
        await Expect(Coming(live)).ToContainTextAsync("ringing");
        await plain.GotoAsync($"/incidents/{id}");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Accept handover" }).ClickAsync();
        await plain.GetByRole(AriaRole.Button, new() { Name = "Caller joined" }).ClickAsync();
        await plain.GetByRole(AriaRole.Button, new() { Name = "Agent released" }).ClickAsync();
        await DoneAsync(plain, "released", "Agent released");
        await DoneAsync(live, "released", "You have left the call");
    }
}
