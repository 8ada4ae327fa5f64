using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>A stretch of a line of one fate.</summary>
public sealed record Piece(Fate Fate, string Text);

/// <summary>A line as it was and as it is; null where one of them has no such line.</summary>
public sealed record ComparedLine(ImmutableArray<Piece>? Before, ImmutableArray<Piece>? After)
{
    /// <summary>Both alike.</summary>
    public bool IsKept => Before is { } before && After is not null && before.All(piece => piece.Fate == Fate.Kept);
}

/// <summary>A part of the article in both versions; <paramref name="Fate"/> tells whether only one of them has it.</summary>
public sealed record ComparedPart(string Id, string Title, Fate Fate, ImmutableArray<ComparedLine> Lines)
{
    public bool IsSame => Lines.All(line => line.IsKept);
}

/// <summary>Two versions of the article, part by part, line by line, and inside a line that changed word by word. Pure.</summary>
public static class Comparison
{
    public static ImmutableArray<ComparedPart> Of(ImmutableArray<ArticlePart> before, ImmutableArray<ArticlePart> after)
    {
        var was = before.ToDictionary(part => part.Id, StringComparer.Ordinal);
        var stays = after.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        var order = Difference.Of([.. before.Select(part => part.Id)], [.. after.Select(part => part.Id)]);

        // A part that only moved is compared where it is now.
        return [.. order.Where(change => change.Fate != Fate.Removed || !stays.Contains(change.Item)).Select(change =>
        {
            var then = was.GetValueOrDefault(change.Item);
            var now = after.FirstOrDefault(part => part.Id == change.Item);
            return new ComparedPart(change.Item, (now ?? then)!.Title, then is null ? Fate.Added : now is null ? Fate.Removed : Fate.Kept, Lines(then?.Lines ?? [], now?.Lines ?? []));
        })];
    }

    static ImmutableArray<ComparedLine> Lines(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var lines = ImmutableArray.CreateBuilder<ComparedLine>();
        List<string> removed = [], added = [];
        foreach (var change in Difference.Of(before, after))
        {
            switch (change.Fate)
            {
                case Fate.Removed:
                    removed.Add(change.Item);
                    break;
                case Fate.Added:
                    added.Add(change.Item);
                    break;
                case Fate.Kept:
                    Changed();
                    lines.Add(new([new(Fate.Kept, change.Item)], [new(Fate.Kept, change.Item)]));
                    break;
            }
        }

        Changed();
        return lines.ToImmutable();

        // What was removed stands beside what was added in its place, as long as they have words in common.
        void Changed()
        {
            for (var i = 0; i < Math.Max(removed.Count, added.Count); i++)
            {
                var (old, now) = (i < removed.Count ? removed[i] : null, i < added.Count ? added[i] : null);
                if (old is not null && now is not null && Words(old, now) is { } line)
                {
                    lines.Add(line);
                    continue;
                }

                if (old is not null)
                {
                    lines.Add(new([new(Fate.Removed, old)], null));
                }

                if (now is not null)
                {
                    lines.Add(new(null, [new(Fate.Added, now)]));
                }
            }

            removed.Clear();
            added.Clear();
        }
    }

    /// <summary>The two lines word by word; null where less than a third of the shorter one is common.</summary>
    static ComparedLine? Words(string before, string after)
    {
        var changes = Difference.Of(Split(before), Split(after));
        var common = changes.Where(change => change.Fate == Fate.Kept).Sum(change => change.Item.Trim().Length);
        return common * 3 < Math.Min(before.Length, after.Length) ? null
            : new(Join(changes.Where(change => change.Fate != Fate.Added)), Join(changes.Where(change => change.Fate != Fate.Removed)));
    }

    static ImmutableArray<Piece> Join(IEnumerable<Change<string>> changes)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var change in changes)
        {
            if (pieces is [.., var last] && last.Fate == change.Fate)
            {
                pieces[^1] = last with { Text = last.Text + change.Item };
            }
            else
            {
                pieces.Add(new(change.Fate, change.Item));
            }
        }

        return pieces.ToImmutable();
    }

    /// <summary>Words, each stretch of white space and each other sign for itself.</summary>
    static ImmutableArray<string> Split(string line)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var start = 0; start < line.Length;)
        {
            var end = start + 1;
            if (char.IsLetterOrDigit(line[start]) || char.IsWhiteSpace(line[start]))
            {
                var space = char.IsWhiteSpace(line[start]);
                while (end < line.Length && (space ? char.IsWhiteSpace(line[end]) : char.IsLetterOrDigit(line[end])))
                {
                    end++;
                }
            }

            words.Add(line[start..end]);
            start = end;
        }

        return words.ToImmutable();
    }
}
