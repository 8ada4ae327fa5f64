using Holdfast.Browser.Tests.Sites;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Desks are open and nobody answers. Turns of a few seconds, in real time: what is expected stays so, or is on the record.</summary>
[Long]
public sealed class NobodyAnswersStories(HurriedSite site) : HandoverScene(site), IClassFixture<HurriedSite>
{
    [Fact]
    public async Task Supervisors_ring_in_turn_then_leads_then_everybody_and_it_never_goes_quiet()
    {
        IPage[] desks = [await DeskAsync("dana"), await DeskAsync("tomas"), await DeskAsync("lee"), await DeskAsync("grace")];
        var live = await ThreatenedAsync("Nobody listens to me");
        var (id, number) = (await IdAsync(live), await NumberAsync(live));
        await Expect(Coming(live)).ToContainTextAsync("ringing");

        // The agent's screen says it at each moment: looked at until everybody is rung again.
        await live.EvaluateAsync("""
            window.quiet = 0;
            new MutationObserver(() => { if (!document.querySelector("#coming").textContent.includes("ringing")) window.quiet++; })
              .observe(document.querySelector("#coming"), { childList: true, subtree: true, characterData: true });
            """);
        await Expect(Ring(desks[3], number)).ToBeVisibleAsync();
        string[] timeline = [];
        await Harness.Wait.UntilAsync("everybody is rung again", async () =>
            (timeline = await TimelineAsync(live, id)).Any(line => line.StartsWith("Rang again:", StringComparison.Ordinal)), pause: TimeSpan.FromMilliseconds(500));
        (await live.EvaluateAsync<int>("window.quiet")).ShouldBe(0, "never without anybody being rung");

        var moves = timeline.Where(line => line.StartsWith("Rang", StringComparison.Ordinal)).ToArray();
        int[] first = [.. new[] { "Dana Reyes", "Tomas Silva", "Lee Novak", "Grace Kim" }.Select(name => Array.FindIndex(moves, move => move.Contains(name, StringComparison.Ordinal)))];
        first.ShouldBe([.. first.Order()], "supervisors of the team, other supervisors, leads, Corporate Security last");
        first.ShouldBeUnique();
        moves[first[0]].ShouldStartWith("Rang Dana Reyes");
        moves[first[1]].ShouldStartWith("Rang Tomas Silva (due");
        moves[^1].ShouldContain("Dana Reyes");
        foreach (var desk in desks)
        {
            await Expect(Ring(desk, number)).ToBeVisibleAsync();
        }

        await PictureAsync(live, "everybody-rung");
        await desks[2].Keyboard.PressAsync("a");
        await DoneAsync(live, "accepted", "Lee Novak accepted");
        foreach (var desk in desks)
        {
            await Expect(Ring(desk, number)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Whoever_did_not_answer_is_silent_then_and_can_still_take_it()
    {
        var dana = await DeskAsync("dana");
        var lee = await DeskAsync("lee");
        var live = await BeginAsync("chat");
        await SayAsync(live, "read this while you can");
        var number = await NumberAsync(live);
        await KeyAsync(live, "g");
        await Expect(Coming(live)).ToContainTextAsync("Dana Reyes, no answer");
        await Expect(Coming(live)).ToContainTextAsync("Lee Novak, ringing");
        await Expect(Ring(lee, number)).ToContainTextAsync("Dana Reyes did not answer");
        await Expect(Ring(dana, number)).ToHaveCountAsync(0);
        await Expect(dana.Locator("[data-told]")).ToContainTextAsync("you did not answer. Ringing Lee Novak.");
        var row = dana.Locator($"tr[data-number='{number}']");
        await Expect(row).ToContainTextAsync("You did not answer; still ringing Lee Novak");
        await row.GetByRole(AriaRole.Button, new() { Name = $"Acknowledge {number}" }).PressAsync("Enter"); // a click just after the list has moved is taken as meant for something else
        await Expect(Coming(live)).ToContainTextAsync("Dana Reyes has it");
        await Expect(Ring(lee, number)).ToHaveCountAsync(0);
    }
}
