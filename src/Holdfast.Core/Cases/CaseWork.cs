using System.Collections.Immutable;
using Holdfast.Core.People;

namespace Holdfast.Core.Cases;

/// <summary>How far the customer's case has come. Content.</summary>
public sealed record CaseWork
{
    public static CaseWork None { get; } = new();

    /// <summary>Whether the outside form was completed; null: not said yet.</summary>
    public bool? OutsideForm { get; init; }

    /// <summary>The outside form's number; null while it is pending.</summary>
    public string? OutsideNumber { get; init; }

    /// <summary>Whether a case was there before; null: not said yet.</summary>
    public bool? Exists { get; init; }

    /// <summary>The existing case's number, or the one given when it was done.</summary>
    public string? Number { get; init; }

    public PersonId? DoneBy { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Which items of the card were copied at least once.</summary>
    public ImmutableArray<string> Copied { get; init; } = [];
}
