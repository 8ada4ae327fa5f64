namespace Holdfast.Core.Procedures;

/// <summary>
/// What the product itself must know of an answer, whatever the pack calls its field. A pack says it with <c>means</c>; each meaning belongs to
/// one field at most, and a pack without it simply has no such answer.
/// </summary>
public enum Meaning
{
    /// <summary>The kinds of threat; several may be chosen.</summary>
    Kind,

    /// <summary>Direct, implied or perceived.</summary>
    Manner,

    /// <summary>Whether conditions were set.</summary>
    Conditional,

    /// <summary>Whether it happens now, or is about to.</summary>
    Imminent,

    /// <summary>The people or things threatened.</summary>
    Targets,

    /// <summary>Where it is to happen.</summary>
    ThreatPlace,

    /// <summary>When it is to happen, in their words.</summary>
    ThreatWhen,

    /// <summary>Date and time at which the threat was made.</summary>
    ThreatAt,
    CallerName,
    CallerNumber,

    /// <summary>Where the caller is.</summary>
    CallerPlace,

    /// <summary>What was seen or heard, where no words were said.</summary>
    Observed,
    Summary,

    /// <summary>The language that is spoken or written, as a BCP 47 tag: the exact words are marked with it.</summary>
    Language,
}
