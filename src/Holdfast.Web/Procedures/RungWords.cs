using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Whom a tier rings and when, in words. Pure.</summary>
public static class RungWords
{
    public static string Of(Tier tier) => string.Join(", ", tier.Ring.Select(Of)) + (tier.Each is { } each ? $", one after the other, {each} s each" : "");

    /// <summary>A group in words.</summary>
    public static string Of(RungGroup group) => group switch
    {
        RungGroup.TeamSupervisors => "the team’s supervisors",
        RungGroup.Supervisors => "all supervisors",
        RungGroup.Leads => "lead resolution specialists",
        RungGroup.OnCall => "whoever is on call",
        RungGroup.CorporateSecurity => "Corporate Security",
    };
}
