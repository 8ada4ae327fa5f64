using System.Collections.Immutable;
using Holdfast.Core.Incidents;

namespace Holdfast.Core.Procedures;

/// <summary>What is particular to a channel: its order, its wording, how contact ends, what can be pasted whole.</summary>
public sealed record ChannelGuide
{
    public required Channel Channel { get; init; }

    public required string Label { get; init; }

    /// <summary>The order across the top while contact lasts.</summary>
    public required Order Order { get; init; }

    /// <summary>The order after contact has ended.</summary>
    public required Order Ended { get; init; }

    /// <summary>How contact can end, each with its button's words; empty where there is no contact to end.</summary>
    public ImmutableArray<ContactEnd> Ends { get; init; } = [];

    /// <summary>The words of the button that takes an end back.</summary>
    public string? Resumed { get; init; }

    /// <summary>The title over the exact words.</summary>
    public required string WordsTitle { get; init; }

    /// <summary>What the field for the exact words asks.</summary>
    public required string WordsAsk { get; init; }

    /// <summary>What to paste whole; absent where there is nothing to paste.</summary>
    public string? Paste { get; init; }
}

/// <summary>One way in which contact ends.</summary>
public sealed record ContactEnd(Contact How, string Label);
