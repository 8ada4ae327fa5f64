using FsCheck.Xunit;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;
using Need = Holdfast.Core.Access.Access;

namespace Holdfast.Tests.Incidents;

/// <summary>What holds of every record, whatever happened in it. A failure prints the story and the seed that gave it.</summary>
[Properties(Arbitrary = [typeof(Stories)], MaxTest = 300, EndSize = 60)]
public sealed class StoryProperties
{
    [Property]
    public void Folding_goes_on_from_what_was_stored(Story story)
    {
        var entries = story.Tell().Entries;
        var whole = entries.Aggregate<Entry, Incident?>(null, (now, entry) => Fold.Apply(now, entry.Head, entry.Fact));
        var first = entries.Take(entries.Count / 2 + 1).Aggregate<Entry, Incident?>(null, (now, entry) => Fold.Apply(now, entry.Head, entry.Fact));
        var second = entries.Skip(entries.Count / 2 + 1).Aggregate(first, (now, entry) => Fold.Apply(now, entry.Head, entry.Fact));
        second.ShouldBeEquivalentTo(whole);
    }

    [Property]
    public void Sequence_version_and_time_never_go_back(Story story) => Steps(story, (before, entry, after) =>
    {
        after.Sequence.ShouldBe(before.Sequence + 1);
        after.Version.ShouldBeInRange(before.Version, before.Version + 1);
        after.LastPosition.ShouldBe(entry.Head.Position);
        (Fold.IsDecision(entry.Fact) && after.Version == before.Version).ShouldBeFalse();
    });

    [Property]
    public void Priority_goes_down_only_when_somebody_lowers_it(Story story) => Steps(story, (before, entry, after) =>
    {
        if (entry.Fact is not PriorityLowered)
        {
            ((int)after.Priority).ShouldBeLessThanOrEqualTo((int)before.Priority);
        }
    });

    [Property]
    public void A_rule_that_holds_is_on_record_with_its_ground(Story story)
    {
        var told = story.Tell();
        foreach (var entry in told.Entries)
        {
            if (entry.Fact is PriorityDerived derived)
            {
                derived.Because.ShouldNotBeEmpty();
                Small.Procedure.Priorities.Where(rule => rule.Priority == derived.To).Select(rule => rule.Because).ShouldContain(derived.Because[0]);
            }
        }

        if (!told.Entries.Any(entry => entry.Fact is PriorityLowered))
        {
            var now = Circumstances.Of(told.Incident);
            Small.Procedure.Priorities.Where(rule => rule.When.Holds(now)).ShouldAllBe(rule => told.Incident.Priority <= rule.Priority);
        }
    }

    [Property]
    public void A_ring_always_has_a_next_move_and_nobody_has_it_meanwhile(Story story) => Steps(story, (_, _, after) =>
    {
        if (after.Ring is { } ring)
        {
            (after.DueAt <= ring.DueAt).ShouldBeTrue();
            after.Acknowledged.ShouldBeNull();
            ring.People.Select(one => one.Person).Intersect(after.Excluded).ShouldBeEmpty();
        }
    });

    [Property]
    public void A_watch_fires_once(Story story) => Steps(story, (before, entry, after) =>
    {
        if (entry.Fact is DeadlinePassed passed && after.Ring?.StartedAt == before.Ring?.StartedAt)
        {
            Watches.Open(after).ShouldNotContain(one => one.What == passed.What && one.Of == passed.Of);
        }
    });

    [Property]
    public void A_transfer_goes_one_way(Story story) => Steps(story, (before, _, after) =>
    {
        after.Handovers.Length.ShouldBeInRange(before.Handovers.Length, before.Handovers.Length + 1);
        for (var i = 0; i < before.Handovers.Length; i++)
        {
            ((int)after.Handovers[i].Step).ShouldBeGreaterThanOrEqualTo((int)before.Handovers[i].Step);
            (i < before.Handovers.Length - 1 && before.Handovers[i].IsOpen).ShouldBeFalse();
        }
    });

    [Property]
    public void A_ring_ends_only_by_acknowledging_or_closing(Story story) => Steps(story, (before, entry, after) =>
    {
        if (before.Ring is not null && after.Ring is null)
        {
            (entry.Fact is IncidentAcknowledged or IncidentClosed).ShouldBeTrue();
        }
    });

    [Property]
    public void Whoever_is_marked_or_disabled_may_nothing_ever(Story story) => Steps(story, (_, _, after) =>
    {
        foreach (var person in Cast.All.Where(person => person.Disabled || after.Excluded.Contains(person.Id)))
        {
            Enum.GetValues<Operation>().ShouldAllBe(operation => !Need.Decide(person, after, operation, after.LastEntryAt).IsAllowed);
            Need.IsRungFor(person, after).ShouldBeFalse();
        }
    });

    [Property]
    public void Administrators_and_auditors_never_get_the_content_of_others(Story story) => Steps(story, (_, _, after) =>
    {
        foreach (var person in new[] { Cast.Adam, Cast.Audrey, Cast.Ida })
        {
            Enum.GetValues<Operation>().Where(operation => Need.Decide(person, after, operation, after.LastEntryAt).IsAllowed)
                .ShouldBeSubsetOf([Operation.SeeNumber, Operation.ReadReadings]);
        }
    });

    [Property]
    public void Who_may_do_anything_sees_the_number_and_who_may_act_may_read(Story story) => Steps(story, (_, _, after) =>
    {
        foreach (var person in Cast.All)
        {
            bool May(Operation operation) => Need.Decide(person, after, operation, after.LastEntryAt).IsAllowed;
            var allowed = Enum.GetValues<Operation>().Where(May).ToArray();
            (allowed.Length == 0 || May(Operation.SeeNumber)).ShouldBeTrue();
            if (allowed.Except([Operation.SeeNumber, Operation.BreakGlass, Operation.ReadReadings]).Any())
            {
                May(Operation.Read).ShouldBeTrue();
                May(Operation.BreakGlass).ShouldBeFalse();
            }
        }
    });

    [Property]
    public void The_owner_is_nobody_who_is_marked_when_the_mark_is_set(Story story) => Steps(story, (before, _, after) =>
    {
        var marked = after.Excluded.Except(before.Excluded).ToArray();
        marked.ShouldNotContain(after.Owner ?? default);
        marked.ShouldNotContain(after.IsOpen ? after.Acknowledged?.By ?? default : default);
    });

    static void Steps(Story story, Action<Incident, Entry, Incident> check)
    {
        Incident? before = null;
        foreach (var entry in story.Tell().Entries)
        {
            var after = Fold.Apply(before, entry.Head, entry.Fact);
            if (before is not null)
            {
                check(before, entry, after);
            }

            before = after;
        }
    }
}
