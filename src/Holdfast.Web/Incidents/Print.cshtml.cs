using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
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

    public Core.Procedures.Procedure Procedure => procedures.Of(Incident).Spoken;

    /// <summary>The language that the exact words are in; empty where nobody said.</summary>
    public string Speaks => Incident.Speaks(Procedure);

    public ImmutableArray<TimelineEntryView> Timeline { get; private set; } = [];

    public string By => HttpContext.Person.DisplayName;

    /// <summary>The whole form as far as it applies or was answered, in its order; what is blank is printed as blank.</summary>
    public IEnumerable<AnsweredSection> Sections => AnsweredSection.Of(Incident, Procedure, Labels, whole: true);

    /// <summary>Answers to fields that this version of the procedure doesn't have, such as colleagues who are kept out.</summary>
    public IEnumerable<(string Label, string Value)> Others => Incident.Answers
        .Where(pair => pair.Value.State != AnswerState.Blank && Procedure.Field(pair.Key) is null)
        .Select(pair => (Labels.Field(pair.Key), Labels.Values(pair.Key, pair.Value)));

    /// <summary>The steps of every role that somebody ticked or skipped, or that the record shows done, with whose they are.</summary>
    public IEnumerable<StepLine> Steps => StepList.Of(Incident, Procedure, Enum.GetValues<Role>()).Lines.Where(line => !line.IsOpen);

    public string Contact => ContactWords.Of(Incident, Procedure);

    public DateTimeOffset? CustomerAskedAt => Timeline.FirstOrDefault(line => line.Type == "supervisor-requested" && line.Body.TryGetProperty("askedBy", out var by) && by.ValueEquals("customer"))?.OccurredAt;

    Labels Labels => new(Procedure, directory);

    public string Name(PersonId id) => directory.Find(id)?.DisplayName ?? T("Somebody");

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

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
