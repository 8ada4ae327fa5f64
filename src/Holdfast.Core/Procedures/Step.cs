namespace Holdfast.Core.Procedures;

/// <summary>One step under "Now".</summary>
/// <param name="Text">What to do, in a few words.</param>
/// <param name="Done">What on the record shows that it is done.</param>
/// <param name="When">The incidents it is for.</param>
public sealed record Step(string Text, StepDone Done, When When);

/// <summary>What on the record shows that a step is done. A step is never ticked by hand: what isn't recorded didn't happen.</summary>
public enum StepDone
{
    /// <summary>Lasts as long as the caller is on the line.</summary>
    Call,

    /// <summary>The caller's words are written down.</summary>
    Words,

    /// <summary>A kind is chosen.</summary>
    Kind,

    /// <summary>The number on the display is copied.</summary>
    Number,

    /// <summary>It is known where the caller is or where it is to happen.</summary>
    Place,

    /// <summary>A supervisor has acknowledged.</summary>
    Supervisor,

    /// <summary>A call to emergency services is logged.</summary>
    Emergency,

    /// <summary>The report is filed.</summary>
    Filed,
}
