using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Integrations.Procedures;

/// <summary>
/// A map of a pack's file while it is read. Collects every error with its line instead of stopping at the first, and knows which
/// keys were asked for, so that the others can be named as unknown. Not for use by several threads.
/// </summary>
internal sealed class PackNode
{
    private readonly YamlMappingNode _map;
    private readonly PackErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public PackNode(YamlNode node, PackErrors errors)
    {
        _errors = errors;
        _map = node as YamlMappingNode ?? new YamlMappingNode();
        Line = (int)node.Start.Line;
        if (node is not YamlMappingNode) errors.Add(Line, "A map of keys and values is expected here.");
    }

    /// <summary>Where the map begins.</summary>
    public int Line { get; }

    public string Text(string key) => Optional(key) ?? Missing(key);

    public string? Optional(string key)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalarNode { Value: { } value }) return value.Length > 0 ? value : Missing(key);
        _errors.Add(node, $"'{key}' is one text.");
        return null;
    }

    public int Number(string key)
    {
        var text = Text(key);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        if (text.Length > 0) _errors.Add(LineOf(key), $"'{key}' is a whole number, not '{text}'.");
        return 0;
    }

    public bool Flag(string key, bool otherwise)
    {
        switch (Optional(key))
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            case var text:
                _errors.Add(LineOf(key), $"'{key}' is true or false, not '{text}'.");
                return otherwise;
        }
    }

    /// <summary>One of the names of an enum, in lower case.</summary>
    public T OneOf<T>(string key)
        where T : struct, Enum
    {
        var text = Text(key);
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(text, value.ToString(), StringComparison.OrdinalIgnoreCase)) return value;
        }
        if (text.Length > 0)
            _errors.Add(LineOf(key), $"'{key}' is one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{text}'.");
        return default;
    }

    public ImmutableArray<string> Texts(string key) => [.. List(key).Select(Scalar)];

    public ImmutableArray<T> Maps<T>(string key, Func<PackNode, T> read) => [.. List(key).Select(node => Read(node, read))];

    public T Map<T>(string key, Func<PackNode, T> read, T otherwise) => Find(key) is { } node ? Read(node, read) : otherwise;

    public T Map<T>(string key, Func<PackNode, T> read)
    {
        if (Find(key) is { } node) return Read(node, read);
        Missing(key);
        return Read(new YamlMappingNode(), read);
    }

    /// <summary>The pairs of a map whose keys are the pack's own, in their order.</summary>
    public ImmutableArray<(string Key, string Value)> Pairs(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is YamlMappingNode map) return [.. map.Children.Select(pair => (Scalar(pair.Key), Scalar(pair.Value)))];
        _errors.Add(node, $"'{key}' is a map of keys and values.");
        return [];
    }

    private T Read<T>(YamlNode node, Func<PackNode, T> read)
    {
        var inner = new PackNode(node, _errors);
        var value = read(inner);
        inner.NameUnknown();
        return value;
    }

    public void NameUnknown()
    {
        foreach (var key in _map.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !_known.Contains(name)))
            _errors.Add(key, $"'{key}' is not a key that is known here.");
    }

    private IEnumerable<YamlNode> List(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is YamlSequenceNode list) return list.Children;
        _errors.Add(node, $"'{key}' is a list.");
        return [];
    }

    private string Scalar(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value }) return value;
        _errors.Add(node, "A text is expected here.");
        return "";
    }

    private string Missing(string key)
    {
        _errors.Add(LineOf(key), $"'{key}' is missing.");
        return "";
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private int LineOf(string key) => Find(key) is { } node ? (int)node.Start.Line : Line;
}

/// <summary>The errors of one file, in the order in which they were found.</summary>
internal sealed class PackErrors(string file)
{
    public List<PackError> Found { get; } = [];

    public void Add(YamlNode node, string text) => Add((int)node.Start.Line, text);

    public void Add(int line, string text) => Found.Add(new PackError(file, line, text));
}
