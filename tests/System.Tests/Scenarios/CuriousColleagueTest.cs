using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Procedures;
using Holdfast.Harness.Story;
using Holdfast.Harness;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>A curious colleague tries every way: nothing opens, nothing tells that there is something, and each try is on record.</summary>
public sealed class CuriousColleagueTest
{
    [Theory]
    [InlineData(On.Sqlite, Pack.Default)]
    [InlineData(On.Postgres, Pack.Default)]
    [InlineData(On.Sqlite, Pack.Renamed)]
    public async Task Finds_nothing_and_leaves_traces(On database, Pack pack)
    {
        await using var desk = await Desk.OpenAsync(database, pack);
        var curious = await desk.SitsDownAsync(desk.Staff.Colleague);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("There is a bomb");
        await report.AnswersAsync(desk.Words.Field("kind"), desk.Words.Choice("kind", "bomb"));
        await report.TypesAsync(desk.Words.Field("summary"), "a man, cal");
        var bert = desk.As(desk.Staff.Colleague);
        string[] addresses =
        [
            "/api/v1/incidents/{0}", "/api/v1/incidents/{0}/timeline", "/api/v1/incidents/{0}/drafts", "/api/v1/incidents/{0}/readings",
            "/incidents/{0}", "/incidents/{0}/print", "/report/{0}",
        ];
        foreach (var address in addresses)
        {
            var denied = await bert.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, report.Id));
            var absent = await bert.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, IncidentId.New(desk.Clock)));
            denied.Status.ShouldBe(HttpStatusCode.NotFound);
            (denied.Status, denied.Text).ShouldBe((absent.Status, absent.Text), address);
        }

        var list = (await bert.ListAsync("state=live&priority=P0&number=" + report.Number)).Ok();
        list["rows"].GetArrayLength().ShouldBe(0);
        list["counts"].EnumerateObject().ShouldAllBe(count => count.Value.GetInt32() == 0);
        (await bert.GetAsync("/reports")).Text.ShouldNotContain(report.Number);
        (await bert.GetAsync("/desk?number=" + report.Number)).Status.ShouldBe(HttpStatusCode.NotFound);

        // Somebody else's id for their own start.
        (await bert.StartAsync(report.Id)).Status.ShouldBe(HttpStatusCode.NotFound);
        var own = new Report(IncidentId.New(desk.Clock), "own", bert);
        (await bert.StartAsync(own.Id)).Ok();
        await curious.ShowsAsync(own, "their own", _ => true);
        curious.HeardOf(report).ShouldBeFalse();
        curious.Events.ShouldNotContain(one => one.Name == "typing" || one.Name == "glass");

        var readings = (await desk.As(desk.Staff.Auditor).GetAsync($"/api/v1/incidents/{report.Id}/readings")).Ok()["readings"].EnumerateArray()
            .Where(one => one.GetProperty("denied").GetBoolean()).Select(one => $"{one.GetProperty("by").GetProperty("name")} {one.GetProperty("door")}");
        string[] doors = ["api", "timeline", "drafts", "readings", "page", "print", "report", "number", "start"];
        readings.ShouldBe(doors.Select(door => $"{desk.Staff.Colleague.DisplayName} {door}"));
    }
}
