namespace Holdfast.Core.Incidents;

/// <summary>What the answers say of the priority. It orders the work; it never decides whether to report.</summary>
public static class Priorities
{
    /// <summary>Imminent, bomb or an attempt under way is P0; self-harm and harm to others at least P1; else P2.</summary>
    public static Priority Derive(Incident incident) =>
        incident.Has(Fields.Imminent, Fields.Yes) || incident.Has(Fields.Attempt, Fields.Yes) || incident.Has(Fields.Kind, Kinds.Bomb) ? Priority.P0
        : incident.Has(Fields.Kind, Kinds.SelfHarm) || incident.Has(Fields.Kind, Kinds.HarmToOthers) ? Priority.P1
        : Priority.P2;
}
