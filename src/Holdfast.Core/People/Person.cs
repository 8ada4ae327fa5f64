using System.Collections.Immutable;
using Holdfast.Core.Text;

namespace Holdfast.Core.People;

/// <summary>Somebody with an account, as decisions see them. Immutable.</summary>
public sealed record Person
{
    public required PersonId Id { get; init; }

    /// <summary>The name for signing in: lower case, unique.</summary>
    public required string UserName { get; init; }

    /// <summary>The name that colleagues see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Only roles in effect: a content role waits for Corporate Security's confirmation and is not here before it.</summary>
    public required ImmutableArray<Role> Roles { get; init; }

    public required TeamId Team { get; init; }

    /// <summary>Whether an administrator put them on the on-call list.</summary>
    public bool OnCall { get; init; }

    /// <summary>Where colleagues call them: an extension or a number; null when none is known.</summary>
    public string? Phone { get; init; }

    /// <summary>The language they chose to read; null for what their browser asks for.</summary>
    public Language? Language { get; init; }

    /// <summary>The look they chose; null for what their system asks for.</summary>
    public Theme? Theme { get; init; }

    /// <summary>True from the moment an administrator ended the account.</summary>
    public bool Disabled { get; init; }

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Whether this person's screens ring.</summary>
    public bool IsRung => !Disabled && Roles.Any(role => role.IsRung());
}
