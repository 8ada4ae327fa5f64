using System.Collections.Immutable;
using Holdfast.Core.Ledger;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Incidents;

/// <summary>What filing says is missing, and what it puts on record. It never says no.</summary>
public static class Filing
{
    /// <summary>The procedure's name for "no exact words yet" in a list of what is missing.</summary>
    public const string Words = Fields.Statement;

    /// <summary>
    /// Wanted fields without an answer whose section applies, and "statement" where exact words are expected: not where what was observed is
    /// asked for instead. A placeholder typed as a value is no answer.
    /// </summary>
    public static ImmutableArray<string> Missing(Incident incident, Procedure procedure)
    {
        var circumstances = Circumstances.Of(incident);
        var open = procedure.Sections.Where(section => section.When.Holds(circumstances))
            .SelectMany(section => section.Fields).Where(field => field.When.Holds(circumstances)).ToArray();
        var missing = open.Where(field => field.Wanted && field.Preset is null && !Answered(incident, field)).Select(field => field.Id);
        var observed = open.Any(field => field.Means == Meaning.Observed && field.Wanted);
        return [.. incident.Statements == 0 && !observed ? missing.Prepend(Words) : missing];
    }

    /// <summary>The presets that nobody changed, as answers: what stood in the form when it was filed.</summary>
    public static ImmutableArray<AnswerGiven> Presets(Incident incident, Procedure procedure)
    {
        var circumstances = Circumstances.Of(incident);
        return [.. procedure.Sections.Where(section => section.When.Holds(circumstances)).SelectMany(section => section.Fields)
            .Where(field => field.Preset is not null && field.When.Holds(circumstances) && !incident.Answers.ContainsKey(field.Id))
            .Select(field => new AnswerGiven(field.Id, AnswerState.Answered, [Preset(incident, field)]))];
    }

    /// <summary>The value that stands in a field by itself. "Now" is when it really began: by the paper, in its own words if need be.</summary>
    public static string Preset(Incident incident, Field field) => field.Preset != Field.Now ? field.Preset ?? ""
        : incident.Paper is { Began: { } words, BeganAt: null } ? words
        : incident.BeganAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    static bool Answered(Incident incident, Field field) =>
        incident.IsAnswered(field) && (field.Placeholder is null || incident.Values(field.Id) is not { Length: > 0 } values || values.Any(field.Answers));
}
