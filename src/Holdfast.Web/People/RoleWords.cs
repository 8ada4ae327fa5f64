using Holdfast.Core.People;

namespace Holdfast.Web.People;

/// <summary>The roles' names as people read them, on pages and on the command line.</summary>
public static class RoleWords
{
    public static string Of(Role role) => role switch
    {
        Role.Agent => T("Agent"),
        Role.Supervisor => T("Supervisor"),
        Role.Lead => T("Lead resolution specialist"),
        Role.CorporateSecurity => T("Corporate Security"),
        Role.Administrator => T("Administrator"),
        Role.Auditor => T("Auditor"),
    };

    /// <summary>Several, one after the other.</summary>
    public static string Of(IEnumerable<Role> roles) => string.Join(", ", roles.Select(Of));
}
