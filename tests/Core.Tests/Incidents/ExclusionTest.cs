using Holdfast.Core.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class ExclusionTest
{
    [Fact]
    public void Subject_and_witnesses_are_excluded() =>
        History.OfAna().Marks(Cast.Ana, Cast.Sam).Answers(Cast.Ana, Fields.ConflictWitness, Cast.Olga.Id.ToString(), Cast.Bob.Id.ToString())
            .Incident.Excluded.ShouldBe([Cast.Bob.Id, Cast.Sam.Id, Cast.Olga.Id]);

    [Fact]
    public void A_name_that_is_nobodys_id_excludes_nobody() => History.OfAna().Answers(Cast.Ana, Fields.SubjectAccount, "the man next door", "").Incident.Excluded.ShouldBeEmpty();

    [Fact]
    public void A_mark_taken_back_is_lifted() => History.OfAna().Marks(Cast.Ana, Cast.Sam).TakesBack(Cast.Ana, Fields.SubjectAccount).Incident.Excluded.ShouldBeEmpty();

    [Fact]
    public void Nobody_marks_themselves() => History.OfAna().Marks(Cast.Ana, Cast.Ana).Incident.Excluded.ShouldBeEmpty();

    /// <summary>Found in review: the next mark by somebody else made the agent's slip effective.</summary>
    [Fact]
    public void A_slip_stays_without_effect_when_somebody_else_marks_next() =>
        History.OfAna().Marks(Cast.Ana, Cast.Ana).Answers(Cast.Sam, Fields.ConflictWitness, Cast.Olga.Id.ToString()).Incident.Excluded.ShouldBe([Cast.Olga.Id]);

    /// <summary>Found in review: what the person marked had been typing became an entry half a minute later and lifted the mark.</summary>
    [Fact]
    public void Whoever_is_marked_doesnt_lift_the_mark()
    {
        var history = History.OfAna().Marks(Cast.Ana, Cast.Sam).Answers(Cast.Sam, Fields.SubjectAccount, Cast.Bob.Id.ToString());
        history.Incident.Excluded.ShouldBe([Cast.Sam.Id]);
        history.Answers(Cast.Sam, Fields.ConflictWitness, Cast.Bob.Id.ToString()).Incident.Excluded.ShouldBe([Cast.Sam.Id]);
    }

    [Fact]
    public void Excluding_who_acknowledged_rings_anew_and_takes_the_incident_away()
    {
        var history = History.OfAna().Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent)).Then(Cast.Sam, new IncidentAcknowledged()).Marks(Cast.Ana, Cast.Sam);
        history.Incident.Ring.ShouldNotBeNull().StartedAt.ShouldBe(history.Now);
        history.Incident.Acknowledged.ShouldBeNull();
        history.Incident.Owner.ShouldBeNull();
    }

    /// <summary>Found in review: an acknowledgement under way when its author was marked still ended the ring.</summary>
    [Fact]
    public void Marking_counts_as_a_decision_so_that_an_acknowledgement_under_way_conflicts()
    {
        var history = History.OfAna().Then(Cast.Ana, new SupervisorRequested(AskedBy.Agent));
        var version = history.Incident.Version;
        history.Marks(Cast.Ana, Cast.Sam).Incident.Version.ShouldBe(version + 1);
        history.Marks(Cast.Ana, Cast.Sam).Incident.Version.ShouldBe(version + 1);
    }
}
