using Holdfast.Core.Cases;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>The case card as a part of a page: the live screen's and the incident's are the same.</summary>
public sealed record CasePart
{
    public required CaseView Case { get; init; }

    /// <summary>The procedure's words for it.</summary>
    public required CaseGuide Guide { get; init; }

    /// <summary>Our own number: what serves while the outside form has none.</summary>
    public required string Number { get; init; }

    /// <summary>Filed, so that what isn't done is overdue.</summary>
    public required bool IsDue { get; init; }

    public required bool MayWrite { get; init; }

    /// <summary>Where its forms are posted without a script.</summary>
    public required string Action { get; init; }

    /// <summary>Where the browser goes afterwards.</summary>
    public required string Back { get; init; }

    /// <summary>Ids for what its forms write.</summary>
    public required Func<EntryId> Fresh { get; init; }

    /// <summary>Why the last form could not be done.</summary>
    public string? Note { get; init; }

    public bool IsAnswered => Case.Exists is not null;

    public bool IsCopied(CardValue item) => Case.Copied.Contains(item.Item);
}

/// <summary>One form of the card.</summary>
/// <param name="Type">The wire name of the fact that it makes.</param>
public sealed record CaseButton(CasePart Part, string Type);

/// <summary>One value of the card with its button.</summary>
public sealed record CaseCopy(CasePart Part, CardValue Item);
