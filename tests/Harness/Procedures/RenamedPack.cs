using System.Text.RegularExpressions;
using Holdfast.Core.Procedures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Harness.Procedures;

/// <summary>
/// The default pack with every id and every word of its own changed, written to a folder. What passes with it doesn't know the default pack by
/// heart. Numbers to call, times, words of the product (channels, roles, types, meanings) and the structure stay; so do the
/// words that somebody says in an example.
/// </summary>
public static partial class RenamedPack
{
    /// <summary>Keys whose value is read by people.</summary>
    static readonly HashSet<string> Texts =
    [
        "title", "label", "hint", "why", "ask", "placeholder", "placeholder-hint", "text", "say", "changed", "not-said", "rest", "resumed", "paste", "because", "question", "note", "order", "done",
    ];

    /// <summary>Keys whose value is one id, or a list of ids.</summary>
    static readonly HashSet<string> Ids = ["id", "field", "answers", "labels"];

    static readonly Lazy<TemporaryFolder> Shared = new(() =>
    {
        var folder = new TemporaryFolder();
        Write(Renaming.Folder, folder.Path);
        return folder;
    });

    /// <summary>The renamed pack's folder, written once in a run of the tests.</summary>
    public static string Folder => Shared.Value.Path;

    /// <summary>Reads a pack and writes the renamed one.</summary>
    public static void Write(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(from, file).Replace('\\', '/');
            var target = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.WriteAllText(target, name.EndsWith(".md", StringComparison.Ordinal) ? Article(File.ReadAllText(file))
                : Yaml(File.ReadAllText(file), name.StartsWith("examples/", StringComparison.Ordinal) ? RenamedExample.Map : name.StartsWith("languages/", StringComparison.Ordinal) ? Language : Map));
        }
    }

    static string Yaml(string text, Action<YamlMappingNode> rename)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        rename((YamlMappingNode)yaml.Documents[0].RootNode);
        using var written = new StringWriter();
        yaml.Save(written, assignAnchors: false);
        return written.ToString();
    }

    static void Map(YamlMappingNode map)
    {
        var field = map.Children.TryGetValue("id", out var id) ? Renaming.Default.Field(Scalar(id)) : null;
        foreach (var (key, value) in map.Children.ToArray())
        {
            var name = Scalar(key);
            switch (name, value)
            {
                case ("when" or "done", YamlMappingNode condition):
                    Condition(condition);
                    break;
                case ("choices", YamlMappingNode choices):
                    Pairs(choices, value => field is null ? Renaming.Id(value) : Renaming.Choice(field, value));
                    break;
                case ("ends", YamlMappingNode ends):
                    Pairs(ends, how => how);
                    break;
                case ("labels", YamlMappingNode sets):
                    Pairs(sets, Renaming.Id);
                    break;
                case ("preset", YamlScalarNode preset):
                    Set(preset, field?.Choices.IsEmpty == false ? chosen => Renaming.Choice(field, chosen) : field?.Type is FieldType.Moment or FieldType.Tick ? kept => kept : Renaming.Text);
                    break;

                // A case question's number is what it is called; a line's number is dialed.
                case ("number", YamlScalarNode number) when map.Children.ContainsKey("question"):
                    Set(number, Renaming.Text);
                    break;
                case (_, YamlScalarNode text) when Texts.Contains(name):
                    Set(text, Renaming.Text);
                    break;
                case (_, _) when Ids.Contains(name):
                    foreach (var one in value is YamlSequenceNode list ? list.Children : [value])
                    {
                        Set((YamlScalarNode)one, Renaming.Field);
                    }

                    break;
                default:
                    Inside(value);
                    break;
            }
        }
    }

    /// <summary>The words of a language: the pack's own on the left, that language's on the right.</summary>
    static void Language(YamlMappingNode root) => Pairs((YamlMappingNode)root["words"], Renaming.Text);

    static void Inside(YamlNode node)
    {
        if (node is YamlMappingNode map)
        {
            Map(map);
        }

        foreach (var item in node is YamlSequenceNode list ? list.Children : [])
        {
            Inside(item);
        }
    }

    /// <summary>A map whose keys are the pack's own: its values are texts or lists of maps.</summary>
    static void Pairs(YamlMappingNode map, Func<string, string> rename)
    {
        foreach (var (key, value) in Taken(map))
        {
            if (value is YamlScalarNode text)
            {
                Set(text, Renaming.Text);
            }

            Inside(value);
            map.Add(rename(Scalar(key)), value);
        }
    }

    static void Condition(YamlMappingNode map)
    {
        foreach (var (key, value) in Taken(map))
        {
            var name = Scalar(key);
            foreach (var one in value is YamlSequenceNode list ? list.Children : [value])
            {
                Set((YamlScalarNode)one, said => Renaming.Value(name, said));
            }

            map.Add(Circumstances.Reserved.ContainsKey(name) ? name : Renaming.Field(name), value);
        }
    }

    internal static KeyValuePair<YamlNode, YamlNode>[] Taken(YamlMappingNode map)
    {
        var pairs = map.Children.ToArray();
        map.Children.Clear();
        return pairs;
    }

    internal static void Set(YamlScalarNode node, Func<string, string> rename) => (node.Value, node.Style) = (rename(Scalar(node)), ScalarStyle.DoubleQuoted);

    internal static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    static string Article(string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("---\n", 3);
        return $"---\n{Yaml(parts[1], Map)[..^"...\n".Length]}---\n{Kept().Replace(Renaming.Text(parts[2]), kept => Link(Renaming.Text(kept.Value)))}";
    }

    /// <summary>Names of callouts and addresses stay; a link to a place of the article leads to its new name.</summary>
    static string Link(string kept)
    {
        if (!kept.StartsWith("](#", StringComparison.Ordinal))
        {
            return kept;
        }

        var anchor = kept[3..^1];
        var article = Renaming.Default.Articles.Select(one => one.Id).Where(id => anchor == id || anchor.StartsWith(id + "-", StringComparison.Ordinal)).MaxBy(id => id.Length) ?? anchor;
        return $"](#{Renaming.Id(article)}{Renaming.Text(anchor[article.Length..])})";
    }

    [GeneratedRegex(@"\[![A-Z]+\]|\]\([^)]*\)|[a-z]+://[^\s)]+", RegexOptions.NonBacktracking)]
    private static partial Regex Kept();
}
