using Holdfast.Core.People;

namespace Holdfast.Storage.People;

/// <summary>The part of a person that signing in needs, as ASP.NET Core Identity changes it. Not thread-safe; read anew for each use.</summary>
public sealed class Account
{
    public required PersonId Id { get; init; }

    public required string UserName { get; set; }

    /// <summary>PHC string; null until the person has chosen a password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with everything that must end sessions.</summary>
    public required string Stamp { get; init; }

    public bool Disabled { get; init; }

    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
