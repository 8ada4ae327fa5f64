namespace Holdfast.Core.Incidents;

/// <summary>
/// One part of what was pasted whole. The parts of a transcript follow one another without gap or overlap, so that together they are the text
/// itself, to the character.
/// </summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is, with its line breaks and the blank lines after it.</param>
/// <param name="Speaker">Who said it, as written there; null when the text doesn't say.</param>
/// <param name="Time">When, as written there: no zone is guessed.</param>
/// <param name="Text">The words alone, a stretch of the part: what an exact quote of it is. Empty for blank lines.</param>
public sealed record TranscriptLine(int Start, int Length, string? Speaker, string? Time, string Text, TranscriptPart Part);

/// <summary>What a part of a transcript is.</summary>
public enum TranscriptPart
{
    /// <summary>Somebody's words.</summary>
    Words,

    /// <summary>A header of a message, or the line that names who speaks next.</summary>
    Header,

    /// <summary>Lines of an earlier message, quoted in this one.</summary>
    Earlier,
}
