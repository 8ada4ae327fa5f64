using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Integrations.Evidence;
using Shouldly;

namespace Holdfast.Tests.Evidence;

public sealed class MailReaderTest
{
    static readonly MailReader Reader = new();

    const string Threat = """
        Received: from mx.example.com (mx.example.com [192.0.2.1])
        	by mail.example.org; Mon, 2 Nov 2026 10:00:01 +0000
        From: =?utf-8?q?=C3=81ngel?= <angel@example.com>
        To: support@example.org
        Subject: =?utf-8?b?wqFNZSBsYXMgdmFzIGEgcGFnYXIh?=
        Date: Mon, 2 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b1"

        --b1
        Content-Type: multipart/alternative; boundary="b2"

        --b2
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Ma=F1ana lo quemo.
        --b2
        Content-Type: multipart/related; boundary="b3"

        --b3
        Content-Type: text/html

        <p>Ma&ntilde;ana lo quemo. <img src="cid:1"></p>
        --b3
        Content-Type: image/png; name="fire.png"
        Content-Disposition: inline
        Content-ID: <1>
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --b3--
        --b2--
        --b1
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="../../door.txt"

        the back door
        --b1
        Content-Type: message/rfc822

        From: other@example.com
        Date: Sun, 1 Nov 2026 10:00:00 +0000
        Subject: before

        the first one
        --b1--

        """;

    [Fact]
    public void A_mail_is_its_headers_in_order_its_words_and_its_files()
    {
        var mail = Read(Threat).ShouldNotBeNull();
        mail.Headers.Select(header => header.Name).ShouldBe(["Received", "From", "To", "Subject", "Date", "MIME-Version", "Content-Type"]);
        mail.Headers[1].Value.ShouldBe("Ángel <angel@example.com>");
        mail.Headers[3].Value.ShouldBe("¡Me las vas a pagar!");
        mail.Headers[0].Value.ShouldContain("by mail.example.org");
        mail.Text.Trim().ShouldBe("Mañana lo quemo.");
        mail.WasMarkup.ShouldBeFalse();
        mail.IsWhole.ShouldBeTrue();
        mail.Attachments.ShouldBe([new(0, "fire.png", "image/png"), new(1, "../../door.txt", "application/octet-stream"), new(2, "before.eml", "message/rfc822")]);
    }

    [Fact]
    public void Attachments_come_decoded_and_a_mail_within_is_a_mail_again()
    {
        var files = Files(Threat);
        files.Select(file => file.Attachment.Index).ShouldBe([0, 1, 2]);
        Convert.ToHexString(files[0].Bytes).ShouldBe("89504E470D0A1A0A");
        Encoding.UTF8.GetString(files[1].Bytes).Trim().ShouldBe("the back door");
        TypeByBytes.Of(files[2].Bytes, files[2].Bytes.Length).ShouldBe(EvidenceType.Mail);
        Reader.Read(new MemoryStream(files[2].Bytes), default).ShouldNotBeNull().Text.Trim().ShouldBe("the first one");
        Files(Threat).Select(file => Convert.ToHexString(file.Bytes)).ShouldBe(files.Select(file => Convert.ToHexString(file.Bytes)));
    }

    [Fact]
    public void Markup_becomes_words_and_no_link_or_script_is_left()
    {
        var mail = Read("""
            From: a@example.com
            Date: Mon, 2 Nov 2026 10:00:00 +0000
            Content-Type: text/html; charset=utf-8

            <html><head><title>x</title><style>p{color:red}</style><script>alert('no')</script></head>
            <body><p>I will <b>burn</b> it &amp; you.</p><!-- hidden --><ul><li>first</li><li>second</ul>
            <a href="https://example.net/track?you">read this</a> <img src="https://example.net/pixel" alt="a gun">
            <a href="https://example.net/">https://example.net/</a><script>alert(2)
            """).ShouldNotBeNull();
        mail.WasMarkup.ShouldBeTrue();
        mail.Text.ShouldBe("I will burn it & you.\n\nfirst\nsecond\n\nread this <https://example.net/track?you> [picture: a gun] https://example.net/");
    }

    [Fact]
    public void Markup_is_read_where_the_plain_words_say_nothing() =>
        Read("From: a@b\nDate: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<b>I know you</b>\n--b--\n")
            .ShouldNotBeNull().Text.ShouldBe("I know you");

    [Fact]
    public void What_steers_a_screen_is_left_out() =>
        Read("From: a@b\u001b[2J\nDate: x\n\nhello\u001b]0;x\u0007\0 there\r\nend").ShouldNotBeNull().Text.ShouldBe("hello]0;x there\nend");

