using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Holdfast.Harness.Faults;
using Holdfast.Harness.Procedures;
using Holdfast.Web.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>Two versions side by side: the left column is the old article, the right one the new, whatever changed between them.</summary>
public sealed class ComparisonTest
{
    static readonly ImmutableArray<ArticlePart> Default = ArticleText.Of(PackWords.Of(Pack.Default).Procedure), Renamed = ArticleText.Of(PackWords.Of(Pack.Renamed).Procedure);

    [Fact]
    public void A_version_beside_itself_is_the_same() => Comparison.Of(Default, Default).ShouldAllBe(part => part.IsSame);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Each_side_reads_as_its_version(int seed)
    {
        var dice = new Dice((ulong)seed);
        var (before, after) = (Shaken(dice), Shaken(dice));
        var parts = Comparison.Of(before, after);
        foreach (var part in before) Side(parts, part.Id, line => line.Before).ShouldBe(part.Lines);
        foreach (var part in after) Side(parts, part.Id, line => line.After).ShouldBe(part.Lines);
        parts.Select(part => part.Id).ShouldBeUnique();
        parts.SelectMany(part => part.Lines).SelectMany(line => line.Before ?? []).ShouldAllBe(piece => piece.Fate != Fate.Added);
        parts.SelectMany(part => part.Lines).SelectMany(line => line.After ?? []).ShouldAllBe(piece => piece.Fate != Fate.Removed);
    }

    [Fact]
    public void A_changed_word_is_marked_inside_its_line()
    {
        ArticlePart before = new("bomb", "Bomb", ["Bomb", "Call the supervisor of your team at once."]), after = new("bomb", "Bomb", ["Bomb", "Call the lead of your team at once."]);
        var line = Comparison.Of([before], [after]).Single().Lines[1];
        line.Before.ShouldBe([new(Fate.Kept, "Call the "), new(Fate.Removed, "supervisor"), new(Fate.Kept, " of your team at once.")]);
        line.After.ShouldBe([new(Fate.Kept, "Call the "), new(Fate.Added, "lead"), new(Fate.Kept, " of your team at once.")]);
    }

    [Fact]
    public void Lines_with_nothing_in_common_stand_one_below_the_other()
    {
        var lines = Comparison.Of([new("a", "A", ["Keep the line open."])], [new("a", "A", ["Никогда"])]).Single().Lines;
        lines.Length.ShouldBe(2);
        lines[0].After.ShouldBeNull();
        lines[1].Before.ShouldBeNull();
    }

    [Fact]
    public void A_part_that_only_moved_is_compared_where_it_is_now() =>
        Comparison.Of([Default[1], Default[2]], [Default[2], Default[1]]).Select(part => (part.Id, part.IsSame)).ShouldBe([(Default[2].Id, true), (Default[1].Id, true)]);

    /// <summary>The article with some lines taken out, put in or exchanged.</summary>
    static ImmutableArray<ArticlePart> Shaken(Dice dice) =>
    [
        .. Default.Where(_ => dice.Below(8) > 0).Select(part => part with
        {
            Lines = [.. part.Lines.SelectMany(line => dice.Below(6) switch
            {
                0 => Array.Empty<string>(),
                1 => [line, Other()],
                2 => [string.Join(' ', line.Split(' ').Where(_ => dice.Below(4) > 0))],
                _ => [line],
            })],
        }),
    ];

    static string Other() => Renamed[3].Lines[0];

    static IEnumerable<string> Side(ImmutableArray<ComparedPart> parts, string id, Func<ComparedLine, ImmutableArray<Piece>?> side) =>
        parts.Single(part => part.Id == id).Lines.Select(side).OfType<ImmutableArray<Piece>>().Select(pieces => string.Concat(pieces.Select(piece => piece.Text)));
}
