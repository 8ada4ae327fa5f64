using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;

namespace Holdfast.Storage.Ledger;

/// <summary>An entry to be appended. Its id makes sending it again harmless.</summary>
public sealed record NewEntry(EntryId Id, Fact Fact, DateTimeOffset OccurredAt);

/// <summary>Typing in progress, to become the entry <paramref name="Entry"/>. Empty text removes it.</summary>
/// <param name="Statement">The statement whose words are being written on; null for a new one and for every other field.</param>
public sealed record DraftWrite(EntryId Entry, string Field, string Text, EntryId? Statement = null);

/// <summary>
/// One atomic batch for one record. Begins with <see cref="IncidentStarted"/> to start an incident (its number is given here; the start
/// entry's id is the incident's own).
/// </summary>
public sealed record Append
{
    public required IncidentId Incident { get; init; }

    public required PersonId Author { get; init; }

    public ImmutableArray<NewEntry> Entries { get; init; } = [];

    /// <summary>The version that a decision was taken on; null for facts.</summary>
    public int? ExpectedVersion { get; init; }

    public DraftWrite? Draft { get; init; }

    /// <summary>Its words come long after they were typed: an entry whose id stands with words of that time or later adds nothing, whatever it says.</summary>
    public bool IsLate { get; init; }

    /// <summary>Rows of a slice's own table that change with the entries, or alone, in the same commit. Written also when the entries are there already.</summary>
    public ImmutableArray<Write> Also { get; init; } = [];

    /// <summary>Asked of the incident as it is when the batch's turn comes: false answers <see cref="Appended.Absent"/> and keeps nothing. Quick and pure; null allows.</summary>
    public Func<Incident, bool>? Allows { get; init; }
}

/// <summary>What became of a batch.</summary>
public abstract record Appended
{
    /// <summary>Durable, now or from an earlier sending.</summary>
    /// <param name="After">The incident after the batch; null for the house record.</param>
    /// <param name="Heads">Where each entry stands, in the order sent.</param>
    /// <param name="Added">How many were new.</param>
    /// <param name="DraftEntered">The draft's entry exists already; the draft was not kept.</param>
    public sealed record Done(Incident? After, ImmutableArray<EntryHead> Heads, int Added, bool DraftEntered) : Appended;

    /// <summary>Another decision came first; nothing of the batch was kept.</summary>
    public sealed record Conflict(Incident Current) : Appended;

    /// <summary>No such incident, or its id belongs to somebody else's start.</summary>
    public sealed record Absent : Appended;
}

/// <summary>One entry that became durable, with the incident after its batch.</summary>
public sealed record Change(EntryHead Head, string Type, Incident? After);

/// <summary>The ledger can't take entries now: its queue is full or the database is away. Nothing was promised; send again.</summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The record of the house itself: people, sign-ins, denials of what doesn't exist.</summary>
public static class HouseRecord
{
    /// <summary>The reserved id of the house's record.</summary>
    public static readonly IncidentId Id = new(new Guid("00000000-0000-7000-8000-000000000001"));

    /// <summary>The author of what the product does by itself, such as a deadline firing.</summary>
    public static readonly PersonId Author = new(new Guid("00000000-0000-7000-8000-000000000002"));
}
