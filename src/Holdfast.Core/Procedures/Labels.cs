using System.Collections.Immutable;

namespace Holdfast.Core.Procedures;

/// <summary>Labels that follow from kinds, channel and answers, such as a case's classification. All that hold apply.</summary>
public sealed record LabelSet(string Id, ImmutableArray<DerivedLabel> Labels)
{
    public IEnumerable<string> For(Circumstances circumstances) => Labels.Where(label => label.When.Holds(circumstances)).Select(label => label.Text);
}

/// <summary>One derived label.</summary>
public sealed record DerivedLabel(string Text, When When);
