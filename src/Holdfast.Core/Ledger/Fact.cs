using System.Text.Json;

namespace Holdfast.Core.Ledger;

/// <summary>Something that happened, in the past tense: the payload of an entry. Immutable; each sealed case has a wire name and a version.</summary>
public abstract record Fact;

/// <summary>
/// A fact that this version doesn't understand: from an older page, a newer node, or with an odd value. It is kept as it came and shown
/// as "to be checked"; it is never refused.
/// </summary>
/// <param name="Type">The wire name as it came, at most 200 characters.</param>
/// <param name="WireVersion">The version as it came.</param>
/// <param name="Body">The JSON as it came.</param>
public sealed record KeptAsItCame(string Type, int WireVersion, JsonElement Body) : Fact;

/// <summary>Place and time of an entry in the record.</summary>
/// <param name="Position">The place in the whole ledger: 1, 2, 3, … without a gap.</param>
/// <param name="Sequence">The place in the record of its incident: 1, 2, 3, … without a gap.</param>
/// <param name="RecordedAt">When the server made it durable (UTC, never before an earlier position's).</param>
/// <param name="OccurredAt">When it happened by the author's account, reckoned on the server's clock.</param>
public readonly record struct EntryHead(
    long Position, IncidentId Incident, int Sequence, EntryId Id, People.PersonId Author, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt);

/// <summary>One entry, readable.</summary>
public sealed record Entry(EntryHead Head, Fact Fact);
