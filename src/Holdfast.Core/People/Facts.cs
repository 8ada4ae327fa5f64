using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Holdfast.Core.Ledger;
using Holdfast.Core.Text;

namespace Holdfast.Core.People;

/// <summary>The author signed in.</summary>
public sealed record SignedIn : Fact;

/// <summary>A sign-in did not open. The author is the account's owner, or the house when no account has that name: the name tried is not kept.</summary>
public sealed record SignInRefused(RefusedBecause Cause) : Fact;

/// <summary>Why a sign-in did not open.</summary>
[JsonConverter(typeof(WordConverter<RefusedBecause>))]
public enum RefusedBecause
{
    NoSuchAccount,
    WrongPassword,
    Locked,
    Disabled,
    NoPasswordYet,

    /// <summary>Too many wrong ones from one address.</summary>
    TooMany,
}

/// <summary>Somebody got an account.</summary>
public sealed record PersonAdded(PersonId Person, string UserName, ImmutableArray<Role> Roles) : Fact;

/// <summary>The first holder of a role said who they are.</summary>
public sealed record PersonNamed(PersonId Person, string UserName) : Fact;

/// <summary>A role was given; a content role waits from here on.</summary>
public sealed record RoleProposed(PersonId Person, Role Role) : Fact;

/// <summary>Corporate Security let a content role take effect.</summary>
public sealed record RoleConfirmed(PersonId Person, Role Role) : Fact;

/// <summary>A role was taken away, or a proposal back.</summary>
public sealed record RoleWithdrawn(PersonId Person, Role Role) : Fact;

/// <summary>An account ended.</summary>
public sealed record PersonDisabled(PersonId Person) : Fact;

/// <summary>Somebody's password was taken away; a one-time link lets them choose another.</summary>
public sealed record PasswordReset(PersonId Person) : Fact;

/// <summary>The author chose a password by a one-time link.</summary>
public sealed record PasswordChosen : Fact;

/// <summary>A token for scripts was made that acts as this person.</summary>
public sealed record TokenIssued(PersonId Person) : Fact;

/// <summary>A one-time link was made for this person.</summary>
public sealed record FirstLinkIssued(PersonId Person) : Fact;

/// <summary>The wire names of this slice, version 1. They stand in the record of the house.</summary>
public static class PeopleFacts
{
    static PeopleFactsJson Json => PeopleFactsJson.Default;

    public static IEnumerable<WireType> Wire =>
    [
        new("signed-in", 1, typeof(SignedIn), Json.SignedIn),
        new("sign-in-refused", 1, typeof(SignInRefused), Json.SignInRefused),
        new("person-added", 1, typeof(PersonAdded), Json.PersonAdded),
        new("person-named", 1, typeof(PersonNamed), Json.PersonNamed),
        new("role-proposed", 1, typeof(RoleProposed), Json.RoleProposed),
        new("role-confirmed", 1, typeof(RoleConfirmed), Json.RoleConfirmed),
        new("role-withdrawn", 1, typeof(RoleWithdrawn), Json.RoleWithdrawn),
        new("person-disabled", 1, typeof(PersonDisabled), Json.PersonDisabled),
        new("password-reset", 1, typeof(PasswordReset), Json.PasswordReset),
        new("password-chosen", 1, typeof(PasswordChosen), Json.PasswordChosen),
        new("token-issued", 1, typeof(TokenIssued), Json.TokenIssued),
        new("first-link-issued", 1, typeof(FirstLinkIssued), Json.FirstLinkIssued),
        new("availability-chosen", 1, typeof(AvailabilityChosen), Json.AvailabilityChosen),
        new("on-call-changed", 1, typeof(OnCallChanged), Json.OnCallChanged),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SignInRefused))]
[JsonSerializable(typeof(PersonAdded))]
[JsonSerializable(typeof(PersonNamed))]
[JsonSerializable(typeof(RoleProposed))]
[JsonSerializable(typeof(RoleConfirmed))]
[JsonSerializable(typeof(RoleWithdrawn))]
[JsonSerializable(typeof(PersonDisabled))]
[JsonSerializable(typeof(PasswordReset))]
[JsonSerializable(typeof(PasswordChosen))]
[JsonSerializable(typeof(TokenIssued))]
[JsonSerializable(typeof(FirstLinkIssued))]
[JsonSerializable(typeof(AvailabilityChosen))]
[JsonSerializable(typeof(OnCallChanged))]
internal sealed partial class PeopleFactsJson : JsonSerializerContext;
