using System.Collections.Immutable;
using Holdfast.Core.Cases;
using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures.Examples;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>An example is played by the rules of the record, and what differs is said in words.</summary>
public sealed class ExampleRunTest
{
    [Fact]
    public void What_comes_out_as_expected_is_not_mentioned() => Differences(
        new Expectation { Priority = Priority.P0, Sections = ["device"], Answers = [(Small.Kind, Small.Bomb)], Now = "none" },
        By(new StatementAdded("There is something")), By(Kind(Small.Bomb))).ShouldBeEmpty();

    [Fact]
    public void What_comes_out_otherwise_is_said() => Differences(
        new Expectation { Priority = Priority.P3, Sections = [], Now = "none", Answers = [(Small.Kind, "something")] },
        By(Kind(Small.Bomb))).ShouldBe(
        [
            "the priority should be \"P3\" and is \"P0\"",
            "the sections open should be \"\" and is \"device\"",
            $"the step that matters now should be \"none\" and is \"{Small.Step}\"",
            $"the answer to '{Small.Kind}' should be \"something\" and is \"{Small.Bomb}\"",
        ]);

    [Fact]
    public void The_rest_fills_open_questions_only()
    {
        var incident = Play(By(new AnswerGiven(Small.Name, AnswerState.Answered, ["Ana"])), new Happening.RestNotSaid(Role.Agent));
        incident.Values(Small.Name).ShouldBe(["Ana"]);
        incident.Answers.Values.ShouldNotContain(answer => answer.State == AnswerState.NotSaid);
        Play(new Happening.RestNotSaid(Role.Agent)).Answers[Small.Name].State.ShouldBe(AnswerState.NotSaid);
    }

    [Fact]
    public void Filing_puts_presets_and_what_is_missing_on_record()
    {
        var incident = Play(By(Kind(Small.Bomb)), new Happening.Filed(Role.Agent));
        incident.State.ShouldBe(State.Filed);
        incident.Answers.ShouldContainKey(Small.Fuse);
    }

    [Fact]
    public void Colleagues_take_part()
    {
        var incident = Play(
            By(new EmergencyCalled("911")), new Happening.Responded(Role.Supervisor, true), new Happening.Stated(Role.Supervisor, new IncidentAcknowledged()),
            new Happening.TakenOver(Role.CorporateSecurity, "goes on with it"), By(new CaseDone("17")));
        incident.Emergency.ShouldHaveSingleItem().Reached.ShouldBe(true);
        incident.Owner.ShouldNotBe(incident.Agent);
        incident.Owner.ShouldNotBe(incident.Acknowledged!.By);
        incident.Case.DoneBy.ShouldBe(incident.Agent);
    }

    static AnswerGiven Kind(string kind) => new(Small.Kind, AnswerState.Answered, [kind]);

    static Happening By(Core.Ledger.Fact fact) => new Happening.Stated(Role.Agent, fact);

    static ImmutableArray<string> Differences(Expectation expect, params ReadOnlySpan<Happening> steps) => ExampleRun.Differences(Story(expect, steps), Small.Procedure);

    static Incident Play(params ReadOnlySpan<Happening> steps) => ExampleRun.Play(Story(Expectation.Nothing, steps), Small.Procedure);

    static Example Story(Expectation expect, ReadOnlySpan<Happening> steps) =>
        new() { Title = "A story", Channel = Channel.Phone, Steps = [.. steps], Expect = expect, File = "story.yaml", Line = 1 };
}
