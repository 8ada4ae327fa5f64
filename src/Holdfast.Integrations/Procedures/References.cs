using System.Text.RegularExpressions;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;

namespace Holdfast.Integrations.Procedures;

/// <summary>What has a name of its own in a pack.</summary>
enum Named
{
    Field,
    Section,
    Step,
    Article,
    Labels,
    Tier,
}

/// <summary>Names that a pack gives and names that it uses, gathered while its files are read and compared once all are. Not for use by several threads.</summary>
sealed partial class References(Wording wording)
{
    readonly Dictionary<(Named What, string Id), Spot> given = [];
    readonly List<(Named What, string Id, Spot At)> used = [];
    readonly List<(string Key, string? Value, Spot At)> conditions = [];
    readonly List<(string Field, string Value, Spot At)> answers = [];
    readonly Dictionary<string, Field> fields = new(StringComparer.Ordinal);
    readonly Dictionary<Meaning, Spot> meanings = [];

    public Findings Findings { get; } = new();

    /// <summary>The words that the pack is read in.</summary>
    public Wording Wording => wording;

    /// <summary>Something has this id.</summary>
    public string Give(Named what, string id, Spot at)
    {
        if (id.Length == 0)
        {
            return id;
        }

        if (!Id().IsMatch(id))
        {
            Findings.Add(at, $"'{id}' can't be an id. Use lower-case letters, digits and hyphens, at most 64.");
        }
        else if (!given.TryAdd((what, id), at))
        {
            var first = given[(what, id)];
            Findings.Add(at, $"The {Noun(what)} '{id}' is there twice, first in {first.File}:{first.Line}. Rename one.");
        }

        return id;
    }

    public void Give(Field field, Spot at)
    {
        Give(Named.Field, field.Id, at);
        fields.TryAdd(field.Id, field);
        if (Fields.Own.Contains(field.Id, StringComparer.Ordinal) || Circumstances.Reserved.ContainsKey(field.Id))
        {
            Findings.Add(at, $"'{field.Id}' is a word of the product's own and can't be a field's id. Rename the field.");
        }

        if (field.Means is { } meaning && !meanings.TryAdd(meaning, at))
        {
            Findings.Add(at, $"Two fields have the same 'means'; the first is in {meanings[meaning].File}:{meanings[meaning].Line}. Take it from one of them.");
        }
    }

    /// <summary>Something names this id.</summary>
    public void Use(Named what, string id, Spot at) => used.Add((what, id, at));

    /// <summary>A condition asks for this value; null: for the key alone.</summary>
    public void Ask(string key, string? value, Spot at) => conditions.Add((key, value, at));

    /// <summary>An example answers a field so.</summary>
    public void Answer(string field, string value, Spot at)
    {
        Use(Named.Field, field, at);
        answers.Add((field, value, at));
    }

    /// <summary>Compares what is named with what there is.</summary>
    public void Check()
    {
        foreach (var (what, id, at) in used.Where(use => use.Id.Length > 0 && !given.ContainsKey((use.What, use.Id))))
        {
            Findings.Add(at, $"There is no {Noun(what)} '{id}'. Correct the name, or add it.");
        }

        foreach (var (name, value, at) in answers)
        {
            if (value.Length > 0 && fields.TryGetValue(name, out var field) && Answers(field) is { Length: > 0 } possible && !possible.Contains(value, StringComparer.Ordinal))
            {
                Findings.Add(at, $"'{name}' can't be answered by '{value}'. It can be {string.Join(", ", possible)}.");
            }
        }

        foreach (var (key, value, at) in conditions.Where(condition => condition.Key.Length > 0))
        {
            if (fields.TryGetValue(key, out var asked) && asked.Type == FieldType.Evidence)
            {
                Findings.Add(at, $"A condition can't ask for '{key}', whose answer is the evidence itself. Ask for 'evidence': {string.Join(", ", Circumstances.Reserved["evidence"])}.");
            }
            else if (ValuesOf(key) is not { } values)
            {
                Findings.Add(at, $"A condition can't ask for '{key}'. It asks for a field's id or one of {string.Join(", ", Circumstances.Reserved.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (value is { Length: > 0 } && !values.Contains(value, StringComparer.Ordinal))
            {
                Findings.Add(at, $"'{key}' is never '{value}'. It can be {string.Join(", ", values)}.");
            }
        }
    }

    string[]? ValuesOf(string key)
    {
        if (Circumstances.Reserved.TryGetValue(key, out var words))
        {
            return [.. words];
        }

        return fields.TryGetValue(key, out var field) ? [Circumstances.Any, Circumstances.None, .. Answers(field)] : null;
    }

    /// <summary>The answers that a field offers; none where anything can be written.</summary>
    static string[] Answers(Field field) => field.Type switch
    {
        FieldType.Tick => [Fields.Yes],
        FieldType.Evidence => [Field.NoEvidence],
        FieldType.Text or FieldType.Long or FieldType.Phone or FieldType.Moment or FieldType.One or FieldType.Several or FieldType.Heard => [.. field.Choices.Select(choice => choice.Value)],
    };

    static string Noun(Named what) => what switch
    {
        Named.Field => "field",
        Named.Section => "section",
        Named.Step => "step",
        Named.Article => "article",
        Named.Labels => "set of labels",
        Named.Tier => "tier",
    };

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    public static bool IsId(string text) => Id().IsMatch(text);
}
