using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>
/// When a part of the procedure applies: a plain map, evaluated alike on the server and on the page. Every condition must hold; an empty map
/// always does.
/// </summary>
public sealed record When(ImmutableArray<Condition> Conditions)
{
    /// <summary>Applies to every incident.</summary>
    public static When Always { get; } = new([]);

    public bool Holds(Circumstances circumstances)
    {
        foreach (var condition in Conditions)
        {
            if (!circumstances.Are(condition))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One key of the map: a field or one of <see cref="Circumstances.Reserved"/>, and the values of which one must be there.</summary>
/// <param name="Key">The field's id, or the reserved word.</param>
/// <param name="Values">Choices' values, <see cref="Circumstances.Any"/> or <see cref="Circumstances.None"/>.</param>
public sealed record Condition(string Key, ImmutableArray<string> Values);
