using Holdfast.Core.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Holdfast.Web.People;

/// <summary>A team, by id and name.</summary>
public sealed record TeamAnswer(TeamId Id, string Name);

/// <summary>Who is signed in.</summary>
public sealed record MeAnswer(PersonId Id, string UserName, string Name, TeamAnswer Team, IEnumerable<Role> Roles);

/// <summary>Somebody to choose.</summary>
public sealed record PersonAnswer(PersonId Id, string Name, TeamAnswer Team, IEnumerable<Role> Roles);

/// <summary>Everybody to choose from, by name.</summary>
public sealed record PeopleAnswer(IEnumerable<PersonAnswer> People);

/// <summary>The JSON doors of people.</summary>
static class PeopleApi
{
    public static void MapPeople(this WebApplication app)
    {
        var people = app.MapGroup("/api/v1/people").WithTags("People");
        people.MapGet("/me", (HttpContext context, Directory directory) => TypedResults.Ok(Me(context.Person, directory))).WithSummary("Who is signed in");
        people.MapGet("", List).WithSummary("Everybody, for choosing an owner or a colleague");
        people.MapPost("/{id}/roles/{role}/confirmation", ConfirmAsync).WithSummary("Lets a content role take effect (Corporate Security)");
    }

    static MeAnswer Me(Person person, Directory directory) =>
        new(person.Id, person.UserName, person.DisplayName, TeamOf(person, directory), person.Roles);

    /// <summary>Ids and names of everybody with an account; with <c>team=</c>, of one team.</summary>
    static Ok<PeopleAnswer> List(string? team, Directory directory)
    {
        var only = TeamId.TryParse(team, out var id) ? id : (TeamId?)null;
        return TypedResults.Ok(new PeopleAnswer(directory.Active
            .Where(person => only is null ? string.IsNullOrEmpty(team) : person.Team == only)
            .Select(person => new PersonAnswer(person.Id, person.DisplayName, TeamOf(person, directory), person.Roles))));
    }

    static async Task<Results<Ok<PersonAnswer>, NotFound, ProblemHttpResult>> ConfirmAsync(string id, string role, HttpContext context, PeopleDesk desk, Directory directory)
    {
        if (!context.Person.Is(Role.CorporateSecurity) || !PersonId.TryParse(id, out var person) || !Roles.TryParse(role, out var confirmed))
        {
            return TypedResults.NotFound();
        }

        var outcome = await desk.ConfirmAsync(person, confirmed, context.Person.Id);
        return outcome == PeopleOutcome.Done && directory.Find(person) is { } now
            ? TypedResults.Ok(new PersonAnswer(now.Id, now.DisplayName, TeamOf(now, directory), now.Roles))
            : TypedResults.Problem(title: outcome.Say(), statusCode: StatusCodes.Status409Conflict);
    }

    static TeamAnswer TeamOf(Person person, Directory directory) => new(person.Team, directory.TeamName(person.Team));
}
