using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class PriorityTest
{
    [Theory]
    [InlineData("kind", "bomb", Priority.P0)]
    [InlineData("kind", "self-harm", Priority.P1)]
    [InlineData("kind", "harm-to-others", Priority.P1)]
    [InlineData("kind", "property", Priority.P2)]
    [InlineData("kind", "harassment", Priority.P2)]
    [InlineData("imminent", "yes", Priority.P0)]
    [InlineData("attempt", "yes", Priority.P0)]
    [InlineData("imminent", "no", Priority.P2)]
    [InlineData("manner", "direct", Priority.P2)]
    [InlineData("summary", "bomb", Priority.P2)]
    public void An_answer_gives_the_priority(string field, string value, Priority expected) =>
        History.OfAna().Answers(Cast.Ana, field, value).Incident.Priority.ShouldBe(expected);

    [Fact]
    public void The_most_urgent_of_several_kinds_wins() =>
        History.OfAna().Answers(Cast.Ana, Fields.Kind, Kinds.Harassment, Kinds.SelfHarm, Kinds.Property).Incident.Priority.ShouldBe(Priority.P1);

    [Fact]
    public void What_was_heard_counts_like_what_was_said() =>
        History.OfAna().Then(Cast.Ana, new AnswerGiven(Fields.Imminent, AnswerState.Observed, [Fields.Yes])).Incident.Priority.ShouldBe(Priority.P0);

    [Fact]
    public void Call_did_not_say_gives_no_priority() =>
        History.OfAna().Then(Cast.Ana, new AnswerGiven(Fields.Imminent, AnswerState.NotSaid, [Fields.Yes])).Incident.Priority.ShouldBe(Priority.P2);

    [Fact]
    public void Bargaining_and_taking_back_lower_nothing()
    {
        var history = History.OfAna().Answers(Cast.Ana, Fields.Kind, Kinds.Bomb).Answers(Cast.Ana, Fields.Conditional, Fields.Yes);
        history.Incident.Priority.ShouldBe(Priority.P0);
        history.Answers(Cast.Ana, Fields.Kind, Kinds.Harassment).Incident.Priority.ShouldBe(Priority.P0);
        history.TakesBack(Cast.Ana, Fields.Kind).Incident.Priority.ShouldBe(Priority.P0);
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
        var history = History.OfAna().Answers(Cast.Ana, Fields.Kind, Kinds.Bomb).Then(Cast.Sam, new PriorityLowered(Priority.P3, "a prank call, the number is known"));
        history.Incident.Priority.ShouldBe(Priority.P3);
        history.Answers(Cast.Ana, Fields.Kind, Kinds.Bomb, Kinds.Property).Answers(Cast.Ana, Fields.Summary, "laughter").Incident.Priority.ShouldBe(Priority.P3);
    }

    /// <summary>Found in review: what was derived was P0 before and after, so the bomb changed nothing.</summary>
    [Fact]
    public void A_bomb_heard_of_after_an_imminent_threat_was_lowered_is_P0_and_rings()
    {
        var history = History.OfAna().Answers(Cast.Ana, Fields.Imminent, Fields.Yes).Then(Cast.Sam, new IncidentAcknowledged())
            .Then(Cast.Sam, new PriorityLowered(Priority.P2, "he has put the knife away"));
        history.Incident.Ring.ShouldBeNull();
        history.Answers(Cast.Ana, Fields.Kind, Kinds.Bomb);
        history.Incident.Priority.ShouldBe(Priority.P0);
        history.Incident.Ring.ShouldNotBeNull().Cause.ShouldBe(RingCause.P0);
    }
}
