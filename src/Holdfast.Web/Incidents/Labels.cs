using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>The pack's words for fields and answers. Thread-safe.</summary>
public sealed class Labels(Procedure procedure, Directory directory)
{
    public string NotSaid => procedure.NotSaid;

    public string Field(string id) => id == Fields.Statement ? "Their exact words" : procedure.Field(id)?.Label ?? id;

    public IReadOnlyList<MissingView> Missing(Incident incident) => [.. Filing.Missing(incident, procedure).Select(field => new MissingView(field, Field(field)))];

    /// <summary>An answer's value as people read it: a choice's label, a colleague's name, or the words themselves.</summary>
    public string Value(string field, string value)
    {
        if (field is Fields.SubjectAccount or Fields.ConflictWitness && PersonId.TryParse(value, out var id))
        {
            return directory.Find(id)?.DisplayName ?? value;
        }

        foreach (var choice in procedure.Field(field)?.Choices ?? [])
        {
            if (choice.Value == value)
            {
                return choice.Label;
            }
        }

        return value;
    }

    public string Values(string field, Answer answer) => answer.State switch
    {
        AnswerState.Blank => "",
        AnswerState.NotSaid => NotSaid,
        AnswerState.Answered or AnswerState.Observed => string.Join(", ", answer.Values.Select(value => Value(field, value))),
    };

    /// <summary>"Bomb, direct, conditional": kinds, manner, and whether conditions were set; empty when nothing is chosen.</summary>
    public string Threat(Incident incident)
    {
        var kinds = incident.Values(Fields.Kind).Select(kind => Value(Fields.Kind, kind));
        var manner = incident.Values(Fields.Manner).Select(value => Value(Fields.Manner, value));
        var conditional = incident.Has(Fields.Conditional, Fields.Yes) ? [Field(Fields.Conditional)] : Array.Empty<string>();
        return Sentence(string.Join(", ", kinds.Concat(manner).Concat(conditional)));
    }

    static string Sentence(string words) => words.Length == 0 ? "" : words[..1].ToUpperInvariant() + words[1..].ToLowerInvariant();
}
