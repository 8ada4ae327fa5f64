using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>Whom somebody called: the record holds the pack's own words for a line of the emergency card, a reader sees those of their language. Pure.</summary>
public static class CalledWords
{
    /// <summary>The lines to choose from: what the record gets, and what the reader sees.</summary>
    public static IEnumerable<(string Own, string Shown)> Offered(Procedure procedure) =>
        procedure.InOwnWords().Emergency.Zip(procedure.Emergency, (own, shown) => (Line(own), Line(shown)));

    /// <summary>What the record holds, as the reader sees it; as it stands where somebody wrote it themselves.</summary>
    public static string Of(string whom, Procedure procedure) => Offered(procedure).FirstOrDefault(line => line.Own == whom).Shown ?? whom;

    static string Line(PhoneLine line) => $"{line.Label.Replace("*", "", StringComparison.Ordinal)} {line.Number}";
}
