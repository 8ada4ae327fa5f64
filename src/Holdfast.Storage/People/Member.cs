using System.Collections.Immutable;
using Holdfast.Core.People;

namespace Holdfast.Storage.People;

/// <summary>A person as the house keeps them: what decisions see, and what waits.</summary>
/// <param name="Person">Effective roles only.</param>
/// <param name="Pending">Content roles that wait for Corporate Security's confirmation.</param>
/// <param name="Stamp">Changes with everything that must end sessions.</param>
/// <param name="HasPassword">False until the one-time link was used.</param>
/// <param name="Guided">The roles for which they have read how this works, as <see cref="PeopleStore.SetGuidedAsync"/> was given them; null for none yet.</param>
public sealed record Member(Person Person, ImmutableArray<PendingRole> Pending, string Stamp, bool HasPassword, string? Guided = null);

/// <summary>A content role that was given and takes effect when Corporate Security confirms it.</summary>
/// <param name="GivenBy">Null when it came by the command line.</param>
public sealed record PendingRole(Role Role, PersonId? GivenBy, DateTimeOffset GivenAt);

/// <summary>A team: the people whose desks ring first for their own agents.</summary>
public sealed record Team(TeamId Id, string Name);

/// <summary>Everybody, at one revision.</summary>
public sealed record EverybodyRow(long Revision, ImmutableArray<Member> Members, ImmutableArray<Team> Teams);
