using Microsoft.AspNetCore.Identity;

namespace Holdfast.Web.People;

/// <summary>User names are kept in lower case, and looked up so.</summary>
sealed class LowerCaseNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name?.Trim().ToLowerInvariant();

    public string? NormalizeEmail(string? email) => email;
}
