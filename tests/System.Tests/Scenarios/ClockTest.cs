using Holdfast.Core.Time;
using Holdfast.Harness;
using Holdfast.Harness.Processes;
using Holdfast.Harness.Story;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Time;
using Holdfast.Web.Wiring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>Somebody sets the wall clock back two hours: the product's own time goes on evenly, and the jump is on record.</summary>
public sealed class ClockTest
{
    static readonly DateTimeOffset Monday = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_never_runs_backwards()
    {
        var wall = new Wall(Monday);
        var house = new HouseClock(wall);
        wall.SetBack = 2.Hours();
        house.GetUtcNow().ShouldBe(Monday);
        house.WallAhead.ShouldBe(-2.Hours());
        wall.Advance(1.Seconds());
        house.GetUtcNow().ShouldBe(Monday + 1.Seconds());
        house.NotBefore(Monday - 1.Hours());
        house.GetUtcNow().ShouldBe(Monday + 1.Seconds());
        house.NotBefore(Monday + 1.Hours());
        house.GetUtcNow().ShouldBe(Monday + 1.Hours());
    }

    [Fact]
    public async Task The_jump_is_on_record_and_a_restart_goes_on_from_what_is_on_record()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings { Urls = [$"http://127.0.0.1:{FreePort.Take()}"], DataFolder = folder["data"], MasterKey = MasterKey.New().Export() };
        var wall = new Wall(Monday);
        DateTimeOffset recordedAt;
        await using (var server = Host.Build(settings, new HouseClock(wall)))
        {
            await server.StartAsync();
            wall.SetBack = 2.Hours();
            var reader = server.Services.GetRequiredService<IncidentReader>();
            var jumped = await Wait.ForAsync("the jump is on record", async () =>
            {
                wall.Advance(5.Seconds());
                return (await reader.WholeAsync(HouseRecord.Id)).FirstOrDefault(entry => entry.Fact is ClockJumped);
            });
            ((ClockJumped)jumped.Fact).Seconds.ShouldBe(-7200, tolerance: 1);
            recordedAt = jumped.Head.RecordedAt;
            recordedAt.ShouldBeGreaterThanOrEqualTo(Monday);
            await server.StopAsync();
        }

        await using var again = Host.Build(settings, new HouseClock(new FakeTimeProvider(Monday - 2.Hours())));
        again.Services.GetRequiredService<TimeProvider>().GetUtcNow().ShouldBeGreaterThanOrEqualTo(recordedAt);
    }

    /// <summary>A machine whose wall clock can be set back while its monotonic clock goes on.</summary>
    sealed class Wall(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan SetBack { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBack;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }
}
