using System.Text;
using FsCheck.Xunit;
using Holdfast.Core.Evidence;
using Shouldly;

namespace Holdfast.Tests.Evidence;

public sealed class TypeByBytesTest
{
    [Theory]
    [InlineData(EvidenceType.Png, "89504E470D0A1A0A0000000D49484452")]
    [InlineData(EvidenceType.Jpeg, "FFD8FFE000104A464946")]
    [InlineData(EvidenceType.Gif, "474946383961010001")]
    [InlineData(EvidenceType.Gif, "474946383761010001")]
    [InlineData(EvidenceType.Webp, "52494646240000005745425056503820")]
    [InlineData(EvidenceType.Bmp, "424D3A0000000000000036000000280000000100000001000000")]
    [InlineData(EvidenceType.Other, "424D3A0000000000000036000000290000000100000001000000")]
    [InlineData(EvidenceType.Tiff, "49492A0008000000")]
    [InlineData(EvidenceType.Tiff, "4D4D002A00000008")]
    [InlineData(EvidenceType.Heic, "000000186674797068656963000000006D696631")]
    [InlineData(EvidenceType.Heic, "0000001C667479706176696600000000")]
    [InlineData(EvidenceType.M4a, "0000001C667479704D34412000000200")]
    [InlineData(EvidenceType.Video, "0000001C6674797069736F6D00000200")]
    [InlineData(EvidenceType.Video, "00000014667479707174202000000000")]
    [InlineData(EvidenceType.Video, "52494646000000004156492000000000")]
    [InlineData(EvidenceType.Wav, "524946462400000057415645666D7420")]
    [InlineData(EvidenceType.Ogg, "4F676753000200000000000000004F70757348656164")]
    [InlineData(EvidenceType.Video, "4F67675300020000000000000000807468656F7261")]
    [InlineData(EvidenceType.Flac, "664C61430000002210001000")]
    [InlineData(EvidenceType.Mp3, "4944330300000000000FFFFB9064")]
    [InlineData(EvidenceType.Mp3, "FFFB9064000000000000")]
    [InlineData(EvidenceType.Other, "FFF15080000000000000")]
    [InlineData(EvidenceType.Amr, "2321414D520A3C91170BE1FF")]
    [InlineData(EvidenceType.Zip, "504B03041400000008")]
    [InlineData(EvidenceType.Program, "7F454C4602010100")]
    [InlineData(EvidenceType.Program, "4D5A90000300000004000000FFFF0000")]
    [InlineData(EvidenceType.Program, "CFFAEDFE07000001")]
    [InlineData(EvidenceType.Program, "CAFEBABE00000034")]
    [InlineData(EvidenceType.Program, "4C0000000114020000000000C000000000000046")]
    [InlineData(EvidenceType.Other, "00010203")]
    [InlineData(EvidenceType.Other, "00")]
    public void Known_by_their_first_bytes(EvidenceType type, string bytes) => Of(Convert.FromHexString(bytes)).ShouldBe(type);

