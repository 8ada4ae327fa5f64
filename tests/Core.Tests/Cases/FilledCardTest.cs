using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;
using Xunit;

namespace Holdfast.Tests.Cases;

/// <summary>What is copied into the case by hand: complete, in the words people read, and nothing guessed.</summary>
public sealed class FilledCardTest
{
    static readonly Field Sort = Field("sort") with { Type = FieldType.Several, Choices = [new("harm-self", "Harm to self"), new("fire", "Fire")] };

    static readonly Section Form = new()
    {
        Id = "form",
        Title = "Form",
        Fields = [Sort, Field("who"), Field("where"), Field("when") with { Type = FieldType.Moment, Preset = Core.Procedures.Field.Now }, Field("story") with { Placeholder = "the link" }],
    };

    static readonly Procedure Procedure = new()
    {
        Version = new PackVersion("cards", 1, new string('0', 64)),
        Title = "Cards",
        NotSaid = "They did not say",
        Channels = [],
        SayNext = [],
        Steps = [],
        Callouts = [],
        Sections = [Form],
        Priorities = [],
        Labels = [new LabelSet("class", [new("To self", When("sort", "harm-self")), new("By wire", When("channel", "phone")), new("By fire", When("sort", "fire"))])],
        Case = new CaseGuide
        {
            Title = "Case",
            OutsideForm = new("Form completed?", "Form number", null),
            Existing = new("A case?", "Case number", null),
            Create = new("New case",
            [
                new("At", CaseSource.Answers, null, ["when"]), new("Class", CaseSource.Labels, null, ["class"]), new("Name", CaseSource.Answers, null, ["who"]),
                new("People and places", CaseSource.Answers, null, ["sort", "who", "where"]), new("Story", CaseSource.Answers, null, ["story"]), new("Words", CaseSource.Words, null, []),
            ]),
            Assign = new("Assignment", [new("To", CaseSource.Text, "The queue", []), new("Comment", CaseSource.ReportNumber, null, [])]),
            Done = "Done",
        },
        Escalation = new EscalationPolicy([], 60, WatchTimes.Usual),
        Articles = [],
        Emergency = [],
        EmergencyHint = "",
        Supervisors = [],
    };

    [Fact]
    public void A_new_case_is_only_made_when_there_is_none()
    {
        var history = History.OfAna();
        Card(history).Create.ShouldBeNull();
        Card(history.Then(Cast.Ana, new CaseAnswered(true, "00012345"))).Create.ShouldBeNull();
        Card(history.Then(Cast.Ana, new CaseAnswered(false))).Create.ShouldNotBeNull();
    }

    [Fact]
    public void Every_path_ends_in_the_assignment_with_the_number_that_serves()
    {
        var history = History.OfAna();
        Assigned(history).ShouldBe(["The queue", "HF-2026-000042"]);
        Assigned(history.Then(Cast.Ana, new OutsideFormAnswered(false))).ShouldBe(["The queue", "HF-2026-000042"]);
        Assigned(history.Then(Cast.Ana, new OutsideFormAnswered(true))).ShouldBe(["The queue", "HF-2026-000042"], "completed, its number pending");
        Assigned(history.Then(Cast.Ana, new OutsideNumberRecorded("TF-7"))).ShouldBe(["The queue", "TF-7"]);
        Assigned(history.Then(Cast.Ana, new OutsideNumberRecorded("TF-8"))).ShouldBe(["The queue", "TF-7"], "given once");
        Assigned(history.Then(Cast.Ana, new OutsideNumberRecorded("TF-8", Corrects: "TF-7"))).ShouldBe(["The queue", "TF-8"]);
    }

    [Fact]
    public void What_is_missing_says_so()
    {
        var create = Create(History.OfAna().Answers(Cast.Ana, "story", "The Link"));
        create["Name"].ShouldBe((FilledCard.NotKnown, false));
        create["People and places"].ShouldBe((FilledCard.NotKnown, false));
        create["Story"].ShouldBe((FilledCard.NotKnown, false), "the placeholder's own words are no answer");
        create["Words"].ShouldBe((FilledCard.NotKnown, false));
    }

    [Fact]
    public void All_labels_that_hold_and_labels_of_choices_not_their_ids()
    {
        var create = Create(History.OfAna().Answers(Cast.Ana, "sort", "harm-self").Answers(Cast.Ana, "where", "the yard")
            .Then(Cast.Ana, new AnswerGiven("who", AnswerState.NotSaid, [])));
        create["Class"].Value.ShouldBe("To self, By wire");
        create["Name"].Value.ShouldBe("They did not say");
        create["People and places"].Value.ShouldBe("sort?: Harm to self\nwho?: They did not say\nwhere?: the yard");
    }

    [Fact]
    public void Exact_words_stand_in_quotation_marks() =>
        Create(History.OfAna(), "There is a bomb", "in the yard")["Words"].Value.ShouldBe("“There is a bomb”\n“in the yard”");

    [Theory]
    [InlineData("2026-03-02T13:30:00Z", "2026-03-02 13:30:00 UTC")]
    [InlineData("2026-03-02T09:30:05-05:00", "2026-03-02 09:30:05 UTC-05:00")]
    [InlineData("2026-03-02T09:30", "2026-03-02T09:30")]
    [InlineData("about noon", "about noon")]
    public void A_time_has_its_date_and_zone_and_none_is_guessed(string given, string shown) =>
        Create(History.OfAna().Answers(Cast.Ana, "when", given))["At"].Value.ShouldBe(shown);

    [Fact]
    public void A_preset_that_nobody_changed_is_meant() => Create(History.OfAna())["At"].Value.ShouldBe("2026-03-02 14:00:00 UTC");

    [Fact]
    public void Nothing_is_cut_silently()
    {
        var long255 = Row(History.OfAna().Answers(Cast.Ana, "story", new string('a', 256)), "Story");
        (long255.IsLong, long255.IsShortened, long255.Value.Length).ShouldBe((true, false, 256));
        var text = string.Concat(Enumerable.Repeat("\uD83D\uDE00", 20_000));
        var cut = Row(History.OfAna().Answers(Cast.Ana, "story", text), "Story");
        cut.IsShortened.ShouldBeTrue();
        cut.Value.Length.ShouldBeLessThanOrEqualTo(FilledCard.LongestValue);
        cut.Value.ShouldEndWith("\n[Shortened: 40000 characters in all. The whole text is in HF-2026-000042.]");
        cut.Value.Split('\n')[0].EnumerateRunes().ShouldAllBe(rune => rune.Value == 0x1F600);
    }

    static FilledCard Card(History history, params string[] words) => FilledCard.Of(history.Incident, Procedure, words);

    static string[] Assigned(History history) => [.. Card(history).Assign.Select(item => item.Value)];

    static CardValue Row(History history, string label) =>
        Card(history.Then(Cast.Ana, new CaseAnswered(false))).Create.ShouldNotBeNull().Single(item => item.Label == label);

    static Dictionary<string, (string Value, bool Known)> Create(History history, params string[] words) =>
        Card(history.Then(Cast.Ana, new CaseAnswered(false)), words).Create.ShouldNotBeNull().ToDictionary(item => item.Label, item => (item.Value, item.Known));

    static Field Field(string id) => new() { Id = id, Label = id + "?", Why = "" };

    static When When(string key, string value) => new([new Condition(key, [value])]);
}
