using System.Collections.Immutable;

namespace Holdfast.Core.Incidents;

/// <summary>What filing says is missing. It never says no.</summary>
public static class Filing
{
    /// <summary>Fields without an answer, and "statement" where exact words are expected: a perceived threat has none.</summary>
    public static ImmutableArray<string> Missing(Incident incident)
    {
        var missing = Fields.WantedAtFiling.Where(field => !incident.IsAnswered(field));
        var wordsExpected = !incident.Has(Fields.Manner, "perceived");
        return [.. incident.Statements == 0 && wordsExpected ? missing.Prepend(Fields.Statement) : missing];
    }
}
