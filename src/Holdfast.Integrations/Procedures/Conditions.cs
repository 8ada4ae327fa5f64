using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads conditions: a plain map from a field or a reserved word to the values of which one must be there.</summary>
static class Conditions
{
    /// <summary>The condition under a key; always where it is missing.</summary>
    public static When When(this PackNode node, string key) => node.OptionalWhen(key) ?? Core.Procedures.When.Always;

    public static When? OptionalWhen(this PackNode node, string key) => node.Has(key)
        ? new When([.. node.Pairs(key).Select(pair => new Condition(pair.Key, Values(node, pair.Key, pair.Value, pair.At)))]) : null;

    static ImmutableArray<string> Values(PackNode node, string key, YamlDotNet.RepresentationModel.YamlNode value, Spot at)
    {
        var values = node.Items(value, key).Select(node.Scalar).ToImmutableArray();
        node.References.Ask(key, null, at);
        foreach (var said in values)
        {
            node.References.Ask(key, said, at);
        }

        return values;
    }
}
