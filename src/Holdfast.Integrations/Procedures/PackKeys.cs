namespace Holdfast.Integrations.Procedures;

/// <summary>The keys that the reader knows, for whoever describes packs elsewhere, such as a schema.</summary>
public static class PackKeys
{
    /// <summary>Keys by the map that has them, such as "a field".</summary>
    public static IReadOnlyDictionary<string, string[]> ByShape { get; } = Shape.All.ToDictionary(shape => shape.Name, shape => shape.Keys, StringComparer.Ordinal);
}
