using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Text;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>
/// A map of a pack's file while it is read. Collects every error with its line instead of stopping at the first. Not for use by several threads.
/// </summary>
sealed class PackNode
{
    readonly YamlMappingNode map;
    readonly Shape shape;
    readonly string file;

    public PackNode(YamlNode node, Shape shape, string file, References references)
    {
        this.shape = shape;
        this.file = file;
        References = references;
        map = node as YamlMappingNode ?? [];
        Here = new Spot(file, (int)node.Start.Line);
        if (node is not YamlMappingNode)
        {
            Findings.Add(Here, $"{Capital(shape.Name)} is a map of keys and values. Its keys: {string.Join(", ", shape.Keys)}.");
            return;
        }

        foreach (var key in map.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !shape.Keys.Contains(name, StringComparer.Ordinal)))
        {
            Findings.Add(Spot(key), $"'{Shown(key)}' is not a key of {shape.Name}. Its keys: {string.Join(", ", shape.Keys)}.");
        }
    }

    public References References { get; }

    public Findings Findings => References.Findings;

    /// <summary>Where the map begins.</summary>
    public Spot Here { get; }

    /// <summary>Where a key's value stands, or the map where it is missing.</summary>
    public Spot At(string key) => Find(key) is { } node ? Spot(node) : Here;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A value as it stands, where its kind decides how it is read.</summary>
    public YamlNode? Value(string key) => Find(key);

    public string Text(string key) => Optional(key) ?? Missing(key);

    public string? Optional(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { } value })
        {
            return string.IsNullOrWhiteSpace(value) ? Missing(key) : value;
        }

        Findings.Add(Spot(node), $"'{key}' is one text. Put it in quotation marks if it has a colon or begins with a bracket.");
        return null;
    }

    /// <summary>A text that people read, in the language that the pack is read in.</summary>
    public string Said(string key) => OptionalSaid(key) ?? Missing(key);

    public string? OptionalSaid(string key) => Optional(key) is { } text ? References.Wording.Of(text, At(key)) : null;

    /// <summary>A text of <see cref="Pairs"/> that people read.</summary>
    public string Said(YamlNode node) => References.Wording.Of(Scalar(node), Spot(node));

    public int Number(string key)
    {
        var text = Text(key);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (text.Length > 0)
        {
            Findings.Add(At(key), $"'{key}' is a whole number, not '{text}'.");
        }

        return 0;
    }

    public bool Flag(string key, bool otherwise = false)
    {
        switch (Optional(key))
        {
            case null or "":
                return otherwise;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Findings.Add(At(key), $"'{key}' is true or false, not '{text}'.");
                return otherwise;
        }
    }

    /// <summary>One of the words of an enum.</summary>
    public T Word<T>(string key)
        where T : struct, Enum => Word<T>(key, Text(key)) ?? default;

    public T? OptionalWord<T>(string key)
        where T : struct, Enum => Optional(key) is { Length: > 0 } text ? Word<T>(key, text) : null;

    public ImmutableArray<T> ListOfWords<T>(string key)
        where T : struct, Enum => [.. Texts(key).Select(text => Word<T>(key, text)).OfType<T>()];

    public ImmutableArray<string> Texts(string key) => [.. List(key).Select(Scalar).Where(text => text.Length > 0)];

    public ImmutableArray<T> Maps<T>(string key, Shape inner, Func<PackNode, T> read) => [.. List(key).Select(node => read(new PackNode(node, inner, file, References)))];

    public T Map<T>(string key, Shape inner, Func<PackNode, T> read) => read(Inner(key, inner));

    /// <summary>The pairs of a map whose keys are the pack's own, in their order, each with its place.</summary>
    public ImmutableArray<(string Key, YamlNode Value, Spot At)> Pairs(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlMappingNode pairs:
                return [.. pairs.Children.Select(pair => (Scalar(pair.Key), pair.Value, Spot(pair.Key)))];
            case { } node:
                Findings.Add(Spot(node), $"'{key}' is a map of keys and values, such as {{ first: First, second: Second }}.");
                return [];
        }
    }

    /// <summary>The items of a list that is a value of <see cref="Pairs"/>.</summary>
    public IEnumerable<YamlNode> Items(YamlNode node, string key)
    {
        if (node is YamlSequenceNode list)
        {
            return list.Children;
        }

        Findings.Add(Spot(node), node is YamlScalarNode { Value: { Length: > 0 } value } ? $"'{key}' is a list. Write [{value}]." : $"'{key}' is a list. Write its items in brackets or behind dashes.");
        return [];
    }

    public PackNode Of(YamlNode node, Shape inner) => new(node, inner, file, References);

    public string Scalar(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        Findings.Add(Spot(node), "A text is expected here.");
        return "";
    }

    public Spot Spot(YamlNode node) => new(file, (int)node.Start.Line);

    PackNode Inner(string key, Shape inner)
    {
        if (Find(key) is { } node)
        {
            return Of(node, inner);
        }

        Missing(key);
        return new PackNode(new YamlMappingNode(), inner, file, new References(References.Wording));
    }

    T? Word<T>(string key, string text)
        where T : struct, Enum
    {
        if (Words<T>.TryParse(text, out var value))
        {
            return value;
        }

        if (text.Length > 0)
        {
            Findings.Add(At(key), $"'{text}' can't stand here. '{key}' is one of {string.Join(", ", Enum.GetValues<T>().Select(Words<T>.Of))}.");
        }

        return null;
    }

    IEnumerable<YamlNode> List(string key) => Find(key) is { } node ? Items(node, key) : [];

    string Missing(string key)
    {
        Findings.Add(At(key), $"'{key}' is missing. {Capital(shape.Name)} needs it.");
        return "";
    }

    YamlNode? Find(string key) => !shape.Keys.Contains(key, StringComparer.Ordinal)
        ? throw new InvalidOperationException($"The reader asks for '{key}', which is no key of {shape.Name}.")
        : map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    static string Shown(YamlNode key) => key is YamlScalarNode { Value: { } name } ? name.Length > 60 ? name[..60] + "…" : name : "?";

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
