using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads a file of <c>forms/</c>: sections and their fields.</summary>
static class FormFile
{
    static readonly FieldType[] Chosen = [FieldType.One, FieldType.Several, FieldType.Heard];

    /// <summary>Where choices are of help and can be left out.</summary>
    static readonly FieldType[] Helped = [FieldType.Evidence];

    public static Section Section(PackNode node)
    {
        var section = new Section
        {
            Id = node.References.Give(Named.Section, node.Text("id"), node.At("id")),
            Title = node.Said("title"),
            Hint = node.OptionalSaid("hint"),
            When = node.When("when"),
            Folded = node.Flag("folded"),
            Fields = node.Maps("fields", Shape.Field, Field),
        };
        if (section.Fields.IsEmpty)
        {
            node.Findings.Add(node.At("fields"), $"The section '{section.Id}' has no field. Add one, or take the section out.");
        }

        return section;
    }

    static Field Field(PackNode node)
    {
        var field = new Field
        {
            Id = node.Text("id"),
            Label = node.Said("label"),
            Type = node.OptionalWord<FieldType>("type") ?? FieldType.Text,
            Means = node.OptionalWord<Meaning>("means"),
            Why = node.Said("why"),
            Ask = node.OptionalSaid("ask"),
            Preset = node.Optional("preset"),
            Placeholder = node.OptionalSaid("placeholder"),
            PlaceholderElsewhere = node.Optional("placeholder") is { } words ? node.References.Wording.Everywhere(words) : [],
            PlaceholderHint = node.OptionalSaid("placeholder-hint"),
            Wanted = node.Flag("wanted"),
            MayBeNotSaid = node.Flag("may-be-not-said"),
            When = node.When("when"),
            Choices = [.. node.Pairs("choices").Select(pair => new Choice(Value(node, pair.Key, pair.At), node.Said(pair.Value)))],
        };
        if (field.Id.Length > 0)
        {
            node.References.Give(field, node.At("id"));
        }

        Check(node, field);
        return field;
    }

    static string Value(PackNode node, string value, Spot at)
    {
        if (value is Circumstances.Any or Circumstances.None)
        {
            node.Findings.Add(at, $"'{value}' is a word of conditions and can't be a choice. Rename it.");
        }
        else if (value.Length > 0 && !References.IsId(value))
        {
            node.Findings.Add(at, $"'{value}' can't be a choice's value. Use lower-case letters, digits and hyphens; its label can be anything.");
        }

        return value;
    }

    static void Check(PackNode node, Field field)
    {
        var type = Words<FieldType>.Of(field.Type);
        if (Chosen.Contains(field.Type) && field.Choices.IsEmpty)
        {
            node.Findings.Add(node.Here, $"The field '{field.Id}' is of type {type} and has no choices. Add them, or change the type.");
        }
        else if (!Chosen.Contains(field.Type) && !Helped.Contains(field.Type) && !field.Choices.IsEmpty)
        {
            node.Findings.Add(node.At("choices"), $"The field '{field.Id}' has choices, but its type is {type}. Make it one, several or heard.");
        }

        if (field.Type == FieldType.Evidence)
        {
            CheckEvidence(node, field);
        }

        if (field.Means is { } meaning && !TypesOf(meaning).Contains(field.Type))
        {
            node.Findings.Add(node.At("means"), $"A field that means {Words<Meaning>.Of(meaning)} is of type {string.Join(" or ", TypesOf(meaning).Select(Words<FieldType>.Of))}, not {type}.");
        }

        if (field is { Means: Meaning.Language, Type: FieldType.One } && field.Choices.FirstOrDefault(choice => choice.Value.Length > 0 && !LanguageTag.IsTag(choice.Value)) is { } nameless)
        {
            node.Findings.Add(node.At("choices"), $"'{nameless.Value}' is no language. The choices of a field that means language are BCP 47 tags, such as es, or {LanguageTag.Undetermined} for another one.");
        }

        if (field.Preset is { } preset && !IsPreset(field, preset))
        {
            node.Findings.Add(node.At("preset"), $"'{preset}' can't stand in a field of type {type}. A preset is one of the choices, 'yes' for a tick, '{Core.Procedures.Field.Now}' for a moment.");
        }

        if (field.PlaceholderHint is not null && field.Placeholder is null)
        {
            node.Findings.Add(node.At("placeholder-hint"), "There is a hint for a placeholder, but no placeholder. Add the words that count as missing.");
        }
    }

    static void CheckEvidence(PackNode node, Field field)
    {
        if (field.Choices.Any(choice => choice.Value == Core.Procedures.Field.NoEvidence))
        {
            node.Findings.Add(node.At("choices"), $"'{Core.Procedures.Field.NoEvidence}' is how the field '{field.Id}' says that there is none. Rename the choice.");
        }

        if (field.MayBeNotSaid)
        {
            node.Findings.Add(node.At("may-be-not-said"), $"Nobody is asked for evidence aloud, so '{field.Id}' can't be answered by \"not said\". Take it out.");
        }
    }

    static bool IsPreset(Field field, string preset) => field.Type switch
    {
        FieldType.Moment => preset == Core.Procedures.Field.Now,
        FieldType.One or FieldType.Several => field.Choices.Any(choice => choice.Value == preset),
        FieldType.Heard or FieldType.Evidence => false,
        FieldType.Tick => preset == Core.Incidents.Fields.Yes,
        FieldType.Text or FieldType.Long or FieldType.Phone => true,
    };

    static FieldType[] TypesOf(Meaning meaning) => meaning switch
    {
        Meaning.Kind => [FieldType.Several, FieldType.One],
        Meaning.Manner => [FieldType.One, FieldType.Several],
        Meaning.Conditional or Meaning.Imminent => [FieldType.Tick],
        Meaning.ThreatAt => [FieldType.Moment],
        Meaning.Language => [FieldType.One],
        Meaning.CallerNumber => [FieldType.Phone, FieldType.Text],
        Meaning.Targets or Meaning.ThreatPlace or Meaning.ThreatWhen or Meaning.CallerName or Meaning.CallerPlace or Meaning.Observed or Meaning.Summary
            => [FieldType.Text, FieldType.Long],
    };
}
