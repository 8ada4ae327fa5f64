using System.Net;
using System.Text.Json;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>Somebody goes off: what they have open goes to somebody, or others are rung for it. Nothing is left to nobody.</summary>
public sealed class ShiftEndTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_is_open_is_handed_to_a_colleague(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await TakenAsync(desk);
        var cora = desk.As(desk.Staff.Supervisor);
        (await ChooseAsync(cora, "off")).Status.ShouldBe(HttpStatusCode.Conflict, "first it is to be said who takes it");
        (await ChooseAsync(cora, "off", desk.Staff.Agent.UserName)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "an agent can't be rung");
        (await ChooseAsync(cora, "off", desk.Staff.Supervisor.UserName)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "nor oneself");
        (await report.ReadAsync())["row.owner.id"].GetString().ShouldBe(desk.Staff.Supervisor.Id.ToString());

        var off = (await ChooseAsync(cora, "off", desk.Staff.Lead.Id.ToString())).Ok();
        (off["handedOn"].GetInt32(), off["rung"].GetInt32()).ShouldBe((1, 0));
        var row = await report.ReadAsync();
        row["row.owner.id"].GetString().ShouldBe(desk.Staff.Lead.Id.ToString());
        row["row.ring"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Others_are_rung_and_never_whoever_leaves(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var leaves = await desk.SitsDownAsync(desk.Staff.Supervisor);
        var lead = await desk.SitsDownAsync(desk.Staff.Lead);
        var report = await TakenAsync(desk);
        var off = (await ChooseAsync(desk.As(desk.Staff.Supervisor), "off", "ring")).Ok();
        (off["handedOn"].GetInt32(), off["rung"].GetInt32()).ShouldBe((0, 1));
        await lead.RingsForAsync(report);
        await leaves.IsQuietForAsync(report);
        (await report.ReadAsync())["row.ring.cause"].GetString().ShouldBe("owner-left");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_colleague_who_is_marked_in_one_of_them_gets_the_other_alone(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (plain, marked) = (await TakenAsync(desk), await TakenAsync(desk));
        await marked.AnswersAsync("subject-account", desk.Staff.Lead.UserName);
        var off = (await ChooseAsync(desk.As(desk.Staff.Supervisor), "off", desk.Staff.Lead.UserName)).Ok();
        (off["handedOn"].GetInt32(), off["rung"].GetInt32()).ShouldBe((1, 1));
        (await plain.ReadAsync())["row.owner.id"].GetString().ShouldBe(desk.Staff.Lead.Id.ToString());
        var row = await marked.ReadAsync();
        row["row.owner"].ValueKind.ShouldBe(JsonValueKind.Null);
        row["row.ring.cause"].GetString().ShouldBe("owner-left");
        (await desk.As(desk.Staff.Lead).ReadAsync(marked.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_scripts_the_page_asks_and_tells_how_many_were_handed_on()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await TakenAsync(desk);
        using var cora = new Browser(desk.Address);
        (await cora.SignInAsync(desk.Staff.Supervisor.UserName, Staff.Password)).Dispose();
        var page = await cora.TextAsync("/presence");
        using var asks = await cora.PostAsync("/presence", page, ("availability", "off"), ("back", "/desk"));
        var question = await asks.Content.ReadAsStringAsync();
        question.ShouldContain("you have 1 open");
        question.ShouldContain(report.Number);
        using var done = await cora.PostAsync("/presence", question, ("availability", "off"), ("handTo", desk.Staff.Lead.Id.ToString()));
        (await cora.TextAsync(done.Headers.Location!.ToString())).ShouldContain("You are off. 1 handed on.");
    }

    static Task<Reply> ChooseAsync(Api api, string availability, string? handTo = null) => People.PresenceTest.ChooseAsync(api, availability, handTo);

    static async Task<Report> TakenAsync(Desk desk)
    {
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("You will be sorry");
        (await desk.As(desk.Staff.Supervisor).AcknowledgeAsync(report.Id)).Ok();
        return report;
    }
}
