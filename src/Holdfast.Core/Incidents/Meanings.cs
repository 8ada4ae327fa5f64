using System.Collections.Immutable;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Core.Incidents;

/// <summary>An incident's answers by what they mean to the product.</summary>
public static class Meanings
{
    /// <summary>The values answered or observed; empty when blank, not said, or not asked for by this pack.</summary>
    public static ImmutableArray<string> Values(this Incident incident, Procedure procedure, Meaning meaning) =>
        procedure.Field(meaning) is { } field ? incident.Values(field.Id) : [];

    /// <summary>The BCP 47 tag of the language that the exact words are in; empty where nobody said, which claims nothing.</summary>
    public static string Speaks(this Incident incident, Procedure procedure) =>
        incident.Values(procedure, Meaning.Language) is [var tag] && LanguageTag.Names(tag) ? tag : "";

    /// <summary>Whether a box of that meaning is ticked.</summary>
    public static bool IsTicked(this Incident incident, Procedure procedure, Meaning meaning) =>
        incident.Values(procedure, meaning).Contains(Fields.Yes, StringComparer.Ordinal);
}
