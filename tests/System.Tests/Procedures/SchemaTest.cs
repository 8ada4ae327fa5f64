using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Holdfast.Integrations.Procedures;
using NJsonSchema;
using Shouldly;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Tests.Procedures;

/// <summary>The schemas that editors use say the same as the reader: the same keys everywhere, and the default pack is right by both.</summary>
public sealed partial class SchemaTest
{
    static readonly string Packs = Path.Combine(AppContext.BaseDirectory, "packs");
    static readonly string Schemas = Path.Combine(Packs, "schema");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Packs, "threat-reporting"), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Packs, file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Shapes => [.. PackKeys.ByShape.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_reader_and_the_schema_know_the_same_keys(string shape)
    {
        var maps = Directory.EnumerateFiles(Schemas, "*.json").SelectMany(file => Maps(JsonNode.Parse(File.ReadAllText(file)))).Where(map => map["title"] is JsonValue title && (string?)title == shape).ToArray();
        maps.ShouldNotBeEmpty();
        maps.ShouldAllBe(map => map["additionalProperties"]!.GetValueKind() == JsonValueKind.False);
        foreach (var map in maps) map["properties"]!.AsObject().Select(property => property.Key).ShouldBe(PackKeys.ByShape[shape], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_default_pack_is_right_by_its_schema(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Packs, file));
        var named = SchemaLine().Match(text).Groups["name"].Value;
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.GetFullPath(named, Path.GetDirectoryName(Path.Combine(Packs, file))!)));
        schema.Validate(Json(text)).Select(error => error.ToString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("form.schema.json", "sections: [{ id: a, title: A, fields: [{ id: b, label: B, why: So, mean: kind }] }]")]
    [InlineData("form.schema.json", "sections: [{ id: a, title: A, fields: [{ id: b, label: B, why: So, type: number }] }]")]
    [InlineData("form.schema.json", "sections: [{ id: a, fields: [{ id: b, label: B, why: So }] }]")]
    [InlineData("escalation.schema.json", "unfiled-after: 900\ntiers: [{ id: a, label: A, after: soon, ring: [leads] }]")]
    [InlineData("example.schema.json", "title: A\nchannel: fax\nsteps: []")]
    public async Task A_schema_finds_a_slip_of_the_pen(string file, string text)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(Schemas, file)));
        schema.Validate(Json(text)).ShouldNotBeEmpty();
    }

    static IEnumerable<JsonObject> Maps(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Maps(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Maps),
        _ => [],
    };

    static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Of(stream.Documents[0].RootNode)!.ToJsonString();
    }

    // By YAML 1.2: without quotation marks true and false are no texts, and neither are figures.
    static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Of(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } figures } when figures.All(char.IsAsciiDigit) => JsonValue.Create(int.Parse(figures)),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException("Not a kind of YAML that packs use."),
    };

    [GeneratedRegex(@"^# yaml-language-server: \$schema=(?<name>\S+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex SchemaLine();
}
