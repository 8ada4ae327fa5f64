using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class PriorityTest
{
    [Theory]
    [InlineData(Small.Kind, Small.Bomb, Priority.P0)]
    [InlineData(Small.Kind, Small.SelfHarm, Priority.P1)]
    [InlineData(Small.Kind, Small.HarmToOthers, Priority.P1)]
    [InlineData(Small.Kind, Small.Property, Priority.P2)]
    [InlineData(Small.Kind, Small.Harassment, Priority.P2)]
    [InlineData(Small.Imminent, Fields.Yes, Priority.P0)]
    [InlineData(Small.Attempt, Fields.Yes, Priority.P0)]
    [InlineData(Small.Imminent, "no", Priority.P2)]
    [InlineData(Small.Manner, "direct", Priority.P2)]
    [InlineData(Small.Summary, Small.Bomb, Priority.P2)]
    public void An_answer_gives_the_priority(string field, string value, Priority expected) =>
        History.OfAna().Answers(Cast.Ana, field, value).Incident.Priority.ShouldBe(expected);

    [Fact]
    public void The_most_urgent_of_several_kinds_wins() =>
        History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Harassment, Small.SelfHarm, Small.Property).Incident.Priority.ShouldBe(Priority.P1);

    [Fact]
    public void What_was_heard_counts_like_what_was_said() =>
        History.OfAna().Then(Cast.Ana, new AnswerGiven(Small.Imminent, AnswerState.Observed, [Fields.Yes])).Incident.Priority.ShouldBe(Priority.P0);

    [Fact]
    public void Call_did_not_say_gives_no_priority() =>
        History.OfAna().Then(Cast.Ana, new AnswerGiven(Small.Imminent, AnswerState.NotSaid, [Fields.Yes])).Incident.Priority.ShouldBe(Priority.P2);

    [Fact]
    public void Bargaining_and_taking_back_lower_nothing()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Answers(Cast.Ana, Small.Conditional, Fields.Yes);
        history.Incident.Priority.ShouldBe(Priority.P0);
        history.Answers(Cast.Ana, Small.Kind, Small.Harassment).Incident.Priority.ShouldBe(Priority.P0);
        history.TakesBack(Cast.Ana, Small.Kind).Incident.Priority.ShouldBe(Priority.P0);
    }

    [Fact]
    public void The_record_says_who_brought_it_about_and_why()
    {
        var history = History.OfAna().Then(Cast.Ana, new StatementAdded("hello")).Answers(Cast.Bob, Small.Kind, Small.Harassment, Small.Bomb);
        var derived = history.Entries[^1];
        derived.Head.Author.ShouldBe(Cast.Bob.Id);
        derived.Fact.ShouldBeOfType<PriorityDerived>().ShouldSatisfyAllConditions(fact => fact.To.ShouldBe(Priority.P0), fact => fact.Because.ShouldBe(["a device"]));
    }

    [Fact]
    public void Grounds_that_begin_at_once_are_all_told()
    {
        var before = History.OfAna().Incident;
        var after = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Answers(Cast.Ana, Small.Imminent, Fields.Yes).Incident with { Priority = Priority.P2 };
        Consequences.Of(before, after, Small.Procedure).ShouldHaveSingleItem().ShouldBeOfType<PriorityDerived>().Because.ShouldBe(["it may happen any moment", "a device"]);
        Consequences.Of(null, after, Small.Procedure).Length.ShouldBe(1);
        Consequences.Of(after, after, Small.Procedure).ShouldBeEmpty();
    }

    [Fact]
    public void Anyone_raises_and_raising_to_less_changes_nothing()
    {
        var history = History.OfAna().Then(Cast.Ana, new PriorityRaised(Priority.P1));
        history.Incident.Priority.ShouldBe(Priority.P1);
        history.Then(Cast.Bob, new PriorityRaised(Priority.P3)).Incident.Priority.ShouldBe(Priority.P1);
    }

    [Fact]
    public void Lowered_stays_lowered_while_nothing_new_is_heard()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Kind, Small.Bomb).Then(Cast.Sam, new PriorityLowered(Priority.P3, "a prank call, the number is known"));
        history.Incident.Priority.ShouldBe(Priority.P3);
        history.Answers(Cast.Ana, Small.Kind, Small.Bomb, Small.Property).Answers(Cast.Ana, Small.Summary, "laughter").Incident.Priority.ShouldBe(Priority.P3);
    }

    /// <summary>Found in review: what was derived was P0 before and after, so the bomb changed nothing.</summary>
    [Fact]
    public void A_bomb_heard_of_after_an_imminent_threat_was_lowered_is_P0_and_rings()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Imminent, Fields.Yes).Then(Cast.Sam, new IncidentAcknowledged())
            .Then(Cast.Sam, new PriorityLowered(Priority.P2, "he has put the knife away"));
        history.Incident.Ring.ShouldBeNull();
        history.Answers(Cast.Ana, Small.Kind, Small.Bomb);
        history.Incident.Priority.ShouldBe(Priority.P0);
        history.Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.P0);
    }
}
