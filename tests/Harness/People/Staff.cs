using Holdfast.Core.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.People;
using Holdfast.Web.People;

namespace Holdfast.Harness.People;

/// <summary>
/// Everybody of a small house: two agents, a supervisor and a lead in the East team, an agent and a supervisor in the West team, two members of
/// Corporate Security, an administrator, an auditor. Content roles are confirmed by Corporate Security, as in a real house.
/// </summary>
public sealed class Staff
{
    /// <summary>The password of everybody: one hash is slow enough.</summary>
    public const string Password = "Quiet harbor at 6 in the morning";

    static readonly Lazy<string> Hash = new(() =>
    {
        using var hasher = new Argon2Hasher();
        return hasher.Hash(Password);
    });

    readonly Dictionary<string, Hired> people = [];

    public Hired Agent => people["alma"];

    /// <summary>Another agent of the same team.</summary>
    public Hired Colleague => people["bert"];

    public Hired Supervisor => people["cora"];

    public Hired Lead => people["dirk"];

    /// <summary>An agent of the other team.</summary>
    public Hired Stranger => people["emil"];

    public Hired OtherSupervisor => people["fred"];

    public Hired Security => people["gwen"];

    public Hired OtherSecurity => people["hans"];

    public Hired Administrator => people["iris"];

    public Hired Auditor => people["jack"];

    public IEnumerable<Hired> Everybody => people.Values;

    /// <summary>Adds everybody to a database that has its tables, before the server reads its people.</summary>
    public static async Task<Staff> HireAsync(Database database, TimeProvider clock)
    {
        var staff = new Staff();
        var store = new PeopleStore(database, clock);
        var secrets = new SecretStore(database, clock);
        TeamId east = await store.TeamAsync("East"), west = await store.TeamAsync("West");
        await HireAsync("gwen", "Gwen Sample", east, Role.CorporateSecurity);
        await HireAsync("alma", "Alma Sample", east, Role.Agent);
        await HireAsync("bert", "Bert Sample", east, Role.Agent);
        await HireAsync("cora", "Cora Sample", east, Role.Supervisor);
        await HireAsync("dirk", "Dirk Sample", east, Role.Lead);
        await HireAsync("emil", "Emil Sample", west, Role.Agent);
        await HireAsync("fred", "Fred Sample", west, Role.Supervisor);
        await HireAsync("hans", "Hans Sample", west, Role.CorporateSecurity);
        await HireAsync("iris", "Iris Sample", west, Role.Administrator);
        await HireAsync("jack", "Jack Sample", west, Role.Auditor);
        return staff;

        async Task HireAsync(string userName, string displayName, TeamId team, Role role)
        {
            var id = PersonId.New(clock);
            if (staff.people.Count == 0)
            {
                await store.FoundAsync(id, userName, displayName, team, role);
            }
            else
            {
                await store.AddAsync(id, userName, displayName, team, [role], by: null);
                if (role.ReadsContent()) await store.ConfirmAsync(id, role, staff.Security.Id);
            }

            await store.SetPasswordHashAsync(id, Hash.Value);
            var token = await secrets.MakeAsync(SecretKind.Token, id, Sessions.TokenLife, new TokenIssued(id), by: null);
            staff.people[userName] = new Hired(id, userName, displayName, team, role, Password, "hf_" + token);
        }
    }
}
