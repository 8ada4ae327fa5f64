using Holdfast.Core.Incidents;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Incidents;

/// <summary>What came of knocking at a door of an incident. Expected failures are cases, mapped to HTTP once.</summary>
public abstract record Outcome
{
    /// <summary>Done and durable.</summary>
    public sealed record Done(Incident Incident, Appended.Done? Appended = null) : Outcome;

    /// <summary>Somebody else's decision came first.</summary>
    public sealed record Conflict(Incident Current, string Words) : Outcome;

    /// <summary>Absent, or not for this person: nobody can tell the two apart.</summary>
    public sealed record Nothing : Outcome;

    /// <summary>A decision lacks something; the rest of the input is kept on the page. Never used for a threat report's content.</summary>
    public sealed record Refused(string Field, string Words) : Outcome;
}
