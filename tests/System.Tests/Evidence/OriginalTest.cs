using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness.Faults;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Keys;
using Shouldly;
using static Holdfast.Tests.Evidence.Keeping;

namespace Holdfast.Tests.Evidence;

/// <summary>An original is read from any place, and nothing that was altered, exchanged, cut or moved is given out.</summary>
public sealed class OriginalTest : IDisposable
{
    readonly Keeping keeping = new();

    [Fact]
    public void Any_range_can_be_read()
    {
        var bytes = RandomNumberGenerator.GetBytes((3 * Frame) + 4321);
        using var original = keeping.Read(keeping.Keep(bytes), bytes.Length);
        original.Length.ShouldBe(bytes.Length);
        (long, int)[] places = [(0, 1), (Frame - 1, 2), (Frame, Frame), (2 * Frame, 5), (bytes.Length - 1, 1), (bytes.Length - 10, 100), (bytes.Length, 4), (bytes.Length + 9L, 4)];
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var dice = new Dice((ulong)seed);
        foreach (var (from, count) in places.Concat(Enumerable.Range(0, 60).Select(_ => ((long)dice.Below(bytes.Length), dice.Below(2 * Frame)))))
        {
            original.Seek(from, SeekOrigin.Begin);
            var read = new byte[count];
            var all = original.ReadAtLeast(read, count, throwOnEndOfStream: false);
            var expected = bytes.AsSpan((int)Math.Min(from, bytes.Length));
            read.AsSpan(0, all).SequenceEqual(expected[..Math.Min(count, expected.Length)]).ShouldBeTrue($"{count} at {from}, seed {seed}");
        }

        original.Seek(-3, SeekOrigin.End).ShouldBe(bytes.Length - 3);
        original.ReadByte().ShouldBe(bytes[^3]);
        original.Seek(1, SeekOrigin.Current).ShouldBe(bytes.Length - 1);
        (original.CanSeek, original.CanWrite).ShouldBe((true, false));
    }

    [Fact]
    public void There_is_none_is_not_damage() => Original.Open(keeping.Store, keeping.Key, NewId(), 5).ShouldBeNull();

    [Fact]
    public void Any_altered_byte_is_found()
    {
        var bytes = RandomNumberGenerator.GetBytes(90);
        var id = keeping.Keep(bytes);
        var path = keeping.PathOf(id);
        var stored = File.ReadAllBytes(path);
        for (var at = 0; at < stored.Length; at++)
        {
            foreach (var flip in new byte[] { 1, 0x80 })
            {
                var altered = stored.ToArray();
                altered[at] ^= flip;
                File.WriteAllBytes(path, altered);
                Damaged(id, bytes.Length, 0);
            }
        }

        File.WriteAllBytes(path, stored);
        keeping.All(id, bytes.Length).ShouldBe(bytes);
    }

    [Fact]
    public void An_altered_frame_is_named_and_the_others_are_still_read()
    {
        var bytes = RandomNumberGenerator.GetBytes((3 * Frame) + 100);
        var id = keeping.Keep(bytes);
        var path = keeping.PathOf(id);
        var stored = File.ReadAllBytes(path);
        var dice = new Dice((ulong)RandomNumberGenerator.GetInt32(int.MaxValue));
        for (var frame = 0; frame < 4; frame++)
        {
            var altered = stored.ToArray();
            altered[(frame * Whole) + dice.Below(frame == 3 ? 100 + Extra : Whole)] ^= 4;
            File.WriteAllBytes(path, altered);
            Damaged(id, bytes.Length, frame);
            using var original = keeping.Read(id, bytes.Length);
            original.Seek((frame + 1) % 4 * Frame, SeekOrigin.Begin);
            original.ReadByte().ShouldBe(bytes[(frame + 1) % 4 * Frame]);
        }
    }

