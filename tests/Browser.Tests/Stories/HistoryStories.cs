using System.Globalization;
using Holdfast.Harness.Processes;
using Holdfast.Histories;
using Holdfast.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>A few of the histories that <c>bin/bench faults</c> plays two hundred of. <c>HOLDFAST_HISTORIES=7-12</c> plays others.</summary>
[Long]
public sealed class HistoryStories(ITestOutputHelper output)
{
    const string Few = "1-2";

    [Fact]
    public async Task Whatever_happens_the_record_is_what_was_typed()
    {
        await using var house = await House.OpenAsync();
        using var playwright = await Playwright.CreateAsync();
        var seeds = (Environment.GetEnvironmentVariable("HOLDFAST_HISTORIES") ?? Few).Split('-').Select(word => ulong.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var broken = new List<HistoryOutcome>();
        for (var seed = seeds[0]; seed <= seeds[^1]; seed++)
        {
            var outcome = await new History(house, playwright, seed).PlayAsync();
            output.WriteLine(outcome.ToString());
            if (!outcome.Whole) broken.Add(outcome);
        }

        broken.Count.ShouldBe(0);
    }
}
