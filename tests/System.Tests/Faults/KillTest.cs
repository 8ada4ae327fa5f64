using Holdfast.Harness.Faults;
using Holdfast.Harness.Processes;
using Shouldly;

namespace Holdfast.Tests.Faults;

/// <summary>
/// <c>kill -9</c> of the Release build's process in the middle of acknowledged writes (the long run is <c>bin/bench faults</c>), and on PostgreSQL of the database server's as well.
/// What counts is the clients' own list of acknowledgements: nothing lost, nothing by halves, nothing twice after sending again.
/// </summary>
[Long]
public sealed class KillTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acknowledged_is_kept(bool postgres)
    {
        await using var house = await House.OpenAsync(postgres, ownServer: true);
        var outcome = await new CrashRun { Writes = 3_000, Kills = 4, Seed = 0x5EED }.RunAsync(house);
        outcome.Whole.ShouldBeTrue(outcome.ToString());
        outcome.Acknowledged.ShouldBeGreaterThanOrEqualTo(3_000);
        outcome.Failures.ShouldBeGreaterThan(0, "No kill came amid a write; the test shows nothing.");
        TestContext.Current.SendDiagnosticMessage(outcome.ToString());
    }
}
