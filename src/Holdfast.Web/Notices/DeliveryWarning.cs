using Holdfast.Core.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Notices;

/// <summary>What an administrator must be told on each page until it is put right: somebody can't be reached, or something was given up.</summary>
public static class DeliveryWarning
{
    /// <summary>The sentence for this request's reader; null for everybody but administrators, and where all is in order.</summary>
    public static string? For(HttpContext context)
    {
        if (context.PersonOrNull is not { } person || !person.Is(Role.Administrator))
        {
            return null;
        }

        var known = context.RequestServices.GetRequiredService<KnownMethods>();
        var people = known.Failing.Select(method => method.Person).Distinct().Count();
        return people > 0 ? N(people, "One person can’t be reached by a method of theirs.", "{0} people can’t be reached by a method of theirs.")
            : known.Dead > 0 ? N(known.Dead, "One notice could not be delivered and was given up.", "{0} notices could not be delivered and were given up.")
            : null;
    }
}
