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
        Add("Answer", string.Concat(
            Of(field.Type),
            field.Choices.IsEmpty ? null : ": " + string.Join(ArticleText.Between, field.Choices.Select(choice => choice.Label)),
            field.MayBeNotSaid ? $"; or “{procedure.NotSaid}”" : null,
            field.Wanted ? "; named at filing when blank" : null));
        Add("Stands there until changed", field.Preset == Field.Now ? "the time at which the report begins" : field.Preset);
        Add("Counts as missing when typed", field.Placeholder is { } words ? $"“{words}”" : null);
        Add("Then", field.PlaceholderHint);
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
        FieldType.Text => "A line of words",
        FieldType.Long => "Several lines of words",
        FieldType.Phone => "A telephone number",
        FieldType.Moment => "Date and time",
        FieldType.One => "One of",
        FieldType.Several => "Any of",
        FieldType.Heard => "Ticked without asking, any of",
        FieldType.Tick => "A tick",
        FieldType.Evidence => "Evidence: files that are kept, or what is to follow, such as",
    };
}
