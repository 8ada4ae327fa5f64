using System.Text.Json;
using Holdfast.Core.Escalation;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.Incidents;

namespace Holdfast.Web.People;

/// <summary>Where somebody is.</summary>
/// <param name="Availability">Whether they can come.</param>
/// <param name="Chosen">What they chose; they count as away while nothing would reach them.</param>
/// <param name="Since">Since when they have been free, or what else they said.</param>
/// <param name="HandledAt">When they took one last.</param>
/// <param name="Phone">Where colleagues call them.</param>
public sealed record PresenceAnswer(PersonId Id, string Name, TeamAnswer Team, IEnumerable<Role> Roles, Availability Availability, Availability Chosen, DateTimeOffset? Since, DateTimeOffset? HandledAt, bool OnCall, string? Phone);

/// <summary>Everybody who can be rung, the longest idle of the available first.</summary>
public sealed record PresencesAnswer(IEnumerable<PresenceAnswer> People);

/// <summary>What became of what is left behind.</summary>
public sealed record PresenceChosenAnswer(Availability Availability, int HandedOn, int Rung);

/// <summary>The JSON doors of presence.</summary>
static class PresenceApi
{
    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("People");
        api.MapGet("/presence", (HttpContext context, Presences presences, Directory directory, TimeProvider clock) =>
            context.Person.IsRung ? Results.Ok(new PresencesAnswer(Answers(presences, directory, clock.GetUtcNow()))) : Outcomes.Nothing).WithSummary("Who is there, for those who can be rung");
        api.MapPost("/people/me/presence", ChooseAsync).WithSummary("Says whether one can come");
    }

    /// <summary>Everybody who can be rung, in the order in which they would be tried.</summary>
    public static IEnumerable<PresenceAnswer> Answers(Presences presences, Directory directory, DateTimeOffset now) => InOrder(presences.Candidates(), now)
        .Select(one => new PresenceAnswer(
            one.Person.Id, one.Person.DisplayName, new TeamAnswer(one.Person.Team, directory.TeamName(one.Person.Team)), one.Person.Roles, one.Presence.At(now), one.Presence.Chosen,
            Since(one.Presence), one.Presence.HandledAt, one.Person.OnCall, one.Person.Phone));

    /// <summary>The longest idle of the available first.</summary>
    public static IEnumerable<Candidate> InOrder(IEnumerable<Candidate> people, DateTimeOffset now) =>
        people.OrderBy(one => one.Presence.At(now)).ThenBy(one => one.Presence.IdleSince).ThenBy(one => one.Person.Id.Value);

    /// <summary>Since when somebody has been free, or what else they said; null when they never said anything.</summary>
    public static DateTimeOffset? Since(Presence presence) => presence.IdleSince > DateTimeOffset.MinValue.AddYears(1) ? presence.IdleSince : null;

    static async Task<IResult> ChooseAsync(HttpContext context, JsonElement sent, PresenceDesk desk)
    {
        var request = SentJson.Readable(sent);
        if (!context.Person.IsRung)
        {
            return Outcomes.Nothing;
        }

        if (!Words<Availability>.TryParse(IncidentsApi.Text(request, "availability"), out var chosen))
        {
            return Outcomes.Problem(422, T("Choose one of {0}.", string.Join(", ", Enum.GetValues<Availability>().Select(Words<Availability>.Of))));
        }

        return await desk.ChooseAsync(context.Person, chosen, IncidentsApi.Text(request, "handTo")) switch
        {
            PresenceOutcome.Done done => Results.Ok(new PresenceChosenAnswer(chosen, done.HandedOn, done.Rung)),
            PresenceOutcome.Owns owns => Outcomes.Problem(409, T("You have {0} open. Say who takes them over in handTo, or {1} to have others rung.", owns.Count, PresenceDesk.RingOthers)),
            _ => Outcomes.Problem(422, T("Choose somebody who can be rung.")),
        };
    }
}
