using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Processes;
using Holdfast.Tests.Evidence;
using Shouldly;

namespace Holdfast.Tests.Scenarios;

/// <summary>Somebody with access to the disk tampers with a recording. Verification names it; the server gives out none of it.</summary>
[Long]
public sealed class TamperedRecordingTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Verification_names_the_item(bool postgres)
    {
        await using var house = await House.OpenAsync(postgres);
        using var agent = house.As(house.Staff.Agent);
        var incident = IncidentId.New(TimeProvider.System);
        (await agent.StartAsync(incident)).Ok();
        var number = (await agent.ReadAsync(incident)).Ok()["row.number"].GetString();
        var (sender, recording, other) = (new Sender(agent, incident), Sender.NewId(), Sender.NewId());
        var bytes = Sender.Bytes(2_500_000);
        (await sender.PutAsync(recording, bytes, "call.ogg")).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        (await sender.PutAsync(other, Sender.Bytes(10, 8), "note.txt")).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        (await VerifyAsync(house, 0)).ShouldContain($"2 originals of evidence read, {bytes.Length + 10} bytes, 0 damaged, 0 on no record.");

        var path = PathOf(house, incident, recording);
        var stored = await File.ReadAllBytesAsync(path);
        var tampered = stored.ToArray();
        tampered[1_500_000] ^= 1;
        await File.WriteAllBytesAsync(path, tampered);
        (await VerifyAsync(house, 1)).ShouldContain($"Damaged: evidence {recording} of {number}: frame 2 of 3 was altered");
        ((int)(await sender.OriginalAsync(recording, range: "bytes=1048576-1048577")).Status).ShouldBeGreaterThanOrEqualTo(400, "no byte of that frame is given out");
        (await sender.OriginalAsync(recording, range: "bytes=0-9")).Bytes.ShouldBe(bytes[..10], "what is whole can still be read");

        File.Delete(path);
        (await VerifyAsync(house, 1)).ShouldContain($"Damaged: evidence {recording} of {number}: its original is missing");

        await File.WriteAllBytesAsync(path, stored);
        var stray = Sender.NewId();
        File.Copy(path, PathOf(house, incident, stray));
        var said = await VerifyAsync(house, 0);
        said.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"Unknown: evidence {stray} of incident {incident}"));
        said.ShouldContain("0 damaged, 1 on no record.");
    }

    static string PathOf(House house, IncidentId incident, EvidenceId id) =>
        Path.Combine(house.Settings.Data, "evidence", incident.ToString()[^2..], incident.ToString(), id.ToString());

    static async Task<string> VerifyAsync(House house, int exitCode)
    {
        var result = await HoldfastCommand.RunAsync(house.Settings, "verify");
        result.ExitCode.ShouldBe(exitCode, result.Output + result.Error);
        return result.Output;
    }
}
