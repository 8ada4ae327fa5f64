using Holdfast.Core.Cases;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>How far the customer's case has come, and the card with its values.</summary>
public sealed record CaseView
{
    /// <summary>Whether the outside form was completed; null: not answered.</summary>
    public bool? OutsideForm { get; init; }

    /// <summary>The outside form's number; null while it is pending or there is none.</summary>
    public string? OutsideNumber { get; init; }

    /// <summary>Whether there is a case already; null: not answered.</summary>
    public bool? Exists { get; init; }

    public string? Number { get; init; }

    /// <summary>Who ticked it done, and when; null while it is not.</summary>
    public StampView? Done { get; init; }

    /// <summary>When it was entered, where it was taken on paper: the times on the card are then the paper's.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>The items that were copied at least once, as the record calls them.</summary>
    public required IReadOnlyList<string> Copied { get; init; }

    /// <summary>What a new case holds; null unless there is none yet.</summary>
    public IReadOnlyList<CardValue>? Create { get; init; }

    /// <summary>What the assignment says, on every path.</summary>
    public required IReadOnlyList<CardValue> Assign { get; init; }

    public static CaseView Of(Incident incident, Procedure procedure, IEnumerable<string> words, Func<Core.People.PersonId, PersonView> name)
    {
        var work = incident.Case;
        var card = FilledCard.Of(incident, procedure, words);
        return new CaseView
        {
            OutsideForm = work.OutsideForm,
            OutsideNumber = work.OutsideNumber,
            Exists = work.Exists,
            Number = work.Number,
            Done = work is { DoneBy: { } by, DoneAt: { } at } ? new StampView(name(by), at) : null,
            EnteredAt = incident.Paper?.EnteredAt,
            Copied = work.Copied,
            Create = card.Create,
            Assign = card.Assign,
        };
    }
}
