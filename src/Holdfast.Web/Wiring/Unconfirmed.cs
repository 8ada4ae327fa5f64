using Holdfast.Core.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Wiring;

/// <summary>What an administrator must be told on each page until it is done: the site has not confirmed its emergency numbers.</summary>
public static class Unconfirmed
{
    /// <summary>The sentence for this request's reader; null for everybody but administrators, on the sample desk, and once all is confirmed.</summary>
    public static string? For(HttpContext context)
    {
        if (context.PersonOrNull is not { } person || !person.Is(Role.Administrator) || context.RequestServices.GetRequiredService<HostSettings>().Sample)
        {
            return null;
        }

        var lines = context.RequestServices.GetRequiredService<Procedures.Procedures>().Current.Spoken.Unconfirmed.Select(line => line.Label).Distinct(StringComparer.Ordinal).ToArray();
        return lines.Length == 0
            ? null
            : T("The numbers to call in an emergency are samples ({0}). Put this site's own into the procedure pack and remove their mark, before anybody needs them.", string.Join(", ", lines));
    }
}
