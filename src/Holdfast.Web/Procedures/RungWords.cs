using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Whom a tier rings and when, in words. Pure.</summary>
public static class RungWords
{
    public static string Of(Tier tier) => string.Join(", ", tier.Ring.Select(Of)) is var groups && tier.Each is { } each ? T("{0}, one after the other, {1} s each", groups, each) : groups;

    /// <summary>A group in words.</summary>
    public static string Of(RungGroup group) => group switch
    {
        RungGroup.TeamSupervisors => T("the team’s supervisors"),
        RungGroup.Supervisors => T("all supervisors"),
        RungGroup.Leads => T("lead resolution specialists"),
        RungGroup.OnCall => T("whoever is on call"),
        RungGroup.CorporateSecurity => T("Corporate Security"),
    };
}
