using System.Globalization;

namespace Holdfast.Integrations.Procedures;

/// <summary>Something in a pack that can't be read, and where.</summary>
/// <param name="File">The file's name inside the pack.</param>
/// <param name="Line">The line, from 1; 0 where the whole file is meant.</param>
/// <param name="Text">What is wrong, and what to do.</param>
public sealed record PackError(string File, int Line, string Text)
{
    /// <inheritdoc />
    public override string ToString() => Line == 0 ? $"{File}: {Text}" : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Text}");
}

/// <summary>A place in a pack.</summary>
readonly record struct Spot(string File, int Line);

/// <summary>The errors of one pack while it is read. Not for use by several threads.</summary>
sealed class Findings
{
    /// <summary>After so many, the rest is left out: a file that is no pack at all needs no longer list.</summary>
    public const int Most = 200;

    readonly List<PackError> found = [];

    public bool IsEmpty => found.Count == 0;

    public void Add(Spot at, string text)
    {
        if (found.Count < Most)
        {
            found.Add(new PackError(at.File, at.Line, text));
        }
    }

    /// <summary>All of them in the order of files and lines.</summary>
    public IEnumerable<PackError> InOrder => found.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).Distinct();
}
