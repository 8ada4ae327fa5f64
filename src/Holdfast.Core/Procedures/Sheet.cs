using System.Collections.Immutable;
using Holdfast.Core.Incidents;

namespace Holdfast.Core.Procedures;

/// <summary>A field as it is printed to be filled in by hand.</summary>
/// <param name="Only">What else must be so for it to be asked, to be printed beside it; always holding where nothing must.</param>
public sealed record SheetField(Field Field, When Only);

/// <summary>A section as it is printed to be filled in by hand.</summary>
/// <param name="Only">As of <see cref="SheetField"/>.</param>
public sealed record SheetSection(Section Section, When Only, ImmutableArray<SheetField> Fields);

/// <summary>One sheet of the printed form: what is asked of everybody on a channel, or the checklist of one kind. It begins on a page of its own and goes on as far as its fields need.</summary>
/// <param name="Kind">The kind that it is the checklist of; null for the form itself.</param>
public sealed record Sheet(Choice? Kind, ImmutableArray<SheetSection> Sections)
{
    /// <summary>Sheets of one print at most: the form, and no more checklists than anybody carries.</summary>
    public const int Most = 20;

    /// <summary>
    /// The form of a channel, then a checklist for each of these kinds that has one. Paper can't hide anything, so a part that depends on other
    /// answers is printed with its condition; what is for another channel or another kind is left out.
    /// </summary>
    public static ImmutableArray<Sheet> Of(Procedure procedure, Channel channel, IReadOnlyCollection<string> kinds)
    {
        var form = new Sheet(null, Parts(procedure, channel, null, []));
        var sheets = ImmutableArray.CreateBuilder<Sheet>();
        sheets.Add(form);
        foreach (var kind in procedure.Field(Meaning.Kind)?.Choices ?? [])
        {
            if (sheets.Count < Most && kinds.Contains(kind.Value) && Parts(procedure, channel, kind, [.. sheets]) is { IsEmpty: false } sections)
            {
                sheets.Add(new Sheet(kind, sections));
            }
        }

        return sheets.ToImmutable();
    }

    /// <summary>The kinds that have a checklist of their own on this channel, in the pack's order.</summary>
    public static IEnumerable<Choice> Checklists(Procedure procedure, Channel channel) =>
        (procedure.Field(Meaning.Kind)?.Choices ?? []).Where(kind => !Parts(procedure, channel, kind, Of(procedure, channel, [])).IsEmpty);

    static ImmutableArray<SheetSection> Parts(Procedure procedure, Channel channel, Choice? kind, ImmutableArray<Sheet> before)
    {
        var ofKind = procedure.Field(Meaning.Kind)?.Id;
        var circumstances = kind is null || ofKind is null ? Circumstances.Of(channel) : Circumstances.Of(channel, ofKind, [kind.Value]);
        var printed = before.SelectMany(sheet => sheet.Sections).SelectMany(one => one.Fields).Select(one => one.Field.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from section in procedure.Sections
               where Fits(section.When)
               let fields = section.Fields.Where(field => Fits(field.When) && !printed.Contains(field.Id)).Select(field => new SheetField(field, Rest(field.When))).ToImmutableArray()
               where !fields.IsEmpty
               select new SheetSection(section, Rest(section.When), fields),
        ];

        bool Fits(When when) => when.Conditions.All(condition => !Chosen(condition) || circumstances.Are(condition));

        When Rest(When when) => new([.. when.Conditions.Where(condition => !Chosen(condition) && !circumstances.Are(condition))]);

        bool Chosen(Condition condition) => condition.Key == "channel" || condition.Key == ofKind;
    }
}
