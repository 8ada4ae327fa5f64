using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>What to say to the caller, in order, for the incidents to which it applies.</summary>
/// <param name="When">The incidents it is for.</param>
/// <param name="Lines">The sentences, in the order in which they are said.</param>
/// <param name="Spoken">Words for the caller, shown in quotation marks; otherwise they are for the agent alone, such as what to do before anything is answered.</param>
public sealed record SayNext(When When, ImmutableArray<SayLine> Lines, bool Spoken = true);

/// <summary>One sentence to say.</summary>
/// <param name="Say">The words, as they are spoken.</param>
/// <param name="Hint">How to say it, in one short line.</param>
/// <param name="Field">The field that takes the answer; the line is passed over once it is answered. Without a field it is said until the kind is known.</param>
public sealed record SayLine(string Say, string? Hint, string? Field);
