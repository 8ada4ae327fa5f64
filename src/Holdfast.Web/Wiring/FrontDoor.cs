using Holdfast.Core.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Wiring;

/// <summary>The front page is each one's own work: the desk, people, or the own reports.</summary>
static class FrontDoor
{
    public static void MapFrontDoor(this WebApplication app) =>
        app.MapGet("/", (HttpContext context) => TypedResults.LocalRedirect(For(context.Person))).ExcludeFromDescription();

    static string For(Person person) =>
        person.IsRung ? "/desk" : person.Is(Role.Administrator) ? "/people" : "/reports";
}
