namespace Holdfast.Bench;

/// <summary>One measured value, with the goal it is held against; a figure without a goal is a physical limit or a remark.</summary>
/// <param name="Name">What was measured, such as <c>save</c>.</param>
/// <param name="Value">The value in <paramref name="Unit"/>.</param>
/// <param name="Unit">ms, /s, MB, KB, x (a ratio) or a noun.</param>
/// <param name="Goal">The bound; null for none.</param>
/// <param name="AtLeast">True when more is better.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Goal = null, bool AtLeast = false)
{
    /// <summary>False only when there is a goal and the value misses it.</summary>
    public bool Reached => Goal is not { } goal || (AtLeast ? Value >= goal : Value <= goal);

    public override string ToString() => FormattableString.Invariant(
        $"{Name,-24} {Number(Value),12} {Unit,-6} {(Goal is { } goal ? (AtLeast ? ">=" : "<=") + " " + Number(goal) : "-"),14} {(Goal is null ? "-" : Reached ? "ok" : "short")}");

    static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.000", System.Globalization.CultureInfo.InvariantCulture);
}
