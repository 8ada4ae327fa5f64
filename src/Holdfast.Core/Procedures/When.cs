using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>
/// When a part of the procedure applies: a plain map, evaluated alike on the server and on the page. A list names the values of which one
/// must be chosen; an empty list asks for nothing.
/// </summary>
/// <param name="Kinds">Kinds of threat, as answered in the field <c>kind</c>.</param>
/// <param name="Undecided">Applies only as long as no kind is chosen.</param>
public sealed record When(ImmutableArray<string> Kinds, bool Undecided)
{
    /// <summary>Applies to every incident.</summary>
    public static When Always { get; } = new([], false);

    /// <summary>Whether the part applies to an incident with these kinds.</summary>
    public bool Holds(IReadOnlyCollection<string> kinds) =>
        (!Undecided || kinds.Count == 0) && (Kinds.IsEmpty || Kinds.Any(kinds.Contains));
}
