using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads <c>case.yaml</c>.</summary>
static class CaseFile
{
    static readonly string[] Sources = ["text", "answers", "labels", "report-number", "words"];

    public static CaseGuide Case(PackNode node) => new()
    {
        Title = node.Said("title"),
        OutsideForm = node.Map("outside-form", Shape.CaseQuestion, Question),
        Existing = node.Map("existing", Shape.CaseQuestion, Question),
        Create = node.Map("create", Shape.CaseCard, Card),
        Assign = node.Map("assign", Shape.CaseCard, Card),
        Done = node.Said("done"),
    };

    static CaseQuestion Question(PackNode node) => new(node.Said("question"), node.Said("number"), node.OptionalSaid("hint"));

    static CaseCard Card(PackNode node)
    {
        var items = node.Maps("items", Shape.CaseItem, Item);
        if (items.IsEmpty)
        {
            node.Findings.Add(node.At("items"), "The card is empty. Add what is to be copied.");
        }

        foreach (var twice in items.GroupBy(item => item.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            node.Findings.Add(node.At("items"), $"Two items are called '{twice.Key}'. Nobody could tell which was copied; rename one.");
        }

        return new CaseCard(node.Said("title"), items);
    }

    static CaseItem Item(PackNode node)
    {
        var (name, label) = (node.Text("label"), node.Said("label"));
        if (Sources.Count(node.Has) != 1)
        {
            node.Findings.Add(node.Here, $"An item has exactly one of {string.Join(", ", Sources)}.");
            return new CaseItem(label, CaseSource.Text, null, []) { Name = name };
        }

        return new CaseItem(label, Source(node), node.Optional("text"), From(node)) { Name = name };
    }

    static CaseSource Source(PackNode node) => node.Has("text") ? CaseSource.Text
        : node.Has("answers") ? CaseSource.Answers
        : node.Has("labels") ? CaseSource.Labels
        : Only(node, "report-number") ? CaseSource.ReportNumber
        : Only(node, "words") ? CaseSource.Words
        : CaseSource.Text;

    static bool Only(PackNode node, string key)
    {
        if (node.Has(key) && !node.Flag(key, otherwise: true))
        {
            node.Findings.Add(node.At(key), $"'{key}' is true, or it is left out.");
        }

        return node.Has(key);
    }

    static ImmutableArray<string> From(PackNode node)
    {
        if (node.Optional("labels") is { Length: > 0 } set)
        {
            node.References.Use(Named.Labels, set, node.At("labels"));
            return [set];
        }

        var fields = node.Texts("answers");
        foreach (var field in fields)
        {
            node.References.Use(Named.Field, field, node.At("answers"));
        }

        return fields;
    }
}
