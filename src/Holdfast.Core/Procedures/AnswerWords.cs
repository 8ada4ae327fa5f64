using System.Globalization;
using Holdfast.Core.Incidents;

namespace Holdfast.Core.Procedures;

/// <summary>An answer as people read it, in the words of one version of the procedure. Pure.</summary>
public static class AnswerWords
{
    /// <summary>One value: a choice's label, "Yes" for a ticked box, an instant with date, time and zone, or the words themselves.</summary>
    public static string Value(Field? field, string value)
    {
        foreach (var choice in field?.Choices ?? [])
        {
            if (choice.Value == value)
            {
                return choice.Label;
            }
        }

        return field?.Type switch
        {
            FieldType.Tick when value == Fields.Yes => "Yes",
            FieldType.Moment => Moment(value),
            FieldType.Evidence when value == Procedures.Field.NoEvidence => "There is none",
            _ => value,
        };
    }

    /// <summary>All values of an answer; the procedure's words for "not said"; empty for a blank one.</summary>
    public static string Values(Procedure procedure, string field, Answer answer) => answer.State switch
    {
        AnswerState.Blank => "",
        AnswerState.NotSaid => procedure.NotSaid,
        AnswerState.Answered or AnswerState.Observed => string.Join(", ", answer.Values.Select(value => Value(procedure.Field(field), value))),
    };

    /// <summary>
    /// An ISO 8601 instant as "2026-03-02 14:00:11 UTC" or "2026-03-02 09:00:11 UTC-05:00": the zone is the one it was written in. Anything else
    /// stays as it was written: without an offset it would be a guess.
    /// </summary>
    public static string Moment(string value) => Instant(value) is not { } at ? value
        : at.ToString(at.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'zzz", CultureInfo.InvariantCulture);

    /// <summary>The instant that an answer is, in the zone it was written in; null where words stand instead, or a time without its offset.</summary>
    public static DateTimeOffset? Instant(string value) =>
        value.Length is >= 17 and <= 40 && value[4] == '-' && value[10] == 'T' && (value[^1] == 'Z' || (value[^3] == ':' && value[^6] is '+' or '-'))
        && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}
