using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Faults;
using Holdfast.Harness.Http;
using Holdfast.Harness.Processes;
using Holdfast.Tests.Evidence;
using Shouldly;

namespace Holdfast.Tests.Faults;

/// <summary>
/// <c>kill -9</c> of the Release build's process while evidence is being sent, at random moments. What the server said is there is there, to the byte;
/// what it said is kept is on record, whole; and what was not is gone on with, leaving nothing behind.
/// </summary>
[Long]
public sealed class KillEvidenceTest
{
    const int Senders = 4;
    const int Files = 4;
    const int Kills = 4;
    const int Piece = 300_000;
    const int Longest = 4_000_000;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acknowledged_evidence_is_kept_to_the_byte(bool postgres)
    {
        await using var house = await House.OpenAsync(postgres);
        using var api = house.As(house.Staff.Agent);
        var incident = IncidentId.New(TimeProvider.System);
        (await api.StartAsync(incident)).Ok();
        var acknowledged = 0L;
        var kept = new ConcurrentDictionary<EvidenceId, byte[]>();
        var cuts = 0;
        var sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(n => SendAsync(new Dice((ulong)(0xE51D + n)))));
        var dice = new Dice(0x5EED);
        for (var kill = 0; kill < Kills && !sending.IsCompleted; kill++)
        {
            var next = Interlocked.Read(ref acknowledged) + 200_000 + dice.Below(6_000_000);
            await Wait.UntilAsync("more of it arrives", () => Task.FromResult(sending.IsCompleted || Interlocked.Read(ref acknowledged) >= next), TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(1));
            await house.KillAsync();
            await house.StartAsync();
        }

        await sending;
        cuts.ShouldBeGreaterThan(0, "No kill came amid a piece; the test shows nothing.");
        var sender = new Sender(api, incident);
        var list = await sender.ListAsync();
        list["arriving"].GetArrayLength().ShouldBe(0);
        list["items"].EnumerateArray().Select(item => item.GetProperty("sha256").GetString()).Order().ShouldBe(kept.Values.Select(bytes => Sender.Hash(bytes)).Order());
        foreach (var (id, bytes) in kept)
        {
            var original = await sender.OriginalAsync(id);
            original.Bytes.AsSpan().SequenceEqual(bytes).ShouldBeTrue($"{id}: {original.Status}, {original.Bytes.Length} of {bytes.Length}");
        }

        // Nothing beside the originals, neither parts nor tails; and every frame is what was kept.
        Directory.EnumerateFiles(Path.Combine(house.Settings.Data, "evidence"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order()
            .ShouldBe(kept.Keys.Select(id => id.ToString()).Order());
        await house.StopAsync();
        (await HoldfastCommand.RunAsync(house.Settings, "verify")).ExitCode.ShouldBe(0);

        async Task SendAsync(Dice own)
        {
            var mine = new Sender(api, incident);
            for (var file = 0; file < Files; file++)
            {
                var bytes = Sender.Bytes(own.Below(Longest), (ulong)own.Below(int.MaxValue));
                var id = Sender.NewId();
                await OneAsync(mine, id, bytes);
                kept[id] = bytes;
            }
        }

        async Task OneAsync(Sender to, EvidenceId id, byte[] bytes)
        {
            long offset = 0;
            var asks = false;
            while (true)
            {
                var end = (int)Math.Min(bytes.Length, offset + Piece);
                var answer = await TriedAsync(() => asks ? to.HeadAsync(id)
                    : offset == 0 || offset == bytes.Length ? to.PutAsync(id, bytes.AsMemory((int)offset, end - (int)offset), "call.bin", bytes.Length)
                    : to.PatchAsync(id, offset, bytes.AsMemory((int)offset, end - (int)offset)));
                if (answer is null or { Status: HttpStatusCode.ServiceUnavailable } || (answer.Status == HttpStatusCode.Conflict && !asks))
                {
                    asks = true;
                    Interlocked.Increment(ref cuts);
                    await Task.Delay(Pause, TimeProvider.System);
                }
                else if (answer.Status is HttpStatusCode.Created or HttpStatusCode.OK && !asks)
                {
                    return;
                }
                else if (answer.Status == HttpStatusCode.NotFound && asks)
                {
                    // It was killed before it heard of it.
                    offset.ShouldBe(0, "what was acknowledged is gone");
                    asks = false;
                }
                else if (answer.Status is HttpStatusCode.Accepted or HttpStatusCode.OK)
                {
                    answer.Offset.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(offset, "what was acknowledged is gone");
                    Interlocked.Add(ref acknowledged, answer.Offset.Value - offset);
                    offset = answer.Offset.Value;
                    asks = false;
                }
                else if (answer.Status != HttpStatusCode.Conflict)
                {
                    throw new InvalidOperationException($"{answer}");
                }
            }
        }

        static async Task<Answer?> TriedAsync(Func<Task<Answer>> send)
        {
            try
            {
                return await send();
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                // The server is gone, or went away before it answered.
                return null;
            }
        }
    }
}
