using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;

namespace Holdfast.Web.Procedures;

/// <summary>How this site's pack is read. Only the composition knows the form of its files.</summary>
/// <param name="Folder">Where the pack lies.</param>
/// <param name="ReadFolder">Reads the folder as it is now; never throws for what the files hold.</param>
/// <param name="Read">Reads a stored version; null when this version of the product can't.</param>
public sealed record PackReading(string Folder, Func<FoundPack> ReadFolder, Func<byte[], Procedure?> Read);

/// <summary>What lies in the folder: a procedure, or all that is wrong with it.</summary>
/// <param name="Files">The pack whole, as it is stored.</param>
public sealed record FoundPack(Procedure? Procedure, ImmutableArray<PackProblem> Problems, byte[] Files)
{
    /// <summary>The pack's own tests, not yet run; some of them a sample desk tells too.</summary>
    public ImmutableArray<Example> Examples { get; init; } = [];

    /// <summary>What the pack's languages lack, and what they have beyond it. It is sound all the same.</summary>
    public ImmutableArray<PackProblem> Warnings { get; init; } = [];
}

/// <summary>Something in the pack that can't be read, and what to do.</summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
public sealed record PackProblem(string File, int Line, string Text)
{
    /// <summary>Where it is, as an editor opens it.</summary>
    public string Place => Line == 0 ? File : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}");
}
