using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Whom a tier rings and when, in words. Pure.</summary>
public static class RungWords
{
    public static string Of(Tier tier) => string.Join(", ", tier.Ring.Select(Group)) + (tier.Each is { } each ? $", one after the other, {each} s each" : "");

    static string Group(string group) => group switch
    {
        "team-supervisors" => "the team’s supervisors",
        "supervisors" => "all supervisors",
        "leads" => "lead resolution specialists",
        "on-call" => "whoever is on call",
        "corporate-security" => "Corporate Security",
        _ => group,
    };
}
