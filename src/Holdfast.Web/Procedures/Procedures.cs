using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Every version of the procedure that an incident may have begun with, and the one that new incidents begin with. Thread-safe.</summary>
public sealed class Procedures(Procedure current)
{
    /// <summary>What new incidents begin with.</summary>
    public Procedure Current { get; } = current;

    /// <summary>What an incident is read by: the version that it began with.</summary>
    public Procedure Of(Incident incident) => Current;
}
