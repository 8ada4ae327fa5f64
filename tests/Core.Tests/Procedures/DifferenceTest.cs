using System.Collections.Immutable;
using FsCheck.Xunit;
using Holdfast.Core.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>What two versions have in common, and what only one has.</summary>
public sealed class DifferenceTest
{
    [Property]
    public void Kept_and_removed_are_the_old_list_and_kept_and_added_the_new(byte[] before, byte[] after)
    {
        // Few different items, so that much is common.
        ImmutableArray<int> old = [.. before.Select(one => one % 4)], now = [.. after.Select(one => one % 4)];
        var changes = Difference.Of(old, now);
        changes.Where(change => change.Fate != Fate.Added).Select(change => change.Item).ShouldBe(old);
        changes.Where(change => change.Fate != Fate.Removed).Select(change => change.Item).ShouldBe(now);
    }

    [Property]
    public void Nothing_is_removed_or_added_between_a_list_and_itself(byte[] list) =>
        Difference.Of<byte>([.. list], [.. list]).ShouldAllBe(change => change.Fate == Fate.Kept);

    [Property]
    public void What_is_put_in_is_all_that_is_added(byte[] list, byte put, byte where)
    {
        ImmutableArray<byte> before = [.. list];
        var after = before.Insert(where % (before.Length + 1), put);
        Difference.Of(before, after).Where(change => change.Fate != Fate.Kept).Select(change => (change.Fate, change.Item)).ShouldBe([(Fate.Added, put)]);
        Difference.Of(after, before).Where(change => change.Fate != Fate.Kept).Select(change => (change.Fate, change.Item)).ShouldBe([(Fate.Removed, put)]);
    }

    [Fact]
    public void The_longest_common_part_is_kept() =>
        Difference.Of<char>([.. "call the lead"], [.. "call a lead now"]).Count(change => change.Fate == Fate.Kept).ShouldBe("call  lead".Length);

    [Fact]
    public void Lists_too_long_to_compare_are_removed_and_added_whole_but_for_their_ends()
    {
        ImmutableArray<int> before = [-1, .. Enumerable.Range(0, 3000), -2], after = [-1, .. Enumerable.Range(0, 3000).Reverse(), -2];
        var changes = Difference.Of(before, after);
        changes.Where(change => change.Fate == Fate.Kept).Select(change => change.Item).ShouldBe([-1, -2]);
        changes.Where(change => change.Fate != Fate.Added).Select(change => change.Item).ShouldBe(before);
        changes.Where(change => change.Fate != Fate.Removed).Select(change => change.Item).ShouldBe(after);
    }
}