    [Fact]
    public void Frames_exchanged_moved_cut_or_of_another_piece_are_found()
    {
        var bytes = RandomNumberGenerator.GetBytes(3 * Frame);
        var id = keeping.Keep(bytes);
        var path = keeping.PathOf(id);
        var stored = File.ReadAllBytes(path);
        var other = File.ReadAllBytes(keeping.PathOf(keeping.Keep(bytes)));
        (string What, byte[] Stored, int Frame)[] damage =
        [
            ("two exchanged", [.. stored[Whole..(2 * Whole)], .. stored[..Whole], .. stored[(2 * Whole)..]], 0),
            ("one twice", [.. stored[..Whole], .. stored[..Whole], .. stored[(2 * Whole)..]], 1),
            ("of another piece with the same bytes", [.. stored[..Whole], .. other[Whole..(2 * Whole)], .. stored[(2 * Whole)..]], 1),
            ("all of another piece", other, 0),
            ("one left out", [.. stored[..Whole], .. stored[(2 * Whole)..]], 1),
            ("cut at a frame", stored[..(2 * Whole)], 2),
            ("cut within a frame", stored[..(Whole + 7)], 1),
            ("empty", [], 0),
        ];
        foreach (var (_, altered, frame) in damage)
        {
            File.WriteAllBytes(path, altered);
            Damaged(id, bytes.Length, frame);
        }
    }

    [Theory]
    [InlineData(2 * Frame, 1)]
    [InlineData((2 * Frame) + 5, 2)]
    [InlineData((3 * Frame) + 1, 2)]
    [InlineData(Frame, 0)]
    public void A_length_that_is_not_its_own_is_found(int claimed, int frame)
    {
        var id = keeping.Keep(RandomNumberGenerator.GetBytes(3 * Frame));
        Damaged(id, claimed, frame);
    }

    [Fact]
    public void An_original_of_another_incident_or_key_is_not_read()
    {
        var bytes = RandomNumberGenerator.GetBytes(10);
        var id = keeping.Keep(bytes);
        var stranger = DataKey.New(IncidentId.New(TimeProvider.System));
        using (var theirs = Intake.Open(keeping.Store, stranger, id)!)
        {
            theirs.Append(bytes);
            theirs.Finish();
        }

        var theirPath = keeping.PathOf(id).Replace(keeping.Incident.ToString(), stranger.Incident.ToString(), StringComparison.Ordinal)
            .Replace($"/{keeping.Incident.ToString()[^2..]}/", $"/{stranger.Incident.ToString()[^2..]}/", StringComparison.Ordinal);
        File.Copy(theirPath, keeping.PathOf(id), overwrite: true);
        Damaged(id, bytes.Length, 0);
    }

    [Fact]
    public void A_stale_tail_beside_it_changes_nothing()
    {
        var bytes = RandomNumberGenerator.GetBytes(100);
        var id = NewId();
        byte[] tail;
        using (var intake = keeping.Open(id))
        {
            intake.Append(bytes.AsSpan(0, 50));
            intake.Hold();
            tail = File.ReadAllBytes(keeping.PathOf(id) + ".tail");
            intake.Append(bytes.AsSpan(50));
            intake.Finish();
        }

        File.WriteAllBytes(keeping.PathOf(id) + ".tail", tail);
        keeping.All(id, 100).ShouldBe(bytes);
        using (var again = keeping.Open(id))
        {
            (again.IsFinished, again.Finish().Sha256).ShouldBe((true, Sha256(bytes)));
        }

        File.Exists(keeping.PathOf(id) + ".tail").ShouldBeFalse();
    }

    [Fact]
    public void Nothing_of_the_bytes_is_readable_in_the_folder_and_it_is_its_owners_alone()
    {
        var id = keeping.Keep("quokkazephyr, and nobody else"u8);
        using (var intake = keeping.Open(NewId()))
        {
            intake.Append("quokkazephyr, held"u8);
            intake.Hold();
        }

        var files = Directory.GetFiles(keeping.Folder, "*", SearchOption.AllDirectories);
        files.Length.ShouldBe(3);
        foreach (var file in files)
        {
            File.ReadAllBytes(file).AsSpan().IndexOf("quokka"u8).ShouldBe(-1);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.GetDirectories(keeping.Folder, "*", SearchOption.AllDirectories).Append(keeping.Folder))
            {
                File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        keeping.Store.All().Count().ShouldBe(2);
        keeping.Store.Remove(keeping.Incident, id);
        keeping.Store.Remove(keeping.Incident, id);
        keeping.Store.All().ShouldNotContain(one => one.Evidence == id);
        keeping.Store.Free.ShouldBeGreaterThan(0);
    }

    public void Dispose() => keeping.Dispose();

    /// <summary>Reading it fails at this frame, after giving exactly the bytes before it.</summary>
    void Damaged(EvidenceId id, long length, long frame)
    {
        using var original = keeping.Read(id, length);
        using var given = new MemoryStream();
        var damage = Should.Throw<DamagedEvidenceException>(() => original.CopyTo(given));
        (damage.Evidence, damage.Frame, given.Length).ShouldBe((id, frame, frame * Frame));
    }
}
