using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;

namespace Holdfast.Web.Evidence;

/// <summary>What came of sending evidence. Expected failures are cases.</summary>
public abstract record Taken
{
    /// <summary>Absent, or not for this person: nobody can tell the two apart.</summary>
    public sealed record Nothing : Taken;

    /// <summary>All of it is kept, and durable.</summary>
    /// <param name="Before">It had been kept before.</param>
    /// <param name="Words">What was not taken, where more came than was announced.</param>
    public sealed record Kept(Incident Incident, EvidenceItem Item, bool Before = false, string? Words = null) : Taken;

    /// <summary>So much of it is there, and durable; more is to come.</summary>
    public sealed record Partly(long Offset, long? Length) : Taken;

    /// <summary>Not taken, or no more of it; what was there stays.</summary>
    /// <param name="Words">Why, in a sentence or two.</param>
    /// <param name="Offset">How much of it is there; null where that isn't known or isn't theirs to know.</param>
    public sealed record Refused(Refusal Why, string Words, long? Offset = null) : Taken
    {
        public Refused(Refusal why, long? offset = null)
            : this(why, RefusalWords.Of(why), offset)
        {
        }
    }

    /// <summary>The upload is cancelled; nothing of it is left.</summary>
    public sealed record Cancelled : Taken;
}

/// <summary>Why evidence, or the rest of it, was not taken.</summary>
public enum Refusal
{
    /// <summary>The same id is being sent at this moment.</summary>
    Busy,

    /// <summary>The id belongs to another file, or to somebody else's.</summary>
    Another,

    /// <summary>It doesn't go on where the rest ends.</summary>
    WrongOffset,
    TooLarge,

    /// <summary>More came than was announced.</summary>
    MoreThanAnnounced,

    /// <summary>The incident has as many pieces as it can.</summary>
    TooMany,
    NoRoom,
    StoreAway,

    /// <summary>What is kept can't be cancelled, nor added to.</summary>
    IsKept,

    /// <summary>Nothing more came for a day, and what came was kept as it was.</summary>
    Over,
}

/// <summary>The one sentence for each refusal.</summary>
public static class RefusalWords
{
    public static string Of(Refusal why) => why switch
    {
        Refusal.Busy => T("This is being sent already. Wait for it to end, then ask how far it came."),
        Refusal.Another => T("This id belongs to another file. Send it under an id of its own."),
        Refusal.WrongOffset => T("This doesn't begin where the rest ends. Go on at the offset in this answer."),
        Refusal.TooLarge => T("This is larger than one piece of evidence can be here. What came of it within the limit is kept; send the rest as a file of its own."),
        Refusal.MoreThanAnnounced => T("More came than was announced. What was announced is kept; the rest is not."),
        Refusal.TooMany => T("This incident has as many pieces of evidence as it can hold. What is there is kept. Put further files together into one."),
        Refusal.NoRoom => T("There is no room for this on the server. What came is kept; tell an administrator, then go on."),
        Refusal.StoreAway => T("The place for evidence can't be reached right now. What came is kept; try again in a moment."),
        Refusal.Over => T("Nothing more of this came for a day, so what came was kept as it was. Send the whole file again, under an id of its own."),
        Refusal.IsKept => T("This is kept. Evidence is never removed."),
    };

    /// <summary>What is larger than the limit from the outset.</summary>
    public static string TooLarge(long limit) => T("One piece of evidence can be {0} at most. Nothing of this was taken: send it in parts, each as a file of its own.", EvidenceWords.Size(limit));

    public static int Status(Refusal why) => why switch
    {
        Refusal.Busy or Refusal.Another or Refusal.WrongOffset or Refusal.IsKept or Refusal.Over => StatusCodes.Status409Conflict,
        Refusal.TooLarge or Refusal.MoreThanAnnounced or Refusal.TooMany => StatusCodes.Status413PayloadTooLarge,
        Refusal.NoRoom => StatusCodes.Status507InsufficientStorage,
        Refusal.StoreAway => StatusCodes.Status503ServiceUnavailable,
    };
}
