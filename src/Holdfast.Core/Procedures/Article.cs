using System.Collections.Immutable;
using Holdfast.Core.People;

namespace Holdfast.Core.Procedures;

/// <summary>One page of guidance, read out of Markdown into blocks that need no cleaning to be shown.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="OnScreen">Also folded away on the live screen.</param>
/// <param name="Roles">Whose page it is; empty is everybody's. Everybody may read all.</param>
public sealed record Article(string Id, string Title, bool OnScreen, ImmutableArray<Role> Roles, ImmutableArray<Block> Blocks);

/// <summary>A block of guidance.</summary>
public abstract record Block
{
    /// <param name="Level">2 to 4.</param>
    /// <param name="Anchor">Unique within the procedure.</param>
    public sealed record Heading(int Level, string Anchor, ImmutableArray<Run> Runs) : Block;

    public sealed record Paragraph(ImmutableArray<Run> Runs) : Block;

    public sealed record Points(bool Numbered, ImmutableArray<ImmutableArray<Block>> Items) : Block;

    public sealed record Notice(CalloutTone Tone, ImmutableArray<Block> Blocks) : Block;

    public sealed record Quotation(ImmutableArray<Block> Blocks) : Block;

    /// <param name="Head">The first row.</param>
    public sealed record Table(ImmutableArray<ImmutableArray<Run>> Head, ImmutableArray<ImmutableArray<ImmutableArray<Run>>> Rows) : Block;
}

/// <summary>A stretch of text of one look.</summary>
/// <param name="Address">Where it leads: https, tel, or an anchor of the page; null for most.</param>
public sealed record Run(string Text, bool Strong = false, bool Stressed = false, string? Address = null);
