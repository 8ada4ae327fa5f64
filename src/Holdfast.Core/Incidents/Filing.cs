using System.Collections.Immutable;
using Holdfast.Core.Procedures;

namespace Holdfast.Core.Incidents;

/// <summary>What filing says is missing. It never says no.</summary>
public static class Filing
{
    /// <summary>
    /// Fields without an answer, and "statement" where exact words are expected: a perceived threat has none. The procedure's own words for an
    /// answer, typed as its value, are no answer.
    /// </summary>
    public static ImmutableArray<string> Missing(Incident incident, Procedure? procedure = null)
    {
        var missing = Fields.WantedAtFiling.Where(field => !incident.IsAnswered(field) || IsPreset(incident, procedure?.Field(field)));
        var wordsExpected = !incident.Has(Fields.Manner, "perceived");
        return [.. incident.Statements == 0 && wordsExpected ? missing.Prepend(Fields.Statement) : missing];
    }

    static bool IsPreset(Incident incident, Field? field) =>
        field?.Preset is not null && incident.Values(field.Id) is { Length: > 0 } values && !values.Any(field.Answers);
}
