using System.Collections.Immutable;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Web.Procedures;

/// <summary>For administrators: what is wrong with the pack's files, with file and line.</summary>
[Authorize(Roles = nameof(Role.Administrator))]
public sealed class ProblemsModel(Procedures procedures) : PageModel
{
    public PackVersion InUse => procedures.Current.Version;

    public ImmutableArray<PackProblem> Problems => procedures.Problems;

    public bool NumberIsTaken => procedures.NumberIsTaken;

    public void OnGet()
    {
    }
}
