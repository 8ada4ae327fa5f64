using Holdfast.Harness.Processes;
using Holdfast.Histories;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>A few of the histories that <c>bin/bench faults</c> plays two hundred of.</summary>
public sealed class HistoryStories
{
    [Fact]
    public async Task Whatever_happens_the_record_is_what_was_typed()
    {
        await using var house = await House.OpenAsync();
        using var playwright = await Playwright.CreateAsync();
        var seeds = Environment.GetEnvironmentVariable("HOLDFAST_HISTORIES") is { Length: > 0 } named ? named.Split('-') : ["1", "3"];
        for (var seed = ulong.Parse(seeds[0]); seed <= ulong.Parse(seeds[^1]); seed++)
        {
            var outcome = await new History(house, playwright, seed).PlayAsync();
            outcome.Whole.ShouldBeTrue(outcome.ToString());
        }
    }
}
