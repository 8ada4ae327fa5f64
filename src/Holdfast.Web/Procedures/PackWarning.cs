using Holdfast.Core.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Procedures;

/// <summary>What an administrator must be told on each page until it is put right: the procedure pack's files can't be read, or its number was not raised.</summary>
public static class PackWarning
{
    /// <summary>The page that says where and what.</summary>
    public const string Page = "/procedure/problems";

    /// <summary>The sentence for this request's reader; null for everybody but administrators, and where all is in order.</summary>
    public static string? For(HttpContext context)
    {
        if (context.PersonOrNull is not { } person || !person.Is(Role.Administrator))
        {
            return null;
        }

        var procedures = context.RequestServices.GetRequiredService<Procedures>();
        var number = procedures.Current.Version.Number;
        return procedures.Problems.Length > 0 ? T("The procedure pack was changed and can’t be read. Version {0} stays in use.", number)
            : procedures.NumberIsTaken ? T("The procedure pack was changed and still calls itself version {0}.", number)
            : null;
    }
}
