using Holdfast.Core.People;
using Holdfast.Harness.People;
using Holdfast.Storage.Databases;
using Holdfast.Storage.People;
using Holdfast.Web.People;

namespace Holdfast.Bench.Sites;

/// <summary>Hires many supervisors for a stopped installation, spread evenly over teams, the agent's own among them.</summary>
public static class Crowd
{
    /// <returns>The token of each, in the order of hiring: one after the other from team to team.</returns>
    public static async Task<string[]> HireAsync(Database database, Staff staff, int people, int teams)
    {
        var clock = TimeProvider.System;
        var store = new PeopleStore(database, clock);
        var secrets = new SecretStore(database, clock);
        var homes = new List<TeamId> { staff.Agent.Team };
        while (homes.Count < teams) homes.Add(await store.TeamAsync($"Team {homes.Count}"));

        var tokens = new string[people];
        for (var n = 0; n < people; n++)
        {
            var id = PersonId.New(clock);
            Check(await store.AddAsync(id, $"crowd{n}", $"Crowd {n}", homes[n % teams], [Role.Supervisor], by: null));
            Check(await store.ConfirmAsync(id, Role.Supervisor, staff.Security.Id));
            tokens[n] = "hf_" + await secrets.MakeAsync(SecretKind.Token, id, Sessions.TokenLife, new TokenIssued(id), by: null);
        }

        return tokens;
    }

    static void Check(PeopleOutcome outcome)
    {
        if (outcome != PeopleOutcome.Done) throw new InvalidOperationException($"Hiring was answered {outcome}.");
    }
}
