using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>What there is to know of a field of the form, as pairs of what it is and what the pack says. Pure.</summary>
public static class FieldWords
{
    public static ImmutableArray<(string Term, string Text)> Of(Field field, Procedure procedure)
    {
        var said = ImmutableArray.CreateBuilder<(string, string)>();
        Add(T("Ask"), field.Ask is { } ask ? $"“{ask}”" : null);
        Add(T("Why"), field.Why);
        Add(T("Answer"), string.Join("; ", new[]
        {
            Of(field.Type) + (field.Choices.IsEmpty ? "" : ": " + string.Join(ArticleText.Between, field.Choices.Select(choice => choice.Label))),
            field.MayBeNotSaid ? T("or “{0}”", procedure.NotSaid) : null,
            field.Wanted ? T("named at filing when blank") : null,
        }.OfType<string>()));
        Add(T("Stands there until changed"), field.Preset == Field.Now ? T("the time at which the report begins") : field.Preset);
        Add(T("Counts as missing when typed"), field.Placeholder is { } words ? $"“{words}”" : null);
        Add(T("Then"), field.PlaceholderHint);
        Add(T("Only when"), ConditionWords.Of(field.When, procedure));
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
        FieldType.Text => T("A line of words"),
        FieldType.Long => T("Several lines of words"),
        FieldType.Phone => T("A telephone number"),
        FieldType.Moment => T("Date and time"),
        FieldType.One => T("One of"),
        FieldType.Several => T("Any of"),
        FieldType.Heard => T("Ticked without asking, any of"),
        FieldType.Tick => T("A tick"),
        FieldType.Evidence => T("Evidence: files that are kept, or what is to follow, such as"),
    };
}
