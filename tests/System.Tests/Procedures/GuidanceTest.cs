using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Integrations.Procedures;
using Shouldly;

namespace Holdfast.Tests.Procedures;

/// <summary>Guidance is written in Markdown and read into blocks of our own, in which nothing can be hidden.</summary>
public sealed class GuidanceTest
{
    static readonly Article Article = Read("""
        ---
        id: one
        title: One
        on-screen: true
        roles: [supervisor, lead]
        ---
        Plain, **strong**, *stressed*, [called](tel:911) & [there](#one-do-this-now).
        Next line.

        ## Do this *now*

        1. First
        2. Second
           - within

        > [!WARNING]
        > Mind the gap

        > somebody said

        | a | b |
        |---|---|
        | 1 | **2** |

        ## Do this now
        """);

    [Fact]
    public void The_head_says_whose_it_is()
    {
        Article.Id.ShouldBe("one");
        Article.OnScreen.ShouldBeTrue();
        Article.Roles.ShouldBe([Role.Supervisor, Role.Lead]);
    }

    [Fact]
    public void Emphasis_and_links_are_stretches_of_text() => ((Block.Paragraph)Article.Blocks[0]).Runs.ShouldBe(
    [
        new Run("Plain, "), new Run("strong", Strong: true), new Run(", "), new Run("stressed", Stressed: true), new Run(", "),
        new Run("called", Address: "tel:911"), new Run(" & "), new Run("there", Address: "#one-do-this-now"), new Run(". Next line."),
    ]);

    [Fact]
    public void Headings_have_anchors_that_differ() =>
        Article.Blocks.OfType<Block.Heading>().Select(heading => heading.Anchor).ShouldBe(["one-do-this-now", "one-do-this-now-2"]);

    [Fact]
    public void Lists_hold_lists()
    {
        var points = Article.Blocks.OfType<Block.Points>().ShouldHaveSingleItem();
        points.Numbered.ShouldBeTrue();
        points.Items.Length.ShouldBe(2);
        points.Items[1].OfType<Block.Points>().ShouldHaveSingleItem().Numbered.ShouldBeFalse();
    }

    [Fact]
    public void A_callout_has_its_tone_and_a_quotation_none()
    {
        Article.Blocks.OfType<Block.Notice>().ShouldHaveSingleItem().Tone.ShouldBe(CalloutTone.Warning);
        Article.Blocks.OfType<Block.Quotation>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_table_has_a_head_and_rows()
    {
        var table = Article.Blocks.OfType<Block.Table>().ShouldHaveSingleItem();
        table.Head.Select(cell => cell.Single().Text).ShouldBe(["a", "b"]);
        table.Rows.ShouldHaveSingleItem().Select(cell => cell.Single()).ShouldBe([new Run("1"), new Run("2", Strong: true)]);
    }

    [Theory]
    [InlineData("A < B and C > D", "A < B and C > D")]
    [InlineData("1 * 2 * 3", "1 * 2 * 3")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("[not a link]", "[not a link]")]
    [InlineData("a_b_c", "a_b_c")]
    public void Signs_that_mean_nothing_stay(string written, string read) =>
        ((Block.Paragraph)Read($"---\nid: one\ntitle: One\n---\n{written}\n").Blocks.Single()).Runs.Select(run => run.Text).ShouldBe([read]);

    static Article Read(string text)
    {
        var read = PackReader.Read(SmallPack.With("guidance/1.md", text));
        read.Errors.ShouldBeEmpty();
        return read.Procedure!.Articles.Single();
    }
}
