using System.Net;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.People;

/// <summary>A one-time link: looking changes nothing, it is used once, and it ends after a day.</summary>
public sealed class FirstLinkTest
{
    const string Password = "a quiet morning";

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task It_is_used_once(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var link = await LinkAsync(desk, "newcomer");
        using var one = new Browser(desk.Address);
        using var two = new Browser(desk.Address);
        var pages = new[] { await one.TextAsync(link), await two.TextAsync(link) };
        (await one.StatusAsync(link)).ShouldBe(HttpStatusCode.OK);
        (await one.SignInAsync("newcomer", Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var mistyped = await one.PostAsync(link, pages[0], ("password", Password), ("again", "something else!"));
        mistyped.StatusCode.ShouldBe(HttpStatusCode.OK);

        var answers = await Task.WhenAll(
            one.PostAsync(link, pages[0], ("password", Password), ("again", Password)),
            two.PostAsync(link, pages[1], ("password", Password), ("again", Password)));
        answers.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.NotFound]);
        (await one.StatusAsync(link)).ShouldBe(HttpStatusCode.NotFound);

        using var three = new Browser(desk.Address);
        (await three.SignInAsync("newcomer", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task It_ends_after_a_day()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var link = await LinkAsync(desk, "newcomer");
        using var late = new Browser(desk.Address);
        var page = await late.TextAsync(link);
        desk.Skip(24.Hours() + 1.Seconds());
        using var answer = await late.PostAsync(link, page, ("password", Password), ("again", Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("too short", "12 characters")]
    [InlineData("newcomer.newcomer", "user name")]
    public async Task A_password_that_is_easily_guessed_is_not_taken(string password, string why)
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var link = await LinkAsync(desk, "newcomer.newcomer");
        using var browser = new Browser(desk.Address);
        using var answer = await browser.PostAsync(link, await browser.TextAsync(link), ("password", password), ("again", password));
        (await answer.Content.ReadAsStringAsync()).ShouldContain(why);
        (await browser.StatusAsync(link)).ShouldBe(HttpStatusCode.OK);
    }

    static async Task<string> LinkAsync(Desk desk, string userName)
    {
        using var administrator = new Browser(desk.Address);
        await administrator.SignInAsync(desk.Staff.Administrator.UserName, Staff.Password);
        using var added = await administrator.PostAsync(
            "/people?handler=add", await administrator.TextAsync("/people"), ("userName", userName), ("displayName", "New Comer"), ("team", "East"), ("roles", "agent"));
        var link = Links.In(await added.Content.ReadAsStringAsync());
        link.ShouldNotBeEmpty();
        return link;
    }
}
