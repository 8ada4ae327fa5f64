using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Web.Evidence;

namespace Holdfast.Web.Incidents;

/// <summary>One field as it stands.</summary>
/// <param name="State">blank, answered, not-said, observed, or preset: what stands in the form and nobody changed.</param>
public sealed record AnsweredField(Field Field, string Value, string State, DateTimeOffset? At)
{
    /// <summary>The moment that the answer is, for the reader's own zone; absent where it is anything else.</summary>
    public DateTimeOffset? Moment { get; init; }

    public string Icon => State switch { "blank" => "open", "not-said" => "not-said", "observed" => "ear", _ => "done" };
}

/// <summary>A part of the form as others read it: what was answered, and what is asked and still open.</summary>
public sealed record AnsweredSection(Section Section, IReadOnlyList<AnsweredField> Fields)
{
    public int Answered => Fields.Count(one => one.State != "blank");

    /// <summary>The sections in order; one without anything to show is left out.</summary>
    /// <param name="whole">Every blank field that applies, not only those that somebody waits for: a printed form is complete.</param>
    public static IEnumerable<AnsweredSection> Of(Incident incident, Procedure procedure, Labels labels, bool whole = false)
    {
        var circumstances = Circumstances.Of(incident);
        foreach (var section in procedure.Sections)
        {
            var applies = section.When.Holds(circumstances);
            var fields = section.Fields.Select(field => One(field, applies && field.When.Holds(circumstances))).OfType<AnsweredField>().ToArray();
            if (fields.Length > 0)
            {
                yield return new AnsweredSection(section, fields);
            }
        }

        AnsweredField? One(Field field, bool applies)
        {
            var answer = incident.Answers.GetValueOrDefault(field.Id);
            if (field.Type == FieldType.Evidence && incident.Evidence is not { Items: [], OwedBy: null })
            {
                var tally = EvidenceWords.Tally(incident.Evidence);
                return new AnsweredField(field, incident.IsAnswered(field.Id) ? $"{labels.Values(field.Id, answer!)}; {tally}" : tally, "answered", answer?.At);
            }

            if (answer is not null && incident.IsAnswered(field.Id))
            {
                // The form's own words typed as a value are no answer.
                var real = field.Placeholder is null || answer.Values.IsEmpty || answer.Values.Any(field.Answers);
                var state = !real ? "blank" : answer.State switch { AnswerState.NotSaid => "not-said", AnswerState.Observed => "observed", AnswerState.Answered => "answered", AnswerState.Blank => "blank" };
                return new AnsweredField(field, labels.Values(field.Id, answer), state, answer.At) { Moment = answer.Values is [var value] ? Moment(field, value) : null };
            }

            if (!applies)
            {
                return null;
            }

            if (field.Preset is not null && answer is null)
            {
                var preset = Filing.Preset(incident, field);
                return new AnsweredField(field, labels.Value(field.Id, preset), "preset", null) { Moment = Moment(field, preset) };
            }

            return whole || field.Wanted || field.MayBeNotSaid || field.Type == FieldType.Evidence ? new AnsweredField(field, "", "blank", null) : null;
        }

        static DateTimeOffset? Moment(Field field, string value) => field.Type == FieldType.Moment ? AnswerWords.Instant(value) : null;
    }
}
