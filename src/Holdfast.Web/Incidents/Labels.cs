using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>The words of one version of the procedure for fields and answers; an incident is read in those of the version it began with. Thread-safe.</summary>
public sealed class Labels(Procedure procedure, Directory directory)
{
    public string Field(string id) => id switch
    {
        Fields.Statement => T("Exact words"),
        Fields.SubjectAccount => T("Is it a colleague?"),
        Fields.ConflictWitness => T("Colleague kept out"),
        _ => procedure.Field(id)?.Label ?? id,
    };

    public IReadOnlyList<MissingView> Missing(Incident incident) => [.. Filing.Missing(incident, procedure).Select(field => new MissingView(field, Field(field)))];

    /// <summary>An answer's value as people read it: a choice's label, a colleague's name, or the words themselves.</summary>
    public string Value(string field, string value)
    {
        if (Fields.Marks(field) && PersonId.TryParse(value, out var id))
        {
            return directory.Find(id)?.DisplayName ?? value;
        }

        return procedure.Field(field) switch
        {
            { Type: FieldType.Tick } when value == Fields.Yes => T("Yes"),
            { Type: FieldType.Evidence } when value == Core.Procedures.Field.NoEvidence => T("There is none"),
            var asked => AnswerWords.Value(asked, value),
        };
    }

    public string Values(string field, Answer answer) => answer.State is AnswerState.Answered or AnswerState.Observed
        ? string.Join(", ", answer.Values.Select(value => Value(field, value)))
        : AnswerWords.Values(procedure, field, answer);

    /// <summary>"Bomb, direct, conditional": kinds, manner, and whether conditions were set; empty when nothing is chosen.</summary>
    public string Threat(Incident incident)
    {
        var conditional = incident.IsTicked(procedure, Meaning.Conditional) ? [procedure.Field(Meaning.Conditional)!.Label] : Array.Empty<string>();
        return Sentence(string.Join(", ", Chosen(Meaning.Kind).Concat(Chosen(Meaning.Manner)).Concat(conditional)));

        IEnumerable<string> Chosen(Meaning meaning) => incident.Values(procedure, meaning).Select(value => Value(procedure.Field(meaning)!.Id, value));
    }

    static string Sentence(string words) => words.Length == 0 ? "" : words[..1].ToUpperInvariant() + words[1..].ToLowerInvariant();
}
