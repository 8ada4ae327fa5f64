namespace Holdfast.Core.Incidents;

/// <summary>What the answers say of the priority. It orders the work; it never decides whether to report.</summary>
public static class Priorities
{
    /// <summary>Each answer that says something of the priority, and what it says.</summary>
    static readonly (string Field, string Value, Priority Priority)[] Grounds =
    [
        (Fields.Imminent, Fields.Yes, Priority.P0),
        (Fields.Attempt, Fields.Yes, Priority.P0),
        (Fields.Kind, Kinds.Bomb, Priority.P0),
        (Fields.Kind, Kinds.SelfHarm, Priority.P1),
        (Fields.Kind, Kinds.HarmToOthers, Priority.P1),
    ];

    /// <summary>Imminent, bomb or an attempt under way is P0; self-harm and harm to others at least P1; else P2.</summary>
    public static Priority Derive(Incident incident) =>
        Grounds.Where(ground => incident.Has(ground.Field, ground.Value)).Select(ground => ground.Priority).Append(Priority.P2).Min();

    /// <summary>What the answers say that they didn't say before; null when nothing is new. A bomb heard of after an imminent threat was lowered is new.</summary>
    public static Priority? Heard(Incident before, Incident after) => Grounds
        .Where(ground => after.Has(ground.Field, ground.Value) && !before.Has(ground.Field, ground.Value))
        .Select(ground => (Priority?)ground.Priority).Min();
}
