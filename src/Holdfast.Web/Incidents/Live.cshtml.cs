using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Incidents;

/// <summary>The agent's screen while somebody threatens on the phone. GET never writes: the script starts the incident at first touch.</summary>
public sealed class LiveModel(Procedure procedure, TimeProvider clock) : PageModel
{
    /// <summary>The procedure whose words the screen shows.</summary>
    public Procedure Procedure { get; } = procedure;

    /// <summary>The incident's id; absent on an empty screen.</summary>
    [FromRoute]
    public Guid? Id { get; set; }

    /// <summary>What is on record so far.</summary>
    public LiveView Incident { get; private set; } = new();

    /// <summary>The server's time when the page was made.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>An id for the incident that a browser without scripts starts from this page.</summary>
    public IncidentId Fresh { get; private set; }

    /// <summary>The kinds chosen so far.</summary>
    public IReadOnlyCollection<string> Kinds => Incident.Answer("kind").Values;

    /// <summary>Shows the screen, empty or with what is on record.</summary>
    public void OnGet()
    {
        Now = clock.GetUtcNow();
        Fresh = IncidentId.New(clock);
        if (Id is { } id) Incident = Incident with { Id = id.ToString("D") };
    }
}
