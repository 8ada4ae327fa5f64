using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>What became of one item between two lists.</summary>
public enum Fate
{
    Kept,
    Removed,
    Added,
}

/// <summary>One item of either list, in the order in which the two are read together.</summary>
public readonly record struct Change<T>(Fate Fate, T Item);

/// <summary>What was added and what was removed between two lists: their longest common part is kept. Pure.</summary>
public static class Difference
{
    /// <summary>Pairs compared at most, after what begins and ends alike. Beyond it everything between counts as removed and added.</summary>
    const int MostPairs = 1_000_000;

    /// <summary>Kept and removed items are the old list, kept and added ones the new, each in its order.</summary>
    public static ImmutableArray<Change<T>> Of<T>(ImmutableArray<T> before, ImmutableArray<T> after)
        where T : IEquatable<T>
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start].Equals(after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)].Equals(after[^(end + 1)]))
        {
            end++;
        }

        var changes = ImmutableArray.CreateBuilder<Change<T>>(before.Length + after.Length - start - end);
        changes.AddRange(before[..start].Select(item => new Change<T>(Fate.Kept, item)));
        Between(before.AsSpan()[start..^end], after.AsSpan()[start..^end], changes);
        changes.AddRange(before[^end..].Select(item => new Change<T>(Fate.Kept, item)));
        return changes.DrainToImmutable();
    }

    static void Between<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> after, ImmutableArray<Change<T>>.Builder changes)
        where T : IEquatable<T>
    {
        var (i, j) = (0, 0);
        if ((long)before.Length * after.Length <= MostPairs)
        {
            var common = Common(before, after);
            while (i < before.Length && j < after.Length)
            {
                if (before[i].Equals(after[j]))
                {
                    changes.Add(new(Fate.Kept, before[i]));
                    (i, j) = (i + 1, j + 1);
                }
                else if (common[i + 1, j] >= common[i, j + 1])
                {
                    changes.Add(new(Fate.Removed, before[i++]));
                }
                else
                {
                    changes.Add(new(Fate.Added, after[j++]));
                }
            }
        }

        foreach (var item in before[i..])
        {
            changes.Add(new(Fate.Removed, item));
        }

        foreach (var item in after[j..])
        {
            changes.Add(new(Fate.Added, item));
        }
    }

    /// <summary>The length of the longest common part of what follows each pair of places.</summary>
    static int[,] Common<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> after)
        where T : IEquatable<T>
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i].Equals(after[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
