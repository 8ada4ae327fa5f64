namespace Holdfast.Core.Incidents;

/// <summary>The fields that are the product's own. All others are the pack's; what the product must know of those, a pack says by <see cref="Procedures.Meaning"/>.</summary>
public static class Fields
{
    /// <summary>The colleague who is the person threatening: a person's id.</summary>
    public const string SubjectAccount = "subject-account";

    /// <summary>Named witnesses in conflict: people's ids.</summary>
    public const string ConflictWitness = "conflict-witness";

    /// <summary>Not an answer: the line of exact words being typed, the note being typed, and what is pasted whole.</summary>
    public const string Statement = "statement";
    public const string Note = "note";
    public const string Transcript = "transcript";

    /// <summary>The answer of a ticked box.</summary>
    public const string Yes = "yes";

    /// <summary>Names that a pack's fields can't have.</summary>
    public static readonly string[] Own = [SubjectAccount, ConflictWitness, Statement, Note, Transcript];

    /// <summary>Whether an answer marks colleagues, who then neither are alerted nor see that the incident exists.</summary>
    public static bool Marks(string field) => field is SubjectAccount or ConflictWitness;
}
