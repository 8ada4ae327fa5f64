using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.People;

namespace Holdfast.Web.People;

/// <summary>
/// What pages and JSON doors do with people: each change takes effect on this node before it is answered, on the others within 2 s, and is on
/// record. Who may do it is the door's business, but for confirming, which the store checks itself.
/// </summary>
public sealed class PeopleDesk(PeopleStore store, SecretStore secrets, Directory directory, HouseDelivery delivery, TimeProvider clock)
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>Adds somebody and makes their one-time link.</summary>
    /// <returns>The link's path, when it was done.</returns>
    public async Task<(PeopleOutcome Outcome, string? Link)> AddAsync(string userName, string displayName, string team, IReadOnlyCollection<Role> roles, PersonId by)
    {
        var id = PersonId.New(clock);
        if (string.IsNullOrWhiteSpace(team))
        {
            return (PeopleOutcome.NameUnfit, null);
        }

        var outcome = await DoneAsync(await store.AddAsync(id, userName, displayName, await store.TeamAsync(team), roles, by));
        return (outcome, outcome == PeopleOutcome.Done ? await LinkAsync(id, by) : null);
    }

    public async Task<PeopleOutcome> ProposeAsync(PersonId person, Role role, PersonId by) => await DoneAsync(await store.ProposeAsync(person, role, by));

    public async Task<PeopleOutcome> WithdrawAsync(PersonId person, Role role, PersonId by) => await DoneAsync(await store.WithdrawAsync(person, role, by));

    public async Task<PeopleOutcome> ConfirmAsync(PersonId person, Role role, PersonId by) => await DoneAsync(await store.ConfirmAsync(person, role, by));

    /// <summary>Puts somebody on the on-call list, or takes them off it.</summary>
    public async Task<PeopleOutcome> SetOnCallAsync(PersonId person, bool onCall, PersonId by) => await DoneAsync(await store.SetOnCallAsync(person, onCall, by));

    /// <summary>Sets where colleagues call somebody.</summary>
    public async Task<PeopleOutcome> SetPhoneAsync(PersonId person, string? phone) => await DoneAsync(await store.SetPhoneAsync(person, phone));

    /// <summary>Sets the language that somebody reads.</summary>
    public async Task<PeopleOutcome> SetLanguageAsync(PersonId person, Language? language) => await DoneAsync(await store.SetLanguageAsync(person, language));

    /// <summary>Sets how somebody's screens look.</summary>
    public async Task<PeopleOutcome> SetThemeAsync(PersonId person, Theme? theme) => await DoneAsync(await store.SetThemeAsync(person, theme));

    /// <summary>Notes for which roles somebody has read how this works.</summary>
    public async Task<PeopleOutcome> SetGuidedAsync(PersonId person, string roles) => await DoneAsync(await store.SetGuidedAsync(person, roles));

    public async Task<PeopleOutcome> DisableAsync(PersonId person, PersonId by) =>
        person == by ? PeopleOutcome.NotYourOwn : await DoneAsync(await store.DisableAsync(person, by));

    /// <summary>
    /// Takes the password away and makes a one-time link. Whoever holds the link becomes that person, so content roles wait for Corporate
    /// Security's confirmation again: an administrator can't come to content by resetting a password.
    /// </summary>
    public async Task<(PeopleOutcome Outcome, string? Link)> ResetAsync(PersonId person, PersonId by)
    {
        var outcome = person == by ? PeopleOutcome.NotYourOwn : await DoneAsync(await store.ResetPasswordAsync(person, by));
        return (outcome, outcome == PeopleOutcome.Done ? await LinkAsync(person, by) : null);
    }

    /// <summary>Makes a token for an account of scripts: one that nobody signs in with and that has no content role, for the same reason.</summary>
    public async Task<(PeopleOutcome Outcome, string? Token)> TokenAsync(PersonId person, PersonId by)
    {
        if (directory.Member(person) is not { Person.Disabled: false } member)
        {
            return (PeopleOutcome.NoSuchPerson, null);
        }

        if (member.HasPassword || member.Person.Roles.Any(role => role.ReadsContent()) || member.Pending.Length > 0)
        {
            return (PeopleOutcome.NotForScripts, null);
        }

        var token = Signing.TokenPrefix + await secrets.MakeAsync(SecretKind.Token, person, Sessions.TokenLife, new TokenIssued(person), by);
        delivery.Wake();
        return (PeopleOutcome.Done, token);
    }

    async Task<string> LinkAsync(PersonId person, PersonId by)
    {
        var link = "/first/" + await secrets.MakeAsync(SecretKind.FirstLink, person, LinkLife, new FirstLinkIssued(person), by);
        delivery.Wake();
        return link;
    }

    async Task<PeopleOutcome> DoneAsync(PeopleOutcome outcome)
    {
        if (outcome == PeopleOutcome.Done)
        {
            await directory.RefreshAsync();
            delivery.Wake();
        }

        return outcome;
    }
}
