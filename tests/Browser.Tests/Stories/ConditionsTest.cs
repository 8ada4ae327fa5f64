using System.Collections.Immutable;
using System.Text.Json;
using Holdfast.Browser.Tests.Sites;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Harness.Faults;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>The page asks conditions as the server does: the same maps of the same circumstances, thousands of them, come out alike.</summary>
public sealed class ConditionsTest(HttpSite site) : IClassFixture<HttpSite>
{
    const int Cases = 5000;
    static readonly string[] Keys = [.. Circumstances.Reserved.Keys, "a", "b", "c", "d"];

    [Fact]
    public async Task The_page_and_the_server_agree()
    {
        var dice = new Dice(20261123);
        var cases = Enumerable.Range(0, Cases).Select(_ => (Incident: AnIncident(dice), When: AWhen(dice))).ToArray();
        var expected = cases.Select(one => one.When.Holds(Circumstances.Of(one.Incident))).ToArray();
        expected.Count(holds => holds).ShouldBeInRange(Cases / 10, Cases * 9 / 10, "both answers are common, or nothing is tested");

        var page = await site.OpenAsync("", "/sign-in");
        var sent = cases.Select(one => new
        {
            when = one.When.Conditions.ToDictionary(condition => condition.Key, condition => condition.Values),
            circumstances = Circumstances.Of(one.Incident).Values,
        });
        var held = await page.EvaluateAsync<string>(
            "async cases => { const { holds } = await import('/js/report-when.js'); return JSON.parse(cases).map(one => holds(one.when, one.circumstances) ? '1' : '0').join(''); }",
            JsonSerializer.Serialize(sent));
        for (var i = 0; i < Cases; i++)
        {
            (held[i] == '1').ShouldBe(expected[i], JsonSerializer.Serialize(sent.ElementAt(i)));
        }

        held.Length.ShouldBe(Cases);
    }

    [Fact]
    public async Task No_condition_at_all_always_holds()
    {
        var page = await site.OpenAsync("", "/sign-in");
        (await page.EvaluateAsync<bool>("async () => { const { holds } = await import('/js/report-when.js'); return holds(null, {}) && holds({}, {}) && holds(undefined, { a: ['x'] }); }")).ShouldBeTrue();
        When.Always.Holds(Circumstances.Of(Channel.Phone)).ShouldBeTrue();
    }

    static When AWhen(Dice dice) => new([.. Some(dice, Keys, 3).Select(key => new Condition(key, [.. Some(dice, Possible(key), 3).DefaultIfEmpty(Circumstances.Any)]))]);

    static IEnumerable<string> Possible(string key) => Circumstances.Reserved.TryGetValue(key, out var values) ? values : [Circumstances.Any, Circumstances.None, "x", "y", "z"];

    static Incident AnIncident(Dice dice)
    {
        var person = PersonId.New(TimeProvider.System);
        var at = new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);
        var answers = Some(dice, ["a", "b", "c", "d"], 4).ToImmutableSortedDictionary(field => field, _ => AnAnswer(dice, person, at), StringComparer.Ordinal);
        return new Incident
        {
            Id = IncidentId.New(TimeProvider.System),
            Number = IncidentNumber.TryParse("HF-2026-000001", 2026, out var number) ? number : default,
            Channel = One(dice, Enum.GetValues<Channel>()),
            Team = TeamId.New(TimeProvider.System),
            Agent = person,
            StartedAt = at,
            LastEntryAt = at,
            FirstPosition = 1,
            Contact = One(dice, Enum.GetValues<Contact>()),
            Statements = dice.Below(2),
            Transcripts = dice.Below(2),
            CustomerAsked = dice.Below(2) == 1,
            FiledAt = dice.Below(2) == 1 ? at : null,
            Acknowledged = dice.Below(3) == 1 ? new Acknowledgement(person, at) : null,
            Emergency = [.. Enumerable.Range(0, dice.Below(3)).Select(_ => new EmergencyCall(EntryId.New(TimeProvider.System), "911", null, null, null, person, at, dice.Below(3) switch { 0 => null, 1 => true, _ => false }))],
            Answers = answers,
        };
    }

    static Answer AnAnswer(Dice dice, PersonId person, DateTimeOffset at) =>
        new(One(dice, Enum.GetValues<AnswerState>()), [.. Some(dice, ["x", "y", "z", " ", ""], 3)], person, at);

    static T One<T>(Dice dice, IReadOnlyList<T> from) => from[dice.Below(from.Count)];

    static IEnumerable<T> Some<T>(Dice dice, IEnumerable<T> from, int most) => from.OrderBy(_ => dice.Below(int.MaxValue)).Take(dice.Below(most + 1)).ToArray();
}
