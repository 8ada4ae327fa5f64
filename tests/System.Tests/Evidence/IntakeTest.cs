using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Harness.Faults;
using Holdfast.Storage.Evidence;
using Shouldly;
using static Holdfast.Tests.Evidence.Keeping;

namespace Holdfast.Tests.Evidence;

/// <summary>However bytes come in, and whatever stops them, what is kept in the end is what was sent.</summary>
public sealed class IntakeTest : IDisposable
{
    readonly Keeping keeping = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData(3 * Frame)]
    [InlineData((5 * Frame) + 12_345)]
    public void What_comes_in_comes_out_with_its_hash(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var id = NewId();
        using (var intake = keeping.Open(id))
        {
            intake.Append(bytes);
            var finished = intake.Finish();
            finished.Length.ShouldBe(length);
            finished.Sha256.ShouldBe(Sha256(bytes));
            finished.Beginning.ShouldBe(bytes[..Math.Min(length, Intake.BeginningSize)]);
            (intake.Finish().Sha256, intake.IsFinished, intake.Offset).ShouldBe((finished.Sha256, true, (long)length));
        }

        keeping.All(id, length).ShouldBe(bytes);
        new FileInfo(keeping.PathOf(id)).Length.ShouldBe(length + (Math.Max(1, (length + Frame - 1) / Frame) * Extra));
    }

    [Fact]
    public void In_pieces_of_any_size_with_stops_anywhere_the_bytes_are_the_same()
    {
        for (var round = 0; round < 12; round++)
        {
            var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
            var dice = new Dice((ulong)seed);
            int[] lengths = [0, 1, Frame - 1, Frame, Frame + 1, (2 * Frame) - 1, 2 * Frame, (3 * Frame) + dice.Below(Frame)];
            var bytes = RandomNumberGenerator.GetBytes(lengths[dice.Below(lengths.Length)]);
            var id = NewId();
            Send(id, bytes, dice).ShouldBe(Sha256(bytes), $"seed {seed}, {bytes.Length} bytes");
            keeping.All(id, bytes.Length).ShouldBe(bytes, $"seed {seed}");
            keeping.Store.All().Count(one => one.Evidence == id).ShouldBe(1, $"seed {seed}: no tail stays behind");
            File.Exists(keeping.PathOf(id) + ".tail").ShouldBeFalse($"seed {seed}");
        }
    }

    [Fact]
    public void A_piece_finished_before_a_kill_says_the_same_again()
    {
        var bytes = RandomNumberGenerator.GetBytes(Frame);
        var id = keeping.Keep(bytes);
        using var again = keeping.Open(id);
        (again.IsFinished, again.Offset, again.Held).ShouldBe((true, Frame, Frame));
        var finished = again.Finish();
        (finished.Length, finished.Sha256).ShouldBe((Frame, Sha256(bytes)));
        finished.Beginning.ShouldBe(bytes[..Intake.BeginningSize]);
        Should.Throw<InvalidOperationException>(() => again.Append([1]));
        again.Dispose();
        keeping.All(id, Frame).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Extra)]
    [InlineData(Frame / 2)]
    [InlineData(Whole)]
    [InlineData(Whole + 5)]
    public void Torn_bytes_at_the_end_are_cut_off(int torn)
    {
        var bytes = RandomNumberGenerator.GetBytes((2 * Frame) + 77);
        var id = NewId();
        using (var intake = keeping.Open(id))
        {
            intake.Append(bytes);
            intake.Hold();
        }

        // The kill came while a frame was being written: some of it, or a hole where it should be.
        using (var file = File.Open(keeping.PathOf(id), FileMode.Append))
        {
            file.Write(torn % 2 == 0 ? new byte[torn] : RandomNumberGenerator.GetBytes(torn));
        }

        using var again = keeping.Open(id);
        again.Offset.ShouldBe(bytes.Length, "the tail belongs to the frame that was torn");
        again.Append([1, 2, 3]);
        again.Finish().Sha256.ShouldBe(Sha256([.. bytes, 1, 2, 3]));
        again.Dispose();
        keeping.All(id, bytes.Length + 3).ShouldBe([.. bytes, 1, 2, 3]);
    }

    [Fact]
    public void A_tail_of_an_earlier_frame_is_not_believed()
    {
        var bytes = RandomNumberGenerator.GetBytes((2 * Frame) + 200);
        var id = NewId();
        using (var intake = keeping.Open(id))
        {
            intake.Append(bytes.AsSpan(0, 1000));
            intake.Hold();
            intake.Append(bytes.AsSpan(1000, (2 * Frame) - 900));
        }

        // Held was the tail of frame 0; frames 0 and 1 are there whole, and the last 100 bytes were never held.
        File.Exists(keeping.PathOf(id) + ".tail").ShouldBeTrue();
        using var again = keeping.Open(id);
        again.Offset.ShouldBe(2 * Frame);
        again.Append(bytes.AsSpan(2 * Frame));
        again.Finish().Sha256.ShouldBe(Sha256(bytes));
    }

    [Fact]
    public void Two_cannot_write_one_piece()
    {
        var id = NewId();
        var first = keeping.Open(id);
        first.Append([1, 2, 3]);
        Intake.Open(keeping.Store, keeping.Key, id).ShouldBeNull();
        Intake.Open(new FolderStore(keeping.Folder), keeping.Key, id).ShouldBeNull("another node has the folder too");
        using (var other = keeping.Open(NewId()))
        {
            other.Append([1]);
            other.Finish();
        }

        first.Hold();
        first.Dispose();
        using var second = keeping.Open(id);
        second.Offset.ShouldBe(3);
    }

    [Fact]
    public void When_the_disk_is_full_what_was_held_is_there_and_it_goes_on_afterwards()
    {
        var bytes = RandomNumberGenerator.GetBytes((3 * Frame) + 500);
        for (var room = 0L; room < bytes.Length + 1000; room += 250_001)
        {
            var id = NewId();
            var full = new SmallDisk(keeping.Store, room);
            var held = 0L;
            try
            {
                using var intake = keeping.Open(id, full);
                for (var at = 0; at < bytes.Length; at += 300_000)
                {
                    intake.Append(bytes.AsSpan(at, Math.Min(300_000, bytes.Length - at)));
                    intake.Hold();
                    held = intake.Held;
                }

                intake.Finish();
            }
            catch (IOException)
            {
                full.IsFull.ShouldBeTrue();
            }

            using var again = keeping.Open(id);
            again.Offset.ShouldBeGreaterThanOrEqualTo(held, $"room for {room}");
            if (!again.IsFinished)
            {
                again.Append(bytes.AsSpan((int)again.Offset));
            }

            again.Finish().Sha256.ShouldBe(Sha256(bytes), $"room for {room}");
        }
    }

    [Fact]
    public void A_write_that_failed_can_be_tried_again()
    {
        var bytes = RandomNumberGenerator.GetBytes(Frame + 5);
        var id = NewId();
        var disk = new SmallDisk(keeping.Store, 100);
        using var intake = keeping.Open(id, disk);
        intake.Append(bytes.AsSpan(0, Frame));
        Should.Throw<IOException>(() => intake.Append(bytes.AsSpan(Frame)));
        intake.Offset.ShouldBe(Frame, "the frame waits in memory");
        disk.Room = long.MaxValue;
        intake.Append(bytes.AsSpan(Frame));
        intake.Finish().Sha256.ShouldBe(Sha256(bytes));
    }

    public void Dispose() => keeping.Dispose();

    /// <summary>Sends bytes in random pieces; holds, stops and goes on at random, as resuming does: from what is there.</summary>
    string Send(EvidenceId id, byte[] bytes, Dice dice)
    {
        var intake = keeping.Open(id);
        try
        {
            var acknowledged = 0L;
            while (intake.Offset < bytes.Length)
            {
                int[] sizes = [1, 100, 4096, 70_000, Frame, (2 * Frame) + 3];
                var piece = (int)Math.Min(bytes.Length - intake.Offset, 1 + dice.Below(sizes[dice.Below(sizes.Length)] + 200_000));
                intake.Append(bytes.AsSpan((int)intake.Offset, piece));
                switch (dice.Below(5))
                {
                    case 0:
                        intake.Hold();
                        acknowledged = intake.Offset;
                        break;
                    case 1:
                        intake.Dispose();
                        intake = keeping.Open(id);
                        intake.Offset.ShouldBeInRange(acknowledged, bytes.Length);
                        intake.Held.ShouldBe(intake.Offset);
                        break;
                }
            }

            return intake.Finish().Sha256;
        }
        finally
        {
            intake.Dispose();
        }
    }
}
