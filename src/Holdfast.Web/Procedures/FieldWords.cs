using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>What there is to know of a field of the form, as pairs of what it is and what the pack says. Pure.</summary>
public static class FieldWords
{
    public static ImmutableArray<(string Term, string Text)> Of(Field field, Procedure procedure)
    {
        var said = ImmutableArray.CreateBuilder<(string, string)>();
        Add("Ask", field.Ask is { } ask ? $"“{ask}”" : null);
        Add("Why", field.Why);
        Add(Of(field.Type), field.Choices.IsEmpty ? null : string.Join(" · ", field.Choices.Select(choice => choice.Label)));
        Add("Answer", field.Choices.IsEmpty ? Of(field.Type) : null);
        Add("Stands there until changed", field.Preset == Field.Now ? "the time at which the report begins" : field.Preset);
        Add("Counts as missing when typed", field.Placeholder is { } words ? $"“{words}”" : null);
        Add("Then", field.PlaceholderHint);
        Add("Not said", field.MayBeNotSaid ? procedure.NotSaid : null);
        Add("Named when blank at filing", field.Wanted ? "yes" : null);
        Add("Only when", ConditionWords.Of(field.When, procedure));
        return said.DrainToImmutable();

        void Add(string term, string? text)
        {
            if (text is not null)
            {
                said.Add((term, text));
            }
        }
    }

    static string Of(FieldType type) => type switch
    {
        FieldType.Text => "a line of words",
        FieldType.Long => "several lines of words",
        FieldType.Phone => "a telephone number",
        FieldType.Moment => "date and time",
        FieldType.One => "One of",
        FieldType.Several => "Any of",
        FieldType.Heard => "Ticked without asking",
        FieldType.Tick => "a tick",
    };
}
