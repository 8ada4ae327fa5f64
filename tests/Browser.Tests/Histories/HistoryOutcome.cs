namespace Holdfast.Histories;

/// <summary>What the record holds at the end of a history, held against what was typed.</summary>
/// <param name="Seed">Gives the same history again.</param>
/// <param name="Steps">What happened, in order.</param>
/// <param name="Typed">The words as typed, line by line, without the places where lines were cut by a fault.</param>
/// <param name="Found">The same of the record.</param>
/// <param name="Problems">Everything else that differs; empty when nothing does.</param>
public sealed record HistoryOutcome(ulong Seed, IReadOnlyList<string> Steps, string Typed, string Found, IReadOnlyList<string> Problems)
{
    public bool Whole => Typed == Found && Problems.Count == 0;

    public override string ToString() =>
        Whole ? $"History {Seed}: whole." : $"History {Seed}: {string.Join(", ", Steps)}.\nTyped: {Typed}\nFound: {Found}\n{string.Join('\n', Problems)}";
}
