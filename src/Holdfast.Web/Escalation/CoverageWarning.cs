using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Core.Escalation;
using Holdfast.Core.People;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Escalation;

/// <summary>What an administrator must be told until it is put right: whom the procedure counts on and nobody is there to be rung.</summary>
public static class CoverageWarning
{
    const string Page = "/people";

    /// <summary>One sentence for each gap. Whoever never had a password can't be reached and isn't counted.</summary>
    public static ImmutableArray<string> Sentences(IServiceProvider services)
    {
        var directory = services.GetRequiredService<Directory>();
        var people = directory.Members.Where(member => member is { HasPassword: true, Person.Disabled: false }).Select(member => member.Person).ToArray();
        var policy = services.GetRequiredService<Procedures.Procedures>().Current.Spoken.Escalation;
        return [.. Coverage.Of(policy, people, [.. directory.Teams.Select(team => team.Id)]).Select(gap => Say(gap, directory.TeamName))];
    }

    /// <summary>The sentence for this request's reader; null for everybody but administrators, on the page that says it all, and where nothing is missing.</summary>
    public static string? For(HttpContext context)
    {
        if (context.PersonOrNull is not { } person || !person.Is(Role.Administrator) || context.Request.Path == Page)
        {
            return null;
        }

        return Sentences(context.RequestServices) switch
        {
            [] => null,
            [var only] => only,
            [var first, .. var rest] => first + " " + T("And {0} more like it.", rest.Length),
        };
    }

    static string Say(CoverageGap gap, Func<TeamId, string> team) => gap switch
    {
        CoverageGap.Nobody { Team: { } one } nobody => T("For team {0} the tier ‘{1}’ would reach nobody.", team(one), nobody.Tier.Label),
        CoverageGap.Nobody nobody => T("The tier ‘{0}’ would reach nobody.", nobody.Tier.Label),
        CoverageGap.NotRung rung => T("{0} is on the on-call list and holds no role that can be rung.", rung.Person.DisplayName),
        _ => throw new ArgumentOutOfRangeException(nameof(gap)),
    };
}
