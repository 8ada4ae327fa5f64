using System.Net;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Web.Escalation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>Whether escalation is alive, to whoever asks, without a word of what it is about.</summary>
public sealed class HealthTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task It_says_that_it_is_alive_and_how_late_it_was(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await using var nobody = new Api(desk.Address.ToString(), token: null);
        var health = (await nobody.GetAsync("/health/escalation")).Ok();
        health.Text.ShouldBe("""{"alive":true,"late":0}""");

        // A deadline of long ago is found by the next look, and told.
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.AsksForSupervisorAsync();
        await desk.IsAwayAsync(10.Minutes());
        await Wait.UntilAsync("the look that found it is told", async () => (await nobody.GetAsync("/health/escalation"))["late"].GetInt64() > 500);
    }

    [Fact]
    public void It_counts_as_stopped_after_ten_seconds_without_a_look()
    {
        var clock = new FakeTimeProvider();
        var pulse = new EscalationPulse(clock);
        pulse.IsAlive.ShouldBeTrue("it has just begun");
        clock.Advance(10.Seconds());
        pulse.IsAlive.ShouldBeFalse();
        pulse.Looked(clock.GetUtcNow() - 3.Seconds());
        (pulse.IsAlive, pulse.Lateness).ShouldBe((true, 3.Seconds()));
    }

    [Fact]
    public async Task The_answer_is_503_when_nobody_looks()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        await using var nobody = new Api(desk.Address.ToString(), token: null);
        foreach (var worker in desk.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<DeadlineWorker>())
        {
            await worker.StopAsync(default);
        }

        desk.Advance(11.Seconds());
        var health = await nobody.GetAsync("/health/escalation");
        (health.Status, health["alive"].GetBoolean()).ShouldBe((HttpStatusCode.ServiceUnavailable, false));
    }
}
