using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Harness;
using Holdfast.Integrations.Evidence;
using Shouldly;
using SkiaSharp;

namespace Holdfast.Tests.Evidence;

/// <summary>Pictures are drawn anew in a process of their own, and whatever happens in it stays there.</summary>
public sealed class PicturesTest
{
    static readonly Pictures Ours = new();

    public static TheoryData<EvidenceType> Types => [EvidenceType.Png, EvidenceType.Jpeg, EvidenceType.Webp];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_type_becomes_png_of_the_same_pixels(EvidenceType type)
    {
        var original = SamplePictures.Encoded(Enum.Parse<SKEncodedImageFormat>(type.ToString()));
        TypeByBytes.Of(original, original.Length).ShouldBe(type);
        using var drawn = await DrawAsync(original);
        (drawn.Width, drawn.Height).ShouldBe((40, 20));
        IsRed(drawn.GetPixel(5, 10)).ShouldBeTrue();
        IsBlue(drawn.GetPixel(35, 10)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_moving_picture_the_first_is_shown()
    {
        using var drawn = await DrawAsync(SamplePictures.Gif);
        (drawn.Width, drawn.Height).ShouldBe((1, 1));
        IsRed(drawn.GetPixel(0, 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_bitmap_of_windows()
    {
        using var drawn = await DrawAsync(SamplePictures.Bmp);
        IsRed(drawn.GetPixel(0, 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_camera_wrote_is_gone_and_its_side_is_set_right()
    {
        const string secret = "52.5163 N 13.3777 E";
        var original = SamplePictures.JpegOnItsSide(secret);
        Encoding.Latin1.GetString(original).ShouldContain(secret);

        var png = (await Ours.DrawAsync(new MemoryStream(original), default)).ShouldNotBeNull();
        Encoding.Latin1.GetString(png).ShouldNotContain(secret);
        Encoding.Latin1.GetString(png).ShouldNotContain("Exif");
        Encoding.Latin1.GetString(png).ShouldNotContain("eXIf");
        using var drawn = SKBitmap.Decode(png);
        (drawn.Width, drawn.Height).ShouldBe((20, 40));
        IsRed(drawn.GetPixel(10, 5)).ShouldBeTrue();
        IsBlue(drawn.GetPixel(10, 35)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_cut_picture_what_came_is_shown()
    {
        var whole = SamplePictures.Encoded(SKEncodedImageFormat.Jpeg, 400, 400);
        using var drawn = await DrawAsync(whole[..(whole.Length / 2)]);
        (drawn.Width, drawn.Height).ShouldBe((400, 400));
        IsRed(drawn.GetPixel(10, 10)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_very_large_picture_is_drawn_smaller()
    {
        using var drawn = await DrawAsync(SamplePictures.Encoded(SKEncodedImageFormat.Png, 8000, 4000));
        ((long)drawn.Width * drawn.Height).ShouldBeLessThanOrEqualTo(Drawing.MostShown);
        (drawn.Width / (double)drawn.Height).ShouldBe(2, 0.01);
        IsRed(drawn.GetPixel(5, 5)).ShouldBeTrue();
        IsBlue(drawn.GetPixel(drawn.Width - 5, drawn.Height - 5)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    public async Task A_header_that_promises_more_than_there_is_room_for_is_not_drawn(int width, int height) =>
        (await Ours.DrawAsync(new MemoryStream(SamplePictures.Bomb(width, height)), default)).ShouldBeNull();

    [Fact]
    public async Task What_is_no_picture_is_not_drawn()
    {
        (await Ours.DrawAsync(new MemoryStream([]), default)).ShouldBeNull();
        (await Ours.DrawAsync(new MemoryStream("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()), default)).ShouldBeNull();
        (await Ours.DrawAsync(new MemoryStream([0, 0, 1, 0, 1, 0, 16, 16]), default)).ShouldBeNull();
        (await Ours.DrawAsync(new Long(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nonsense_behind_a_true_beginning_is_a_picture_or_none()
    {
        byte[][] beginnings = [SamplePictures.Encoded(SKEncodedImageFormat.Png), SamplePictures.Encoded(SKEncodedImageFormat.Jpeg), SamplePictures.Encoded(SKEncodedImageFormat.Webp), SamplePictures.Gif, SamplePictures.Bmp];
        foreach (var beginning in beginnings)
        {
            for (var keep = 12; keep <= 48; keep += 12)
            {
                byte[] odd = [.. beginning.AsSpan(0, Math.Min(keep, beginning.Length)), .. RandomNumberGenerator.GetBytes(5000)];
                if (await Ours.DrawAsync(new MemoryStream(odd), default) is { } png)
                {
                    TypeByBytes.Of(png, png.Length).ShouldBe(EvidenceType.Png);
                }
            }
        }
    }

    [Fact]
    public async Task It_works_where_there_is_no_executable_but_the_library()
    {
        var by = new Pictures(("dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), Drawing.Command]), Wait.Patience);
        (await by.DrawAsync(new MemoryStream(SamplePictures.Bmp), default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("kill -SEGV $$")]
    [InlineData("exit 1")]
    [InlineData("true")]
    [InlineData("echo this is no picture")]
    [InlineData("exec cat /dev/zero")]
    [InlineData("exec 0<&-; exec sleep 0")]
    [InlineData("cat >/dev/null; printf '\\211PNG\\r\\n\\032\\n'; kill -KILL $$")]
    public async Task A_process_that_dies_or_lies_gives_no_picture(string script) =>
        (await By(script, Wait.Patience).DrawAsync(new MemoryStream(new byte[1_000_000]), default)).ShouldBeNull();

    [Fact]
    public async Task A_program_that_is_not_there_gives_no_picture() =>
        (await new Pictures(("/nowhere/holdfast", []), Wait.Patience).DrawAsync(new MemoryStream([1]), default)).ShouldBeNull();

    [Fact]
    public async Task A_process_that_hangs_is_ended_when_its_time_is_over()
    {
        using var folder = new TemporaryFolder();
        (await By($"echo $$ > '{folder["pid"]}'; exec sleep 1000", TimeSpan.FromSeconds(1)).DrawAsync(new MemoryStream(new byte[1_000_000]), default)).ShouldBeNull();
        IsThere(folder["pid"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_is_ended_when_nobody_waits_for_it_any_more()
    {
        using var folder = new TemporaryFolder();
        using var leaves = new CancellationTokenSource();
        var drawing = By($"echo $$ > '{folder["pid"]}'; exec sleep 1000", Wait.Patience).DrawAsync(new MemoryStream(new byte[1_000_000]), leaves.Token);
        await Wait.UntilAsync("the process runs", () => Task.FromResult(File.Exists(folder["pid"]) && File.ReadAllText(folder["pid"]).EndsWith('\n')));
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(drawing);
        IsThere(folder["pid"]).ShouldBeFalse();
    }

    [Fact]
    public async Task It_knows_nothing_of_the_servers_settings()
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("HOLDFAST_TEST_SECRET", "a key");
        await By($"env > '{folder["env"]}'", Wait.Patience).DrawAsync(new MemoryStream([1]), default);
        var known = await File.ReadAllTextAsync(folder["env"]);
        known.ShouldContain("PATH=");
        known.ShouldNotContain("HOLDFAST");
    }

    [Fact]
    public async Task An_original_that_cannot_be_read_is_said_so() =>
        await Should.ThrowAsync<IOException>(() => Ours.DrawAsync(new Damaged(), default));

    static Pictures By(string script, TimeSpan limit) => new(("/bin/sh", ["-c", script]), limit);

    static bool IsThere(string pidFile) => Directory.Exists($"/proc/{File.ReadAllText(pidFile).Trim()}");

    static async Task<SKBitmap> DrawAsync(byte[] original)
    {
        var png = (await Ours.DrawAsync(new MemoryStream(original), default)).ShouldNotBeNull();
        TypeByBytes.Of(png, png.Length).ShouldBe(EvidenceType.Png);
        return SKBitmap.Decode(png);
    }

    static bool IsRed(SKColor color) => color is { Red: > 200, Green: < 60, Blue: < 60, Alpha: 255 };

    static bool IsBlue(SKColor color) => color is { Red: < 60, Green: < 60, Blue: > 200, Alpha: 255 };

    sealed class Long : MemoryStream
    {
        public override long Length => Drawing.MostBytes + 1L;
    }

    sealed class Damaged() : MemoryStream(new byte[1000])
    {
        public override int Read(Span<byte> buffer) => throw new IOException("frame 3");
    }
}
