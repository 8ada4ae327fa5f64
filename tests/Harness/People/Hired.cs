using Holdfast.Core.People;

namespace Holdfast.Harness.People;

/// <summary>Somebody who works at the house under test, with what they need to come in: a password for browsers, a bearer token for scripts.</summary>
public sealed record Hired(PersonId Id, string UserName, string DisplayName, TeamId Team, Role Role, string Password, string Token);
