using System.Net;
using Holdfast.Core.People;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.People;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>A content role waits for Corporate Security; an administrator's account holds no other role.</summary>
public sealed class RolesTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_content_role_takes_effect_when_corporate_security_confirms_it(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var agent = desk.Staff.Agent;
        using var administrator = await SignedInAsync(desk, desk.Staff.Administrator);
        using var given = await administrator.PostAsync(
            "/people?handler=role", await administrator.TextAsync("/people"), ("person", agent.Id.ToString()), ("role", "supervisor"));
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RolesOfAsync(desk, agent)).ShouldBe(["agent"]);

        // Nobody else confirms it: not the administrator, not a supervisor, not the person.
        foreach (var other in new[] { desk.Staff.Administrator, desk.Staff.Supervisor, desk.Staff.Auditor, agent })
        {
            (await desk.As(other).PostAsync(Door(agent), new { })).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        using var security = await SignedInAsync(desk, desk.Staff.Security);
        var page = await security.TextAsync("/people/confirmations");
        page.ShouldContain(agent.DisplayName);
        using var confirmed = await security.PostAsync("/people/confirmations", page, ("person", agent.Id.ToString()), ("role", "supervisor"));
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RolesOfAsync(desk, agent)).ShouldBe(["agent", "supervisor"]);
        (await desk.As(desk.Staff.Security).PostAsync(Door(agent), new { })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task An_administrator_holds_no_other_role(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var store = desk.Services.GetRequiredService<PeopleStore>();
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
        {
            (await store.ProposeAsync(desk.Staff.Administrator.Id, role, null)).ShouldBe(PeopleOutcome.AdministratorAlone);
        }

        (await store.ProposeAsync(desk.Staff.Agent.Id, Role.Administrator, null)).ShouldBe(PeopleOutcome.AdministratorAlone);
        var id = PersonId.New(desk.Clock);
        (await store.AddAsync(id, "both", "Both", desk.Staff.Agent.Team, [Role.Administrator, Role.Auditor], null)).ShouldBe(PeopleOutcome.AdministratorAlone);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Nobody_confirms_their_own_role_and_names_are_given_once(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var store = desk.Services.GetRequiredService<PeopleStore>();
        var security = desk.Staff.Security;
        (await store.ProposeAsync(security.Id, Role.Lead, desk.Staff.Administrator.Id)).ShouldBe(PeopleOutcome.Done);
        (await store.ConfirmAsync(security.Id, Role.Lead, security.Id)).ShouldBe(PeopleOutcome.NotYoursToConfirm);
        (await store.ConfirmAsync(security.Id, Role.Lead, desk.Staff.OtherSecurity.Id)).ShouldBe(PeopleOutcome.Done);
        (await store.FoundAsync(PersonId.New(desk.Clock), "second", "Second", security.Team, Role.CorporateSecurity)).ShouldBe(PeopleOutcome.AlreadyGiven);

        (await store.DisableAsync(desk.Staff.Agent.Id, null)).ShouldBe(PeopleOutcome.Done);
        (await store.DisableAsync(desk.Staff.Agent.Id, null)).ShouldBe(PeopleOutcome.Disabled);
        var again = PersonId.New(desk.Clock);
        (await store.AddAsync(again, desk.Staff.Agent.UserName.ToUpperInvariant(), "Somebody else", security.Team, [Role.Agent], null)).ShouldBe(PeopleOutcome.NameTaken);
    }

    [Fact]
    public async Task Pages_about_people_are_for_their_own_readers()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        foreach (var person in desk.Staff.Everybody)
        {
            using var browser = await SignedInAsync(desk, person);
            (await browser.StatusAsync("/people")).ShouldBe(person.Role == Role.Administrator ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            (await browser.StatusAsync("/people/confirmations")).ShouldBe(person.Role == Role.CorporateSecurity ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }
    }

    static string Door(Hired person) => $"/api/v1/people/{person.Id}/roles/supervisor/confirmation";

    static async Task<string?[]> RolesOfAsync(Desk desk, Hired person) =>
        [.. (await desk.As(person).MeAsync()).Ok()["roles"].EnumerateArray().Select(role => role.GetString())];

    static async Task<Browser> SignedInAsync(Desk desk, Hired person)
    {
        var browser = new Browser(desk.Address);
        (await browser.SignInAsync(person.UserName, Staff.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }
}
