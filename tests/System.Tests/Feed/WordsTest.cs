using System.Collections.Concurrent;
using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Holdfast.Tests.Feed;

/// <summary>Content stays where it may be read: no word typed anywhere comes back in the feed, an error, a header or the log.</summary>
public sealed class WordsTest
{
    const string Word = "Zwiebelkuchen";

    static readonly string[] FieldNames =
        ["kind", "manner", "caller-name", "caller-number", "caller-account", "caller-location", "threat-place", "threat-when", "targets", "subject-account", "conflict-witness", "summary", "additional", "odd" + Word];

    [Fact]
    public async Task No_typed_word_leaves_by_the_feed_an_error_a_header_or_the_log()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var log = new Lines();
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var screens = new[]
        {
            await desk.SitsDownAsync(desk.Staff.Supervisor), await desk.SitsDownAsync(desk.Staff.Security), await desk.SitsDownAsync(desk.Staff.Auditor), await desk.SitsDownAsync(desk.Staff.Agent),
        };
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var alma = desk.As(desk.Staff.Agent);
        await report.SaysAsync(Word);
        await report.AsksForSupervisorAsync("customer");
        await NobodyHearsOfTheCustomersWishAsync(desk, report);
        foreach (var field in FieldNames)
        {
            await report.AnswersAsync(field, Word + field);
            await report.TypesAsync(field, Word + field);
        }

        (await alma.AppendAsync(report.Id, SentEntry.Of("note-added", new { text = Word }), SentEntry.Of("emergency-called", new { whom = Word, calledAt = Word, reference = Word, placeTold = Word }),
            SentEntry.Of("odd-" + Word, new { odd = Word }))).Ok();
        var cora = desk.As(desk.Staff.Supervisor);
        (await cora.SetPriorityAsync(report.Id, "P0", Word)).Ok();
        (await cora.SetPriorityAsync(report.Id, "P3", Word)).Ok();
        (await cora.GrantAsync(report.Id, "bert", Word)).Ok();
        (await cora.AssignAsync(report.Id, "dirk", Word)).Ok();
        await report.IsFiledAsync();
        (await desk.As(desk.Staff.Security).CloseAsync(report.Id, Word)).Ok();
        (await desk.As(desk.Staff.Security).ReopenAsync(report.Id, Word)).Ok();

        // Errors: conflict, refusal, denial, what can't be read, what isn't there.
        var answers = new List<Reply>
        {
            await cora.DecideAsync(report.Id, "owner", new { owner = Word, reason = Word }),
            await cora.DecideAsync(report.Id, "acknowledgement", new { expectedVersion = 1, note = Word }),
            await cora.DecideAsync(report.Id, "priority", new { to = Word, reason = Word }),
            await desk.As(desk.Staff.Stranger).DecideAsync(report.Id, "grants", new { to = Word, reason = Word }),
            await desk.As(desk.Staff.Stranger).GetAsync("/api/v1/incidents/" + Word),
            await desk.As(desk.Staff.Stranger).GetAsync("/incidents/" + Word),
            await desk.As(desk.Staff.Stranger).GetAsync("/" + Word + "?" + Word),
        };
        using var broken = await cora.Http.PostAsync($"/api/v1/incidents/{report.Id}/entries", new StringContent("{\"entries\":[" + Word, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        answers.Add(new Reply(broken.StatusCode, default, await broken.Content.ReadAsStringAsync() + broken.Headers));
        answers.ShouldAllBe(one => (int)one.Status >= 400 && (int)one.Status < 500);
        foreach (var answer in answers) answer.Text.ShouldNotContain(Word, Case.Insensitive);

        var end = await desk.ReportAsync(desk.Staff.Agent);
        foreach (var screen in screens)
        {
            await screen.ShowsAsync(end, "the last one", _ => true);
            var told = string.Concat(screen.Events.Select(one => one.Name + one.Data.GetRawText()));
            told.ShouldNotContain(Word, Case.Insensitive);
            told.ShouldNotContain("customer", Case.Insensitive);
        }

        string.Concat(log.All).ShouldNotContain(Word, Case.Insensitive);
    }

    /// <summary>Found in review: whose wish a transfer was stood in rows of those who see a number alone, in the feed and in the list of transfers.</summary>
    static async Task NobodyHearsOfTheCustomersWishAsync(Desk desk, Report report)
    {
        var fred = desk.As(desk.Staff.OtherSupervisor);
        var handovers = (await fred.GetAsync($"/api/v1/incidents/{report.Id}/handovers")).Ok();
        handovers["handovers"].GetArrayLength().ShouldBe(1);
        handovers.Text.ShouldNotContain("customer", Case.Insensitive);
        var row = (await fred.ListAsync("number=" + report.Number)).Ok();
        row["rows"].EnumerateArray().ShouldHaveSingleItem().GetProperty("handover").GetProperty("step").GetString().ShouldBe("offered");
        row.Text.ShouldNotContain("customer", Case.Insensitive);
        (await report.ReadAsync())["row.handover.askedBy"].GetString().ShouldBe("customer", "with content");
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
