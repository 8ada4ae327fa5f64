using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Cli;

/// <summary>One-time links for the first administrator and the first Corporate Security member, as long as nobody holds the role who can sign in.</summary>
static class FoundingLinks
{
    const string Team = "Office";
    static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Links for the roles that nobody holds yet; each call makes new ones and ends the earlier.</summary>
    public static async Task<IReadOnlyList<(Role Role, string Link)>> MakeAsync(IServiceProvider services, string url)
    {
        var store = services.GetRequiredService<PeopleStore>();
        var secrets = services.GetRequiredService<SecretStore>();
        var directory = services.GetRequiredService<Directory>();
        var clock = services.GetRequiredService<TimeProvider>();
        var links = new List<(Role, string)>();
        foreach (var (role, userName) in new[] { (Role.Administrator, "first-administrator"), (Role.CorporateSecurity, "first-security") })
        {
            if (await store.IsFoundedAsync(role))
            {
                continue;
            }

            // An account that waits for its first holder is used again; one that was disabled is not.
            await directory.RefreshAsync();
            var person = directory.Members.FirstOrDefault(member => !member.HasPassword && !member.Person.Disabled && member.Person.Is(role))?.Person.Id;
            for (var number = 1; person is null; number++)
            {
                var id = PersonId.New(clock);
                var name = number == 1 ? userName : $"{userName}-{number}";
                person = await store.FoundAsync(id, name, "First " + RoleWords.Of(role), await store.TeamAsync(Team), role) == PeopleOutcome.NameTaken ? null : id;
            }

            await directory.RefreshAsync();
            links.Add((role, url.TrimEnd('/') + "/first/" + await secrets.MakeAsync(SecretKind.FoundingLink, person.Value, Life, new FirstLinkIssued(person.Value), null)));
        }

        return links;
    }

    public static async Task PrintAsync(IServiceProvider services, string url)
    {
        foreach (var (role, link) in await MakeAsync(services, url))
        {
            Console.WriteLine($"Nobody is {RoleWords.Of(role)} yet. This link makes the first one; it works once, for 24 hours:\n  {link}");
        }
    }
}
