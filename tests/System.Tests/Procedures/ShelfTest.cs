using System.Net;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Shelf = Holdfast.Web.Procedures.Procedures;

namespace Holdfast.Tests.Procedures;

/// <summary>An incident is read by the version of the pack that it began with, for ever; a pack that can't be read changes nothing and is told of.</summary>
public sealed class ShelfTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Each_incident_keeps_the_version_that_it_began_with(On database)
    {
        using var pack = new PackFolder();
        await using var desk = await Desk.OpenAsync(database, folder: pack.Path);
        var first = await desk.ReportAsync(desk.Staff.Agent);
        await first.AnswersAsync("summary", "old words");
        pack.Edit("forms/40-record.yaml", "label: Summary", "label: What happened");
        pack.Number(6, 7);
        await UntilAsync(desk, 7);
        var second = await desk.ReportAsync(desk.Staff.Agent);
        await second.AnswersAsync("summary", "new words");
        await ReadsAsync(desk.As(desk.Staff.Agent));

        // Starting it again is the same incident, by the same version.
        (await desk.As(desk.Staff.Agent).StartAsync(first.Id)).Ok()["number"].GetString().ShouldBe(first.Number);
        await desk.IsAwayAsync(1.Minutes());
        await ReadsAsync(desk.As(desk.Staff.Agent));
        if (database == On.Postgres)
        {
            using var older = new PackFolder();
            await ReadsAsync(desk.As(desk.Staff.Agent, await desk.OpensAnotherNodeAsync(older.Path)));
        }

        async Task ReadsAsync(Api alma)
        {
            (await alma.ReadAsync(first.Id)).Ok()["procedure"].GetString().ShouldStartWith("threat-reporting/6/");
            (await alma.ReadAsync(second.Id)).Ok()["procedure"].GetString().ShouldStartWith("threat-reporting/7/");
            (await LinesAsync(alma, first)).ShouldContain("Summary: old words");
            (await LinesAsync(alma, second)).ShouldContain("What happened: new words");
        }
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_pack_with_a_mistake_leaves_the_version_in_use_and_tells_administrators(On database)
    {
        using var pack = new PackFolder();
        await using var desk = await Desk.OpenAsync(database, folder: pack.Path);
        var administrator = desk.As(desk.Staff.Administrator);
        (await administrator.GetAsync("/people")).Text.ShouldNotContain("procedure/problems");
        pack.Break();
        await desk.HappensAsync("the mistake is found", () => Of(desk).Problems.Length > 0);
        await ToldAsync();

        // Also after a start: what was in use last goes on.
        await desk.IsAwayAsync(1.Minutes());
        Of(desk).Current.Version.Number.ShouldBe(6);
        await ToldAsync();
        var report = await desk.ReportAsync(desk.Staff.Agent);
        (await report.ReadAsync())["procedure"].GetString().ShouldStartWith("threat-reporting/6/");
        pack.Mend();
        await desk.HappensAsync("it is in order again", () => Of(desk).Problems.Length == 0);
        (await desk.As(desk.Staff.Administrator).GetAsync("/people")).Text.ShouldNotContain("procedure/problems");

        async Task ToldAsync()
        {
            (await desk.As(desk.Staff.Administrator).GetAsync("/people")).Text.ShouldContain("href=\"/procedure/problems\"");
            (await desk.As(desk.Staff.Administrator).GetAsync("/procedure/problems")).Text.ShouldContain("procedure.yaml:");
            (await desk.As(desk.Staff.Agent).GetAsync("/reports")).Text.ShouldNotContain("procedure/problems");
            (await desk.As(desk.Staff.Agent).GetAsync("/procedure/problems")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_changed_pack_that_keeps_its_number_is_a_version_of_its_own_and_told_of()
    {
        using var pack = new PackFolder();
        await using var desk = await Desk.OpenAsync(On.Sqlite, folder: pack.Path);
        var before = Of(desk).Current.Version;
        pack.Edit("forms/40-record.yaml", "label: Summary", "label: What happened");
        await desk.HappensAsync("the change is found", () => Of(desk).Current.Version != before);
        Of(desk).Versions.Select(stored => (stored.Version.Number, stored.IsCurrent)).ShouldBe([(6, true), (6, false)], ignoreOrder: true);
        (await desk.As(desk.Staff.Administrator).GetAsync("/procedure/problems")).Text.ShouldContain("was not raised");
        pack.Number(6, 7);
        await UntilAsync(desk, 7);
        (await desk.As(desk.Staff.Administrator).GetAsync("/procedure/problems")).Text.ShouldContain("in order");
    }

    [Fact]
    public async Task A_version_that_cant_be_read_any_more_shows_names_and_raw_values()
    {
        using var pack = new PackFolder();
        await using var desk = await Desk.OpenAsync(On.Sqlite, folder: pack.Path);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AnswersAsync("kind", "self-harm");
        await report.SaysAsync("exact words");
        pack.Number(6, 7);
        await UntilAsync(desk, 7);
        await desk.Services.GetRequiredService<Database>().ExecuteAsync("UPDATE pack SET files = $1 WHERE number = 6", "no pack"u8.ToArray());
        await desk.IsAwayAsync(1.Minutes());
        var alma = desk.As(desk.Staff.Agent);
        (await alma.ReadAsync(report.Id)).Ok()["row.priority"].GetString().ShouldBe("P1");
        (await LinesAsync(alma, report)).ShouldContain("kind: self-harm");
        foreach (var page in new[] { $"/incidents/{report.Id}", $"/incidents/{report.Id}/print", $"/report/{report.Id}" })
        {
            var shown = await alma.GetAsync(page);
            shown.Status.ShouldBe(HttpStatusCode.OK, page);
            shown.Text.ShouldContain("exact words");
        }

        (await alma.FileAsync(report.Id)).Ok();
    }

    static Shelf Of(Desk desk) => desk.Services.GetRequiredService<Shelf>();

    static Task UntilAsync(Desk desk, int number) => desk.HappensAsync($"version {number} is in use", () => Of(desk).Current.Version.Number == number);

    static async Task<string[]> LinesAsync(Api api, Report report) =>
        [.. (await api.TimelineAsync(report.Id)).Ok()["entries"].EnumerateArray().Select(entry => entry.GetProperty("text").GetString() ?? "")];
}
