using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>The default pack is whole: every channel, every kind, every field that the written procedure asks for, and its own examples pass.</summary>
public sealed class PackReaderTest
{
    static readonly PackResult Read = PackReader.ReadFolder(Path.Combine(AppContext.BaseDirectory, "packs", "threat-reporting"));

    static Procedure Procedure => Read.Procedure.ShouldNotBeNull();

    public static TheoryData<string> Examples => [.. Read.Examples.Select(example => example.File)];

    [Fact]
    public void The_default_pack_has_no_errors() => Read.Errors.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Examples))]
    public void Its_examples_pass(string file) => ExampleRun.Differences(Read.Examples.Single(example => example.File == file), Procedure).ShouldBeEmpty();

    [Fact]
    public void Eight_examples_are_for_a_sample_desk_over_four_channels()
    {
        var samples = Read.Examples.Where(example => example.Sample).ToArray();
        samples.Length.ShouldBe(8);
        samples.Select(example => example.Channel).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Phrases_of_the_written_procedure_stand_as_they_are()
    {
        Procedure.NotSaid.ShouldBe("Call Did not say");
        var order = Procedure.Channel(Channel.Phone).Order;
        $"{order.Text}, {order.Rest}".ShouldBe("DO NOT HANG UP, even if the caller does");
        Procedure.Callouts.Select(callout => callout.Text).ShouldContain("Full customer authentication is NOT REQUIRED.");
        Procedure.Fields.ShouldContain(field => field.Placeholder == "Engine Platform Job Link" && field.PlaceholderHint != null);
        Procedure.Fields.ShouldContain(field => field.Preset == "1000 Out of State");
        Procedure.Case.Assign.Items.ShouldContain(item => item.Text == "Customer Support Team Supervisor");
        Procedure.Case.Assign.Items.ShouldContain(item => item.Label == "Referral Comments" && item.Source == CaseSource.ReportNumber);
        Procedure.Case.Create.Items.ShouldContain(item => item.Text == "Complaints/Other");
    }

    [Fact]
    public void Numbers_that_nobody_confirmed_are_samples() =>
        Procedure.Emergency.Concat(Procedure.Supervisors).Where(line => line.Number.StartsWith("555-01", StringComparison.Ordinal)).ShouldAllBe(line => line.Sample);

    [Fact]
    public void Every_meaning_has_its_field() =>
        Enum.GetValues<Meaning>().Where(meaning => Procedure.Field(meaning) is null).ShouldBeEmpty();

    [Fact]
    public void Every_kind_by_every_channel_has_something_to_say_or_do() =>
        Enum.GetValues<Channel>().SelectMany(channel => Kinds.Select(kind => (channel, kind)).Append((channel, ""))).Where(one => First(one.channel, one.Item2) is null).ShouldBeEmpty();

    [Fact]
    public void Where_nobody_listens_no_caller_is_asked() =>
        new[] { Channel.Email, Channel.SocialMedia }.SelectMany(channel => Kinds.Select(kind => First(channel, kind)!)).SelectMany(next => next.Lines)
            .ShouldAllBe(line => !line.Say.EndsWith('?'));

    [Fact]
    public void Every_kind_that_has_a_checklist_opens_it_and_several_open_all()
    {
        static IEnumerable<string> Open(params string[] kinds)
        {
            var answers = new Happening.Stated(Role.Agent, new AnswerGiven(Procedure.Field(Meaning.Kind)!.Id, AnswerState.Answered, [.. kinds]));
            var incident = ExampleRun.Play(new Example { Title = "", Channel = Channel.Phone, Steps = [answers], Expect = Expectation.Nothing, File = "", Line = 0 }, Procedure);
            return Procedure.Sections.Where(section => section.When.Holds(Circumstances.Of(incident))).Select(section => section.Id);
        }

        Open("bomb").ShouldContain("bomb");
        Open("self-harm").ShouldNotContain("bomb");
        Open("bomb", "self-harm", "harm-to-others").ShouldBe(Open("bomb").Union(Open("self-harm")).Union(Open("harm-to-others")), ignoreOrder: true);
    }

    [Fact]
    public void What_is_heard_is_never_asked() => Procedure.Fields.Where(field => field.Type == FieldType.Heard).ShouldAllBe(field => field.Ask == null);

    [Fact]
    public void Guidance_stands_in_the_order_of_the_written_procedure() => Procedure.Articles.Select(article => article.Title).ShouldBe(
    [
        "Background", "Important considerations", "How to identify a threat", "Types of threat", "Maintain confidentiality", "Reporting Threats", "Bomb Threats",
        "De-escalation", "Self-harm and the person in danger", "Lead/Supervisor Threat Escalation Handling", "Corporate Security", "How a case is filled in",
    ]);

    [Theory]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("engine platform job link", false)]
    [InlineData("https://example.test/jobs/7", true)]
    public void The_forms_own_words_are_no_answer(string value, bool answers) =>
        Procedure.Fields.First(field => field.Placeholder is not null).Answers(value).ShouldBe(answers);

    static IEnumerable<string> Kinds => Procedure.Field(Meaning.Kind)!.Choices.Select(choice => choice.Value);

    static SayNext? First(Channel channel, string kind)
    {
        var steps = kind.Length == 0 ? [] : new Happening[] { new Happening.Stated(Role.Agent, new AnswerGiven(Procedure.Field(Meaning.Kind)!.Id, AnswerState.Answered, [kind])) };
        var incident = ExampleRun.Play(new Example { Title = "", Channel = channel, Steps = [.. steps], Expect = Expectation.Nothing, File = "", Line = 0 }, Procedure);
        return Procedure.SayNext.FirstOrDefault(next => next.When.Holds(Circumstances.Of(incident)));
    }
}
