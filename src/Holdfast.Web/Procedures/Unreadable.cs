using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Stands in for a version that is lost or that this product can no longer read: the record is shown all the same, by field names and raw values.</summary>
static class Unreadable
{
    /// <summary>A procedure without form, steps and rules. Whom to call is that of the version in use.</summary>
    public static Procedure For(PackVersion version, Procedure inUse) => inUse.Alike(one => one with
    {
        Version = version,
        Changed = null,
        SayNext = [],
        Steps = [],
        Callouts = [],
        Sections = [],
        Priorities = [],
        Labels = [],
        Articles = [],
    });
}