    [Theory]
    [InlineData(EvidenceType.Text, "There is a bomb.\r\nhe said at 14:02")]
    [InlineData(EvidenceType.Text, "MZ is how he signs")]
    [InlineData(EvidenceType.Text, "BM: what is that")]
    [InlineData(EvidenceType.Text, "«Voy a quemarlo todo» 🔥")]
    [InlineData(EvidenceType.Text, "From: me\nthat was all")]
    [InlineData(EvidenceType.Text, "Ana: hello\nBob: hi")]
    [InlineData(EvidenceType.Other, "a null \0 is no letter")]
    [InlineData(EvidenceType.Other, "\u001b]0;title\u0007 turns a terminal's head")]
    [InlineData(EvidenceType.Html, "  <!DOCTYPE HTML><p>hello")]
    [InlineData(EvidenceType.Html, "Dear all,\n<ScRiPt>alert(1)</script>")]
    [InlineData(EvidenceType.Svg, "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData(EvidenceType.Html, "<html><svg/></html>")]
    [InlineData(EvidenceType.Pdf, "%PDF-1.7\n")]
    [InlineData(EvidenceType.Pdf, "nothing to see\n%PDF-1.4\n1 0 obj")]
    [InlineData(EvidenceType.Mail, "From: a@example.com\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: You\r\n\r\n<html>I know where you live</html>")]
    [InlineData(EvidenceType.Mail, "Received: from x\r\n\tby y; Mon, 2 Nov 2026\r\nFrom: a@example.com\r\n\r\n%PDF-")]
    [InlineData(EvidenceType.Mail, "Return-Path: <>\nMessage-ID: <1@x>")]
    public void Words(EvidenceType type, string text) => Of(Encoding.UTF8.GetBytes(text)).ShouldBe(type);

    [Fact]
    public void Text_of_windows_with_its_mark()
    {
        Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Notepad 🔥")]).ShouldBe(EvidenceType.Text);
        Of([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("<html>")]).ShouldBe(EvidenceType.Html);
        Of(Encoding.Unicode.GetBytes("no mark")).ShouldBe(EvidenceType.Other);
        Of([0xFF, 0xFE, 0x41]).ShouldBe(EvidenceType.Other);
    }

    [Fact]
    public void Markup_in_an_old_character_set_is_markup() => Of(Encoding.Latin1.GetBytes("<HTML><P>Müller")).ShouldBe(EvidenceType.Html);

    [Fact]
    public void A_mail_in_an_old_character_set_is_a_mail() =>
        Of(Encoding.Latin1.GetBytes("From: a@example.com\r\nDate: Mon, 2 Nov 2026\r\n\r\nMüller")).ShouldBe(EvidenceType.Mail);

    [Fact]
    public void WebM_is_sound_only_without_a_picture_track()
    {
        byte[] head = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8];
        Of([.. head, .. "....A_OPUS...."u8]).ShouldBe(EvidenceType.WebmAudio);
        Of([.. head, .. "....V_VP9....A_OPUS...."u8]).ShouldBe(EvidenceType.Video);
        Of([.. head, .. "......"u8]).ShouldBe(EvidenceType.Video);
    }

    [Fact]
    public void What_is_two_things_is_the_worse_one()
    {
        Of([.. "ID3\u0003\0\0\0\0\0\u000f"u8, .. "<html><script>alert(1)</script>"u8]).ShouldBe(EvidenceType.Other);
        Of([.. "ID3\u0003\0\0\0\0\0\u000f"u8, .. "\0%PDF-1.4"u8]).ShouldBe(EvidenceType.Pdf);
        Of([.. "RIFF\0\0\0\0WAVEfmt "u8, .. "<svg onload=x>"u8]).ShouldBe(EvidenceType.Other);
        Of([.. "MZ=1/*"u8, 0, .. "*/<html>"u8]).ShouldBe(EvidenceType.Program);
    }

    [Fact]
    public void A_letter_cut_where_the_beginning_ends_is_still_a_letter()
    {
        var bytes = Encoding.UTF8.GetBytes("äöü🔥");
        for (var cut = 1; cut < 4; cut++)
        {
            TypeByBytes.Of(bytes.AsSpan(0, bytes.Length - cut), 1_000_000).ShouldBe(EvidenceType.Text);
        }

        TypeByBytes.Of(bytes.AsSpan(0, bytes.Length - 1), bytes.Length - 1).ShouldBe(EvidenceType.Other);
    }

    [Fact]
    public void Nothing_is_empty_whatever_is_in_the_buffer() => TypeByBytes.Of("\u007fELF"u8, 0).ShouldBe(EvidenceType.Empty);

    [Fact]
    public void Only_a_bounded_beginning_counts()
    {
        var bytes = new byte[TypeByBytes.LooksAt + 100];
        bytes.AsSpan().Fill((byte)'a');
        bytes[^1] = 0;
        Of(bytes).ShouldBe(EvidenceType.Text);
    }

    [Property(MaxTest = 2000)]
    public void Whatever_comes_is_told_the_same_twice(byte[] bytes, long length, byte magic)
    {
        byte[][] starts = [[], [.. "RIFF\0\0\0\0"u8], [.. "BM"u8], [.. "OggS"u8], [0xFF, 0xFB], [.. "\0\0\0\0ftyp"u8], [.. "From: "u8], [0xFF, 0xFE], [.. "ID3"u8], [.. "<"u8], [0x1A, 0x45, 0xDF, 0xA3], [.. "MZ"u8]];
        byte[] all = [.. starts[magic % starts.Length], .. bytes];
        var type = TypeByBytes.Of(all, length);
        TypeByBytes.Of(all, length).ShouldBe(type);
        Enum.IsDefined(type).ShouldBeTrue();
        (type == EvidenceType.Empty).ShouldBe(length <= 0);
    }

    static EvidenceType Of(byte[] bytes) => TypeByBytes.Of(bytes, bytes.Length);
}
