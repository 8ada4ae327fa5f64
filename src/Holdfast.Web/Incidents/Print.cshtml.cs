using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>One incident as a document for paper, with its whole timeline. Each printing is a reading on record.</summary>
[Authorize]
public sealed class PrintModel(IncidentDoors doors, IncidentViews views, Directory directory, Procedures.Procedures procedures) : PageModel
{
    IncidentView? view;
    Incident? incident;

    public Incident Incident => incident ?? throw new InvalidOperationException("The page was not filled.");

    public IncidentView View => view ?? throw new InvalidOperationException("The page was not filled.");

    public Core.Procedures.Procedure Procedure => procedures.Of(Incident);

    public ImmutableArray<TimelineEntryView> Timeline { get; private set; } = [];

    public string By => HttpContext.Person.DisplayName;

    /// <summary>Every answer by its label, the form's fields first.</summary>
    public IEnumerable<(string Label, string Value)> Answers
    {
        get
        {
            var procedure = Procedure;
            var labels = new Labels(procedure, directory);
            var order = procedure.Fields.Select(one => one.Id).ToList();
            return Incident.Answers.Where(pair => pair.Value.State != AnswerState.Blank)
                .OrderBy(pair => order.IndexOf(pair.Key) is >= 0 and var place ? place : order.Count)
                .Select(pair => (labels.Field(pair.Key), labels.Values(pair.Key, pair.Value)));
        }
    }

    public async Task<IActionResult> OnGetAsync(string id)
    {
        var person = HttpContext.Person;
        if (!IncidentId.TryParse(id, out var incidentId) || await doors.ReadAsync(person, incidentId, "print") is not { } found)
        {
            return NotFound();
        }

        incident = found;
        view = await views.ContentAsync(person, found);
        var lines = ImmutableArray.CreateBuilder<TimelineEntryView>();
        TimelineView piece;
        var after = 0;
        do
        {
            piece = await views.TimelineAsync(person, found, after);
            lines.AddRange(piece.Entries);
            (var before, after) = (after, piece.Sequence);
            if (before == after)
            {
                break;
            }
        }
        while (after < found.Sequence);
        Timeline = lines.ToImmutable();
        return Page();
    }
}
