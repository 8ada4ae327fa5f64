namespace Holdfast.Core.Procedures;

/// <summary>A short notice beside the form.</summary>
/// <param name="Tone">How it looks.</param>
/// <param name="Title">A bold first line, if it has one.</param>
/// <param name="Text">One to three short sentences. Words between asterisks are bold.</param>
/// <param name="When">The incidents it is for.</param>
public sealed record Callout(CalloutTone Tone, string? Title, string Text, When When);

/// <summary>The four looks of a callout.</summary>
public enum CalloutTone
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>A rule that always holds.</summary>
    Note,

    /// <summary>What must not be done.</summary>
    Warning,

    /// <summary>What helps.</summary>
    Tip,
}