    [Fact]
    public void Too_many_words_are_cut_and_it_says_so()
    {
        var mail = Read("From: a@b\nDate: x\n\n" + new string('w', 3 * MailReader.MostWords)).ShouldNotBeNull();
        mail.IsWhole.ShouldBeFalse();
        mail.Text.Length.ShouldBe(MailReader.MostWords);
    }

    [Fact]
    public void A_hundred_attachments_are_told()
    {
        var parts = string.Concat(Enumerable.Range(0, 300).Select(each => $"--b\nContent-Type: image/png; name={each}.png\n\nx\n"));
        var mail = Read("From: a@b\nDate: x\nContent-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n").ShouldNotBeNull();
        mail.Attachments.Length.ShouldBe(MailReader.MostAttachments);
        mail.Attachments[^1].Name.ShouldBe("99.png");
    }

    [Fact]
    public void What_is_made_to_exhaust_is_not_read()
    {
        Read("From: a@b\nDate: x\n" + string.Concat(Enumerable.Repeat("a:\n", 500_000)) + "\nx").ShouldBeNull();
        Read("From: a@b\nDate: x\nX: " + new string('x', 5_000_000) + "\n\nx").ShouldBeNull();
        Read("From: a@b\nDate: x\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\n", 500_000))).ShouldBeNull();
        Reader.Read(new Long(), default).ShouldBeNull();
        Reader.Attachments(new Long(), default).ShouldBeEmpty();
    }

    [Fact]
    public void Parts_in_parts_without_end_are_read_to_a_depth()
    {
        var deep = new StringBuilder("From: a@b\nDate: x\n");
        for (var each = 0; each < 400; each++)
        {
            deep.Append($"Content-Type: multipart/mixed; boundary=b{each}\n\n--b{each}\n");
        }

        Read(deep + "\nthe end").ShouldNotBeNull();
        var mails = new StringBuilder();
        for (var each = 0; each < 400; each++)
        {
            mails.Append("From: a@b\nDate: x\nContent-Type: message/rfc822\n\n");
        }

        Read(mails + "the end").ShouldNotBeNull().Attachments.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<a ")]
    [InlineData("<a href='")]
    [InlineData("<!--")]
    [InlineData("<a><p><b>")]
    [InlineData("</")]
    [InlineData("&#x")]
    [InlineData("<script>")]
    public void Markup_made_to_take_long_is_bounded(string piece)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var markup = string.Concat(Enumerable.Repeat(piece, 4_000_000 / piece.Length));
        Reader.Read(Stream("From: a@b\nDate: x\nContent-Type: text/html\n\n" + markup), patience.Token).ShouldNotBeNull();
    }

    [Fact]
    public void Nothing_that_is_not_a_mail_and_no_damage_makes_it_throw()
    {
        var whole = Encoding.UTF8.GetBytes(Threat.ReplaceLineEndings("\r\n"));
        var dice = RandomNumberGenerator.GetBytes(8);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = whole.ToArray();
            for (var each = 0; each < 1 + (round % 20); each++)
            {
                dice = SHA256.HashData(dice);
                bytes[BitConverter.ToUInt32(dice) % bytes.Length] = round % 3 == 0 ? (byte)'\n' : dice[5];
            }

            bytes = bytes[..(int)(BitConverter.ToUInt32(dice, 8) % bytes.Length)];
            var mail = Reader.Read(new MemoryStream(bytes), default);
            var files = Reader.Attachments(new MemoryStream(bytes), default).Select(file => Drain(file.Bytes).Length).ToList();
            files.Count.ShouldBe(mail?.Attachments.Length ?? 0, Convert.ToBase64String(bytes));
            Reader.Read(new MemoryStream(RandomNumberGenerator.GetBytes(round)), default);
        }
    }

    [Fact]
    public void An_original_that_cannot_be_read_is_not_called_a_bad_mail() =>
        Should.Throw<IOException>(() => Reader.Read(new Damaged(Encoding.UTF8.GetBytes(Threat)), default));

    static MailText? Read(string mail) => Reader.Read(Stream(mail), default);

    static MemoryStream Stream(string mail) => new(Encoding.UTF8.GetBytes(mail));

    static List<(MailAttachment Attachment, byte[] Bytes)> Files(string mail) =>
        [.. Reader.Attachments(Stream(mail), default).Select(file => (file.Attachment, Drain(file.Bytes)))];

    static byte[] Drain(Stream bytes)
    {
        var all = new MemoryStream();
        bytes.CopyTo(all);
        return all.ToArray();
    }

    sealed class Long : MemoryStream
    {
        public override long Length => MailReader.LargestMail + 1;
    }

    sealed class Damaged(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => Position > 300 ? throw new IOException("frame 3") : base.Read(buffer[..Math.Min(buffer.Length, 100)]);
    }
}
