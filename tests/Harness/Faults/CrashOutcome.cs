namespace Holdfast.Harness.Faults;

/// <summary>What the record holds after the kills, held against the clients' own lists.</summary>
/// <param name="Acknowledged">Requests that the server said yes to.</param>
/// <param name="Kills">How often a process was killed.</param>
/// <param name="Failures">Sendings that got no answer or a refusal for the time being; most were sent again.</param>
/// <param name="Lost">Entries of acknowledged requests that the record does not hold, or holds with other words.</param>
/// <param name="HalfWritten">Requests of which the record holds a part.</param>
/// <param name="Doubled">Words that the record holds more than once, sequences or numbers given twice or left out.</param>
/// <param name="Remarks">The first findings in words, for whoever has to look.</param>
public sealed record CrashOutcome(int Acknowledged, int Kills, int Failures, int Lost, int HalfWritten, int Doubled, IReadOnlyList<string> Remarks)
{
    public bool Whole => Lost == 0 && HalfWritten == 0 && Doubled == 0;

    public override string ToString() => $"{Acknowledged} acknowledged, {Kills} kills, {Failures} sendings failed: {Lost} lost, {HalfWritten} half-written, {Doubled} doubled. {string.Join(" ", Remarks)}";
}
