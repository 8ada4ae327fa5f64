using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Evidence;

/// <summary>The incident's evidence as a part of a page: the live screen's and the incident's are the same.</summary>
/// <remarks>Evidence is read in the version of the procedure that the incident began with; one without a field for it shows it under the product's own word.</remarks>
public sealed record EvidencePart
{
    /// <summary>The incident's id, as its addresses have it.</summary>
    public required string Incident { get; init; }

    public required EvidenceWork Work { get; init; }

    /// <summary>What is being sent and is not whole yet.</summary>
    public IReadOnlyList<ArrivingView> Arriving { get; init; } = [];

    /// <summary>The field of the form that it answers; null where this version of the procedure has none.</summary>
    public required Field? Field { get; init; }

    /// <summary>Bytes of one piece at most.</summary>
    public long Limit { get; init; } = Limits.LargestByDefault;

    public required bool MayWrite { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Ids for what its forms write.</summary>
    public Func<EntryId> Fresh { get; init; } = () => default;

    public required Func<PersonId, string> Name { get; init; }

    /// <summary>Where the browser goes after a form: empty for the incident, <c>report</c> for the live screen.</summary>
    public string Back { get; init; } = "";

    /// <summary>Somebody said that there is none.</summary>
    public bool IsNone { get; init; }

    /// <summary>What was written into the field in words.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>Why the last form could not be done.</summary>
    public string? Note { get; init; }

    public static EvidencePart Of(Incident incident, Procedure procedure, bool mayWrite, DateTimeOffset now, Func<PersonId, string> name) => new()
    {
        Incident = incident.Id.ToString(),
        Work = incident.Evidence,
        Field = procedure.EvidenceField,
        Reads = procedure.Reads,
        Usual = [.. (procedure.InOwnWords().EvidenceField?.Choices ?? []).Select(choice => choice.Label)],
        MayWrite = mayWrite,
        Now = now,
        Name = name,
        IsNone = procedure.EvidenceField is { } field && incident.Has(field.Id, Field.NoEvidence),
        Said = procedure.EvidenceField is { } old ? [.. incident.Values(old.Id).Where(value => value != Field.NoEvidence)] : [],
    };

    /// <summary>The live screen must not be left: what is opened from it opens beside it.</summary>
    public string? Target => Back == "report" ? "_blank" : null;

    public string Title => Field?.Label ?? T("Evidence");

    public string? Hint => Field?.Why;

    /// <summary>What often follows, in the pack's own words: the record gets those, and <see cref="Reads"/> shows them.</summary>
    public IReadOnlyList<string> Usual { get; init; } = [];

    /// <summary>Words of the pack as the record holds them, in the reader's language; other words as they are.</summary>
    public Func<string, string> Reads { get; init; } = own => own;

    /// <summary>On the live screen the newest first, where little room is; else in the order of the record.</summary>
    public IEnumerable<EvidenceItem> Shown => Back == "report" ? Work.Items.Reverse() : Work.Items;

    public IEnumerable<Promise> Owed => Work.Promises.Where(promise => promise.IsOwed).OrderBy(promise => promise.DueAt);

    public IEnumerable<Promise> Withdrawn => Work.Promises.Where(promise => promise.Withdrawn is not null);

    public bool IsOverdue(Promise promise) => promise.IsOwed && promise.DueAt <= Now;

    public bool IsEmpty => Work.Items.IsEmpty && Arriving.Count == 0 && !Owed.Any();

    public string ViewOf(EvidenceItem item) => $"/incidents/{Incident}/evidence/{item.Id}";

    /// <summary>Where files are posted without a script.</summary>
    public string AddAction => $"/incidents/{Incident}/evidence";

    public string Action(string handler) => $"/incidents/{Incident}?handler={handler}";

    /// <summary>The shown name of another piece; null when there is none.</summary>
    public string? NameOf(EvidenceId? id) => id is { } known && Work.Find(known) is { } item ? ShownName.Of(item.Name) : null;

    /// <summary>What a promise can be due in: hours, and the words for them.</summary>
    public static IReadOnlyList<(int Hours, string Label)> Dues => [(4, T("In 4 hours")), (24, T("In a day")), (48, T("In 2 days")), (168, T("In a week"))];

    /// <summary>Hours that are chosen until somebody chooses others.</summary>
    public static int UsualDue => (int)Limits.PromiseDue.TotalHours;
}
