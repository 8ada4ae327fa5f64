namespace Holdfast.Core.Incidents;

/// <summary>The fields that decisions read. All other fields are the form's alone.</summary>
public static class Fields
{
    public const string Kind = "kind";
    public const string Manner = "manner";
    public const string Conditional = "conditional";

    /// <summary>"A threatened action that is about to occur".</summary>
    public const string Imminent = "imminent";

    /// <summary>An attempt is under way.</summary>
    public const string Attempt = "attempt";
    public const string CallerName = "caller-name";
    public const string CallerNumber = "caller-number";
    public const string CallerAccount = "caller-account";
    public const string CallerLocation = "caller-location";
    public const string ThreatPlace = "threat-place";
    public const string ThreatWhen = "threat-when";
    public const string Targets = "targets";

    /// <summary>The colleague who is the person threatening: a person's id.</summary>
    public const string SubjectAccount = "subject-account";

    /// <summary>Named witnesses in conflict: people's ids.</summary>
    public const string ConflictWitness = "conflict-witness";
    public const string Summary = "summary";
    public const string Additional = "additional";

    /// <summary>Not an answer: the line of exact words being typed, and the note being typed.</summary>
    public const string Statement = "statement";
    public const string Note = "note";

    public const string Yes = "yes";

    /// <summary>The fields that filing names when they have no answer, in the order in which they help. A box that stays empty, such as "happening now", is an answer.</summary>
    public static readonly string[] WantedAtFiling = [Kind, Manner, CallerLocation, CallerName, CallerNumber, CallerAccount, Summary];
}

/// <summary>The kinds of threat that decide a priority.</summary>
public static class Kinds
{
    public const string SelfHarm = "self-harm";
    public const string HarmToOthers = "harm-to-others";
    public const string Bomb = "bomb";
    public const string Property = "property";
    public const string Harassment = "harassment";

    public static readonly string[] All = [Bomb, SelfHarm, HarmToOthers, Property, Harassment];
}
