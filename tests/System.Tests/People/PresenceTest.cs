using System.Net;
using System.Text.Json;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>Who can come: what somebody chose, whether a screen of theirs is open, who is on the on-call list; for those who can be rung.</summary>
public sealed class PresenceTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_somebody_chose_shows_and_nobody_without_a_screen_is_available_for_long(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (dirk, cora) = (desk.As(desk.Staff.Lead), desk.As(desk.Staff.Supervisor));
        (await OfAsync(dirk, desk.Staff.Supervisor)).Availability.ShouldBe("away", "no screen was ever open");
        var screen = await desk.SitsDownAsync(desk.Staff.Supervisor);
        await IsAsync(dirk, desk.Staff.Supervisor, "available");

        (await ChooseAsync(cora, "on-a-call")).Ok();
        (await OfAsync(dirk, desk.Staff.Supervisor)).Availability.ShouldBe("on-a-call");
        (await ChooseAsync(cora, "available")).Ok();
        (await ChooseAsync(cora, "asleep")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await OfAsync(dirk, desk.Staff.Supervisor)).Availability.ShouldBe("available");

        await screen.DisposeAsync();
        await Wait.UntilAsync("a minute without a screen", async () =>
        {
            desk.Advance(5.Seconds());
            return (await OfAsync(dirk, desk.Staff.Supervisor)).Availability == "away";
        });
        (await OfAsync(dirk, desk.Staff.Supervisor)).Chosen.ShouldBe("available");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task The_list_is_for_those_who_can_be_rung_alone(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        foreach (var outside in new[] { desk.Staff.Agent, desk.Staff.Administrator, desk.Staff.Auditor })
        {
            (await desk.As(outside).GetAsync("/api/v1/presence")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await ChooseAsync(desk.As(outside), "off")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        var names = (await desk.As(desk.Staff.Security).GetAsync("/api/v1/presence")).Ok()["people"].EnumerateArray().Select(one => one.GetProperty("id").GetString());
        Hired[] rung = [desk.Staff.Supervisor, desk.Staff.Lead, desk.Staff.OtherSupervisor, desk.Staff.Security, desk.Staff.OtherSecurity];
        names.ShouldBe(rung.Select(person => person.Id.ToString()), ignoreOrder: true);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task An_administrator_keeps_the_on_call_list_and_extensions_and_is_told_who_would_not_be_reached(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        using var iris = new Browser(desk.Address);
        (await iris.SignInAsync(desk.Staff.Administrator.UserName, Staff.Password)).Dispose();
        var page = await iris.TextAsync("/people");
        WebUtility.HtmlDecode(page).ShouldContain("The tier ‘On-call’ would reach nobody.");
        (await SaysAsync("/reports")).ShouldContain("The tier ‘On-call’ would reach nobody.");

        (await iris.PostAsync("/people?handler=onCall", page, ("person", desk.Staff.OtherSupervisor.Id.ToString()), ("onCall", "yes"))).Dispose();
        (await iris.PostAsync("/people?handler=phone", page, ("person", desk.Staff.OtherSupervisor.Id.ToString()), ("phone", "4711"))).Dispose();
        var fred = await OfAsync(desk.As(desk.Staff.Lead), desk.Staff.OtherSupervisor);
        (fred.OnCall, fred.Phone).ShouldBe((true, "4711"));
        (await SaysAsync("/people")).ShouldNotContain("would reach nobody");

        (await iris.PostAsync("/people?handler=onCall", page, ("person", desk.Staff.Agent.Id.ToString()), ("onCall", "yes"))).Dispose();
        (await SaysAsync("/people")).ShouldContain($"{desk.Staff.Agent.DisplayName} is on the on-call list and holds no role that can be rung.");
        (await iris.PostAsync("/people?handler=onCall", page, ("person", desk.Staff.OtherSupervisor.Id.ToString()), ("onCall", "no"))).Dispose();
        (await OfAsync(desk.As(desk.Staff.Lead), desk.Staff.OtherSupervisor)).OnCall.ShouldBeFalse();

        async Task<string> SaysAsync(string path) => WebUtility.HtmlDecode(await iris.TextAsync(path));
    }

    internal static Task<Reply> ChooseAsync(Api api, string availability, string? handTo = null) => api.PostAsync("/api/v1/people/me/presence", new { availability, handTo });

    static Task IsAsync(Api api, Hired person, string availability) => Wait.UntilAsync($"{person.DisplayName} is {availability}", async () => (await OfAsync(api, person)).Availability == availability);

    static async Task<Seen> OfAsync(Api api, Hired person)
    {
        var one = (await api.GetAsync("/api/v1/presence")).Ok()["people"].EnumerateArray().Single(one => one.GetProperty("id").ValueEquals(person.Id.ToString()));
        return new Seen(one.GetProperty("availability").GetString()!, one.GetProperty("chosen").GetString()!, one.GetProperty("onCall").GetBoolean(),
            one.GetProperty("phone") is { ValueKind: JsonValueKind.String } phone ? phone.GetString() : null);
    }

    sealed record Seen(string Availability, string Chosen, bool OnCall, string? Phone);
}
